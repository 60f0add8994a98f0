"""Which word a misspelt one stands for. Pure.

Two words one typing slip apart (a letter too many, missing, wrong, or two swapped) share a spelling
with at most one letter left out of each: W. Garbe's symmetric deletion, with distance 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SHORTEST = 4
LONGEST = 24


def correctable(word: str) -> bool:
    """Whether a word is one that slips happen in: letters, neither very short nor very long."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def spellings(word: str) -> Iterator[str]:
    """The word, and the word with each one of its letters left out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def distance(first: str, second: str, *, limit: int) -> int:
    """Slips between two words (optimal string alignment), or `limit + 1` when there are more."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """The candidates the fewest slips away (at most 1, 2 in a long word), best first."""
    limit = 1 if len(word) < 8 else 2
    ranked = sorted(
        (distance(word, candidate, limit=limit), candidate[:1] != word[:1], candidate)
        for candidate in set(candidates)
    )
    if not ranked or ranked[0][0] > limit:
        return []
    best = ranked[0][:2]
    return [candidate for slips, first, candidate in ranked if (slips, first) == best]
