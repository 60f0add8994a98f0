import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.fragment import text_of


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>The ferry sank.</p><p>Nobody drowned.</p>",
        "<!-- by the desk --><div>The ferry <b>sank</b>.<br>Nobody\n drowned.</div><!-- rest",
        "<![if !mso]><p>The ferry sank.</p><![endif]><p>Nobody drowned.</p>",
        "<![CDATA[<p>The ferry sank.</p><p>Nobody drowned.</p>]]>",
        "<p>The ferry sank.<p>Nobody drowned.<a href='/more",
        "<?xml version='1.0'?><p>The ferry sank.<script>sink()</script><p>Nobody drowned.",
    ],
)
def test_a_paragraph_is_a_line(fragment: str) -> None:
    assert text_of(fragment) == "The ferry sank.\nNobody drowned."


def test_a_sign_is_no_tag() -> None:
    assert text_of("<p>It lost 3 %.</p>Losses < gains, it said") == (
        "It lost 3 %.\nLosses < gains, it said"
    )


@pytest.mark.parametrize(
    "unit", ["<", "<!--", "<![", "<![CDATA[", "<?", "</a ", "<a ", "<a b='", "&#"]
)
def test_time_is_linear_in_what_is_not_closed(unit: str) -> None:
    """A megabyte; where each is looked for to the end, it takes minutes."""
    text_of(unit * (1_000_000 // len(unit)))


@given(st.text(st.sampled_from("<>/![]-?abCDATA='\"&#; \n")))
def test_any_fragment_survives(fragment: str) -> None:
    text_of(fragment)
