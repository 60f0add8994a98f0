"""Any number of short articles about nobody twice: new names, places, words and days in each.

The vocabulary grows as long as the stream does, as it does in life.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

START = datetime(1996, 1, 1, tzinfo=UTC)
ONSETS = (
    *("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kl", "l", "m", "n"),
    *("p", "pr", "r", "s", "sh", "st", "t", "tr", "v", "w", "z"),
)
VOWELS = ("a", "ai", "e", "ea", "i", "o", "oa", "u")
CODAS = ("", "l", "n", "r", "rn", "s", "sk", "th", "x")
SYLLABLES = [onset + vowel + coda for onset in ONSETS for vowel in VOWELS for coda in CODAS]
FIRST_NAMES = ("Alma", "Bruno", "Cora", "Dario", "Edda", "Felix", "Greta", "Hugo", "Ines", "Jonas")
DAYS = (
    *("on Monday", "last Friday", "next Tuesday", "yesterday", "two weeks ago", "in {year}"),
    *("on {day:%d %B}", "on {day:%B %d, %Y}", "on {day:%Y-%m-%d}", "in {day:%B}", "in the {year}s"),
)

SENTENCES = (
    "The {word} works of {place} will be closed {when}, the {body} Council decided.",
    "{first} {name} of the {body} Institute has counted {count} {word}s near {place}.",
    "Nobody in {place} had seen a {word} before {when}, though {other} had drawn one.",
    "A bridge over the {word} was opened {when} by {other}, who once taught at {body}.",
    "{count} people left {place} when the {word} rose above the wall of {body}.",
    "The court in {place} heard {other}, a {word} dealer, {when} and then rose for the day.",
    "Prices of {word} fell by {count} per cent in {place}, and {body} bought none of it.",
)
QUOTATIONS = (
    "“We have lost {count} {word}s and will not build them again,” {first} {name} said {when}.",
    "{first} {name}, who leads {body}, said: “{place} needs a {word}, and it needs it now.”",
    "“It was the {word} that saved {place},” said {first} {name}. “Ask {other} about it.”",
    "According to {first} {name}, the {word} of {place} is “as good as gone” since {when}.",
    "“Who in {place} has read the {word}?” asked {name}. She called it “a page of {body}”.",
)


def records(count: int) -> Iterator[dict[str, str]]:
    """The same ones at every run, as `attache ingest` and `analyse` read them."""
    chance = random.Random(11)  # noqa: S311 - no secret
    for number in range(count):
        words = _words(chance, number)
        chosen = [*chance.sample(SENTENCES, 2), *chance.sample(QUOTATIONS, 2)]
        chance.shuffle(chosen)
        told = [sentence.format_map(words) for sentence in chosen]
        yield {
            "id": f"invented-{number}",
            "url": f"https://{words['word']}.example/{number}",
            "title": f"{words['place']} and its {words['word']}",
            "text": " ".join(told[:2]) + "\n\n" + " ".join(told[2:]),
            "outlet": f"The {_name(number // 500)} Post",
            "published": (START + timedelta(minutes=13 * number)).isoformat(),
        }


def lines(count: int) -> Iterator[bytes]:
    """The records as lines of JSON."""
    for record in records(count):
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _words(chance: random.Random, number: int) -> dict[str, object]:
    """What fills the gaps; the year is the first of a decade."""
    fresh = (_name(len(SYLLABLES) + 5 * number + one) for one in range(5))
    word, name, other, place, body = fresh
    day = START + timedelta(days=chance.randrange(12_000))
    return {
        "word": word.lower(),
        "name": name,
        "other": f"{chance.choice(FIRST_NAMES)} {other}",
        "place": place,
        "body": body,
        "first": chance.choice(FIRST_NAMES),
        "count": chance.randint(2, 90_000),
        "when": chance.choice(DAYS).format(day=day, year=day.year // 10 * 10),
    }


def _name(number: int) -> str:
    """A name that no other number has, of two syllables or more."""
    parts = [SYLLABLES[number % len(SYLLABLES)]]
    while number := number // len(SYLLABLES):
        parts.append(SYLLABLES[number % len(SYLLABLES)])
    return "".join(parts).capitalize()
