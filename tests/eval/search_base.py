"""Made-up articles for a base of any size, always the same.

Words fall off as in language (Zipf): some stand in every third article, most in one or two, and the
vocabulary grows with the base. Each article is about one of some hundred subjects, whose words it
repeats; people are named as unevenly as words are used. Years of articles, oldest first.
"""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random

from bot.analysis.gists import gists
from bot.model import (
    Analysis,
    Article,
    Event,
    EventDate,
    Person,
    Precision,
    Quote,
    Span,
    Timex,
    TimexType,
)
from tests.eval.wire import MATERIAL

START = datetime(2022, 1, 1, tzinfo=UTC)
YEARS = 5
VOCABULARY = 400_000
SUBJECTS = 400
PEOPLE = 60_000
KANJI = "石破茂青柳市国際火災港町首相東京大阪会談経済選挙地震台風交通安全教育病院研究"
SYLLABLES = [first + second for first in "bcdfghjklmnprstvwz" for second in "aeiou"]
COMMON: list[str] = tomllib.loads(MATERIAL.read_text(encoding="utf-8"))["common"]


class Zipf:
    """Draws items as often as their rank says: the first most."""

    def __init__(self, random: Random, count: int, flat: int) -> None:
        self._random = random
        self._cumulated = list(accumulate(1 / (rank + flat) for rank in range(count)))

    def draw(self, count: int) -> list[int]:
        """Some ranks."""
        top, cumulated, chance = self._cumulated[-1], self._cumulated, self._random.random
        return [bisect(cumulated, chance() * top) for _ in range(count)]


class Press:
    """Writes the articles of a base; `seed` makes another base of the same kind."""

    def __init__(self, seed: int = 3, *, vocabulary: int = VOCABULARY) -> None:
        random = self._random = Random(seed)  # noqa: S311 -- the same base every time is the point
        made = ("".join(random.choices(SYLLABLES, k=3 + n % 3)) for n in range(vocabulary))
        self.words = [*dict.fromkeys((*COMMON, *made))]
        self._word = Zipf(random, len(self.words), 25)
        surnames = Zipf(random, PEOPLE // 5, 5)
        given = ["".join(random.choices(SYLLABLES, k=2 + n % 2)).title() for n in range(300)]
        last = ["".join(random.choices(SYLLABLES, k=3 + n % 2)).title() for n in range(PEOPLE // 5)]
        self.people = [f"{random.choice(given)} {last[rank]}" for rank in surnames.draw(PEOPLE)]
        self._person = Zipf(random, PEOPLE, 20)
        self.subjects = [
            [self.words[rank] for rank in (*self._word.draw(10), *random.sample(range(20_000), 30))]
            for _ in range(SUBJECTS)
        ]
        self._subject = Zipf(random, SUBJECTS, 10)

    def articles(
        self, count: int, *, days: int = 365 * YEARS
    ) -> Iterator[tuple[Article, Analysis]]:
        """`count` articles over some days."""
        step = timedelta(days=days) / count
        for number in range(count):
            yield self._article(number, START + number * step)

    def _article(self, number: int, when: datetime) -> tuple[Article, Analysis]:
        random = self._random
        subject = self.subjects[self._subject.draw(1)[0]]
        people = [self.people[rank] for rank in self._person.draw(random.randint(1, 3))]
        japanese = number % 25 == 0
        sentences = [self._sentence(subject) for _ in range(random.randint(4, 9))]
        said = self._sentence(subject)
        sentences.insert(2, f"“{said}” said {people[0]}.")
        sentences[1:1] = [f"{person} spoke in {random.choice(subject)}." for person in people[1:]]
        if japanese:
            sentences.append("".join(random.choices(KANJI, k=40)) + "。")
        title = " ".join(random.choices(subject[:20], k=4)).capitalize()
        article = Article(
            id=f"made-{number}",
            text=" ".join(sentences),
            title=f"{title} {people[0].split()[1]}" if number % 3 == 0 else title,
            url=f"https://press.example/{number}",
            outlet=f"Press {number % 23}",
            published=when,
        )
        return article, _reading(article, said, people, subject)

    def _sentence(self, subject: Sequence[str]) -> str:
        length = self._random.randint(8, 16)
        words = [self.words[rank] for rank in self._word.draw(length - 3)]
        words += self._random.choices(subject, k=3)
        self._random.shuffle(words)
        return f"{' '.join(words).capitalize()}."


def _reading(
    article: Article, said: str, people: Sequence[str], subject: Sequence[str]
) -> Analysis:
    """What analysis would have read, put together without reading."""
    text, day = article.text, (article.published or START).date()
    at = text.index(said)
    quote = Quote((Span(at, at + len(said)),), Span(at - 1, at + len(said) + 7), people[0])
    opening = Span(0, text.index(".") + 1)
    events = (Event(opening, _on(day), stated=False),)
    counted = Counter(article.text.lower().replace(".", "").split())
    return Analysis(
        quotes=(quote,),
        dates=(Timex(Span(0, 1), TimexType.DATE, day.isoformat()),),
        events=events,
        gists=gists(article, events),
        summary=(opening,),
        people=tuple(Person(name) for name in dict.fromkeys(people)),
        keywords=tuple(subject[:4]),
        terms=tuple(counted.most_common(40)),
    )


def _on(day: date) -> EventDate:
    return EventDate(Span(0, 0), day.isoformat(), Precision.DAY, day, day)
