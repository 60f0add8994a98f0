"""Characters made safe, words untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.characters import tidy, tidy_line

ZWNJ, ZWJ = "\u200c", "\u200d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\ufeffzero\u200b width\u2060 soft\u00adhyphen", "zero width softhyphen"),
        ("no\u00a0break\u3000wide\tspaces   here", "no break wide spaces here"),
        ("cafe\u0301", "café"),
        ("\n\n  a  \n \n\n\n b ", "a\n\nb"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        (f"می{ZWNJ}خواهم and 👩{ZWJ}🚀", f"می{ZWNJ}خواهم and 👩{ZWJ}🚀"),
        (f"plain{ZWJ} latin{ZWNJ}letters", "plain latinletters"),
        ("“Curly,” ‘single’ «guillemets» 「かぎ」", "“Curly,” ‘single’ «guillemets» 「かぎ」"),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


_ODD = st.text(
    alphabet=f"aé\u0301 \t\n\r\u200b{ZWJ}{ZWNJ}\u0627\U0001f680\ufeff\u3000\x00\u1100\u1161"
)


@given(st.one_of(st.text(), _ODD))
def test_tidy_is_idempotent_and_storable(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\x00" not in once
    once.encode()


def test_tidy_line() -> None:
    assert tidy_line(" The\n mayor\x00  speaks ") == "The mayor speaks"
