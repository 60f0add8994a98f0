import pytest

from bot.analysis.standing import stands_alone, told
from bot.model import Span


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the tunnel would be ready in six years.",
        "However, the fishermen of Selbay fear for the harbour.",
        "But nobody asked the fishermen of Selbay before the vote.",
        "Behind it lie 84,000 kinds of barley, millet and beans.",
        "The move came hours after the fishermen of Selbay had voted.",
        "The harbour vote follows a year of quarrels in Selbay.",
        '"We shall not be moved from our harbour by anybody."',
        "“We shall not be moved from our harbour by anybody.”",
        "''We shall not be moved from our harbour by anybody.''",
        "“We shall not be moved from our harbour by anybody.",
        '"We shall not be moved from our harbour," she said on Tuesday.',
        "Police said he was found in a boat off Maruka.",
        "Asked whether she would stay, nobody in Selbay knew.",
        "At the end of a long day she had seen nine boats.",
        "At the end of it all she and her host, Mayor Ileri, had signed.",
        "The court found that he had sold the harbour wall.",
        "Witnesses say his boat left the harbour at night.",
        "What will become of the fishermen of Selbay and their boats?",
        "By Carla Finch, Health Reporter of the Norvale Post",
        "MAYOR ILERI: We will not be moved from our harbour.",
        "Follow our live coverage of the harbour vote in Selbay.",
        "To read all of the report, you can turn to the harbour page.",
        "The harbour office of Selbay did not answer a request for comment.",
        "Mayor Ileri declined to comment on the harbour vote on Tuesday.",
        "In Selbay the fishermen showed us the boats that they had lost.",
        "On Tuesday morning our team left the harbour of Selbay for Tano.",
        "On Tuesday at the harbour I met nobody who fished in Selbay.",
        "For the fishermen of Selbay, as we’ve reported, the vote came late.",
        "Selbay Votes on Tunnel ; Fishermen Block Harbour ; Mayor Defends Her Plans .",
        "The harbour — our harbour, the oldest of all — was closed on Tuesday.",
        "[Watch the speech of Mayor Ileri of Selbay at the harbour.]",
        "(Reporting by Carla Finch in Selbay, editing by Ann Lowe.)",
        "Nobody came.",
    ],
)
def test_these_do_not_stand_alone(sentence: str) -> None:
    assert not stands_alone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This week, for the first time, the seed bank is giving seed back.",
        "The council of Selbay approved a road tunnel under its harbour.",
        "At least three people were hurt when a crane fell in Selbay.",
        "“We shall not be moved,” Mayor Ileri said on Tuesday.",
        "“We shall not be moved,” Mayor Ileri said, “by anybody.”",
        "“You will hear from us,” Mayor Ileri told the fishermen.",
        "Ileri told the council that “we shall not be moved by anybody”.",
        "Ileri said ‘we’ve all lost boats, and our homes’ before the vote.",
        "The harbour of Selbay was built before World War I by prisoners.",
        "The US left the harbour of Selbay to the fishermen; nobody asked them.",
        "The prizes went to Ada Moss of Tarn; Bo Lee of Selbay; Carl Finch of Tano.",
        "Ileri said she would ask the fishermen of Selbay again.",
        "The 53-year-old lost his boat in the storm off Maruka.",
        "A fisherman said he had seen the crane fall into the harbour.",
        "In her first speech since the vote, Mayor Ileri praised the harbour.",
        "Shortly before she left, the mayor of Selbay praised the fishermen.",
        "Mayor Ileri asked the council “who would pay for the tunnel?”",
        "Some 300 people had to leave their houses in Ostrel.",
        "🔴 Two cranes fell into the harbour of Selbay on Tuesday.",
    ],
)
def test_these_do(sentence: str) -> None:
    assert stands_alone(sentence)


@pytest.mark.parametrize(
    "opening",
    [
        "SELBAY (Coastal Wire) - ",
        "OSTREL, March 4 -- ",
        "PORT LUNE, Norvale — ",
        "(Update 3:09 a.m.) ",
        "CAIRO -LRB- Wire -RRB- -- ",
        "— ",
        "OSTREL: ",
        "PORT LUNE: ",
    ],
)
def test_datelines_are_cut_off(opening: str) -> None:
    text = f"{opening}Wolves live in all seven valleys of the range again."
    assert told(text, Span(0, len(text))).start == len(opening)


@pytest.mark.parametrize(
    "text",
    [
        "MAYOR ILERI: We will not be moved from our harbour by a tunnel.",
        "ILERI: Fishermen have lived in Selbay for nine hundred years.\nMOSS: Have they?",
        "The mayor - a fisherman himself - said on Tuesday that the tunnel would be built.",
        "Maria Lopez (Greens) - a farmer herself - said she would vote for the tunnel.",
        "Orsk joined the alliance EPTO - and left it again - within a single year.",
    ],
)
def test_a_dash_inside_a_sentence_or_a_speaker_is_no_dateline(text: str) -> None:
    sentence = Span(0, len(text.split("\n")[0]))
    assert told(text, sentence) == sentence


@pytest.mark.parametrize("unit", ["``", "''", "“", '"', "「", "a ", "he ", ", ", "A "])
def test_one_long_line_takes_no_longer_than_its_length(unit: str) -> None:
    assert not stands_alone(unit * 50_000)
    assert not stands_alone(" ".join([unit * 2_000] * 30))
