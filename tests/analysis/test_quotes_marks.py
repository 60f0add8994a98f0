from __future__ import annotations

import pytest

from bot.analysis.quotes import marks


def strings(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We won,” she said.", ["We won,"]),
        ('"We won," she said, "at last."', ["We won,", "at last."]),
        ('“We won," she said. "At last.”', ["We won,", "At last."]),
        ("“We won,“ she said.", ["We won,"]),
        ("”We won,” she said.", ["We won,"]),
        ("«Oui», « non »", ["Oui", " non "]),
        ("„Ja“, sagte sie.", ["Ja"]),
        ("彼は「はい」と「『いいえ』も」と", ["はい", "『いいえ』も"]),
        ("“He said ‘no’ and “no” again,” she said.", ["He said ‘no’ and “no” again,"]),
        ("‘It’s the workers’ right,’ he said. ‘Yes.’", ["It’s the workers’ right,", "Yes."]),
        ("'We can't,' he said, 'do it.'", ["We can't,", "do it."]),
        ("The workers’ right isn’t theirs.", []),
        ("“Lost. “We won,” she said.", ["We won,"]),
        ("We won,” she said. “At last.”", ["At last."]),
        ('It is 5\'10" tall and 6" wide, "she" said.', ["she"]),
        ('He said:"Yes" and,"No".', ["Yes", "No"]),
        ('“” and ""', []),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, found: list[str]) -> None:
    assert strings(text) == found


def test_a_quotation_of_several_paragraphs_runs_on() -> None:
    one, two = marks.find("“We won.\n\n“They lost,” she said.")
    assert one.runs_on
    assert not two.runs_on


def test_a_mark_left_open_ends_nowhere() -> None:
    assert strings("“We won.\n\nThey lost.") == []
