"""Bytes whose encoding nobody named."""

import pytest

from bot.articles.decode import decode


@pytest.mark.parametrize(
    "text",
    [
        "The council’s plan — “a good one” — costs £5m.",
        "Le maire a déclaré : « Nous sommes très préoccupés par l’état du pont. »",
        "Der Bürgermeister sagte: „Wir müssen größer denken“, so Müller.",
    ],
)
def test_western_text_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252"), subject="x") == text
