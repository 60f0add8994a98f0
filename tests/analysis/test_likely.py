from bot.analysis.likely import likelihoods

SENTENCES = [["ferri", "sank", "maruka"], ["diver", "ferri", "sank"], ["weather", "calm"]]


def test_what_is_told_often_early_and_in_the_title_is_likely() -> None:
    chances = likelihoods([], SENTENCES)
    assert chances["ferri"] > chances["maruka"] > chances["diver"] > chances["weather"]
    assert likelihoods(["diver"], SENTENCES)["diver"] > chances["diver"]


def test_pairs_are_those_side_by_side_in_one_sentence() -> None:
    chances = likelihoods([], SENTENCES)
    assert chances["ferri", "sank"] > chances["sank", "maruka"] > chances["weather", "calm"]
    assert ("maruka", "diver") not in chances


def test_every_chance_is_one() -> None:
    assert all(0 < chance < 1 for chance in likelihoods(["sank"], SENTENCES).values())
    assert likelihoods(["sank"], []) == {}
