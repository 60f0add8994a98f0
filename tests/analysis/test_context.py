import pytest

from bot.analysis.context import in_quotation, surnames
from bot.analysis.sentences import split
from bot.analysis.summary import summarise

SPEECH = (
    "“We lost nine boats in one night. The harbour wall was never mended by anybody. Nobody came.”"
)


@pytest.mark.parametrize("speech", [SPEECH, SPEECH.replace("“", '"').replace("”", '"')])
def test_a_sentence_in_the_middle_of_a_speech_is_a_quotation(speech: str) -> None:
    text = f"Mayor Ileri spoke.\n{speech} The council of Selbay clapped."
    assert in_quotation(text, text.index("The harbour"))
    assert not in_quotation(text, text.index("The council"))


def test_a_quotation_that_was_never_closed_ends_with_its_paragraph() -> None:
    text = "“We lost nine boats. The wall fell.\nThe council of Selbay clapped."
    assert in_quotation(text, text.index("The wall"))
    assert not in_quotation(text, text.index("The council"))


def named(text: str) -> list[str]:
    return list(surnames(text, split(text)).values())


def test_a_surname_means_who_was_called_more_fully_before() -> None:
    assert named("Mayor Ayla Ileri spoke. Ileri’s boat sank. Ileri, however, swam.") == [
        "Ileri",
        "Ileri",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ileri spoke. Mayor Ayla Ileri spoke.",
        "Mayor Ayla Ileri spoke. Ayla Ileri spoke.",
        "In Selbay they danced. Selbay slept.",
        "It was told to Mrs. Sel. In return they sang.\nIn Selbay it rained.",
        "Mayor Ayla Ileri spoke. Ileri, a fisherman, clapped.",
    ],
)
def test_who_is_called_so_at_first_or_in_full_needs_nothing(text: str) -> None:
    assert named(text) == []


ARTICLE = (
    "The council of Selbay approved a road tunnel under its harbour by one vote on Tuesday. "
    "Mayor Ayla Ileri wept. "
    "Ileri wants the harbour tunnel of Selbay to be built under the harbour within six years. "
    "Divers of the navy looked at the wall of the harbour in spring."
)


def summary_of(title: str) -> list[str]:
    return [span.of(ARTICLE)[:5] for span in summarise(title, ARTICLE, split(ARTICLE), 2)]


def test_a_surname_is_told_below_a_title_that_says_whose_it_is() -> None:
    assert "Ileri" not in summary_of("Tunnel approved")
    assert "Ileri" in summary_of("Ileri wants her tunnel")
