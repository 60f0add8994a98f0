"""Quotations in Japanese: 「…」 with its cue, and the person the clause is about.

1. 「…」 is a quotation where と and a verb of speech follow, or との and a noun of speech, also
   behind others that join it (「…」「…」と); where a name stands before it as a label; or where the
   sentence before ends in こう述べた.
2. Its speaker is the person marked by は, が or も in that clause; a label; else who spoke last in
   the same paragraph. 同氏, 彼 and a bare title stand for the last person (with that title).
3. A surname stands for the full name that begins with it: 石田氏 is 石田花子.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from bot.analysis import lexicon
from bot.analysis.quotes.marks import Marked
from bot.model import Person, Quote, Span

_KANA = re.compile("[ぁ-ん]")
_NAME = (
    "[一-龥々ヶ]{1,14}?(?:[ァ-ヺー]{1,4}|[ぁ-ん]{1,3}[あいえおかきくけこさしせそちつなねはひふへほまみめもやゆよらりれろわん])?"
    "|[ァ-ヺー]{2,}(?:[・＝=][ァ-ヺー]+)*|[A-Z][A-Za-z]+"
)
"""A given name in hiragana does not end as a verb or a particle does."""
_PREFIX = re.compile("^.*[都府県市党省社](?=.{2,})")


def is_japanese(text: str) -> bool:
    """Whether the text is written in Japanese."""
    sample = text[:4000]
    return len(_KANA.findall(sample)) * 8 > len(sample)


@dataclass(slots=True)
class _Figure:
    """Somebody named in the text."""

    name: str
    aliases: set[str] = field(default_factory=set[str])
    titles: dict[str, None] = field(default_factory=dict[str, None])


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    name: str
    title: str
    title_start: int
    topic: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    mention: re.Pattern[str]
    cue: re.Pattern[str]
    announced: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    lists = lexicon.load("japanese")

    def any_of(name: str) -> str:
        words: list[str] = lists[name]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    titles, verbs, nouns = any_of("titles"), any_of("verbs"), any_of("nouns")
    follows = "(?P<topic>は|が|も|によると|によれば)|[「、，（(]|の(?=[^一-龥])|に|を|と|ら|から|へ"
    return _Grammar(
        re.compile(
            rf"(?:(?P<pronoun>{any_of('pronouns')})"
            rf"|(?<![一-龥々ヶァ-ヺー])(?P<name>{_NAME})?(?P<title>{titles}))"
            rf"(?:（[^）]{{1,12}}）|\([^)]{{1,12}}\))?(?:{follows})"
        ),
        re.compile(
            rf"[、。]?(?:など)?と(?:も|は|の)?(?P<between>[^「」。\n]{{0,40}}?)(?P<cue>{verbs})(?!れ)"
            rf"|[、]?(?:など)?との?(?P<noun>{nouns})"
        ),
        re.compile(
            rf"(?:こう|次のように|以下のように)[^「」。\n]{{0,12}}?(?P<cue>{verbs})[^「」。\n]{{0,6}}[。：:]\s*$"
        ),
    )


def read(
    text: str, marked: Sequence[Marked], sentences: Sequence[Span]
) -> tuple[tuple[Quote, ...], tuple[Person, ...]]:
    """The quotations of a Japanese text in order, and the people it names."""
    reader = _Reader(text, marked)
    quotes = tuple(reader.quotes(sentences))
    persons = tuple(
        Person(figure.name, tuple(sorted(figure.aliases)), tuple(figure.titles))
        for figure in reader.figures
    )
    return quotes, persons


class _Reader:
    def __init__(self, text: str, marked: Sequence[Marked]) -> None:
        self._text = text
        self._marked = [mark for mark in marked if text[mark.opened] == "「"]
        self._run_ends = _run_ends(self._marked)
        self._mentions = list(self._find_mentions(marked))
        self._topics = [mention for mention in self._mentions if mention.topic]
        self._labels = {mention.end: mention for mention in self._mentions if mention.title}
        self.figures: list[_Figure] = []
        self._of: dict[int, _Figure | None] = {}
        self._introduce()

    def quotes(self, sentences: Sequence[Span]) -> Iterator[Quote]:
        """One 「…」 after the other."""
        speaker: _Mention | None = None
        starts = [sentence.start for sentence in sentences]
        behind = 0
        for mark in self._marked:
            cue = self._cue(mark) or self._announcing(mark, behind)
            if cue or mark.opened in self._labels:
                paragraph = self._text.rfind("\n", 0, mark.opened) + 1
                speaker = self._speaker(mark, cue, max(behind, paragraph)) or (
                    speaker if speaker and speaker.end > paragraph else None
                )
                sentence = sentences[max(0, bisect_right(starts, mark.opened) - 1)]
                yield self._quote(mark, sentence, speaker, cue)
            behind = mark.closed

    def _speaker(self, mark: Marked, cue: Span | None, since: int) -> _Mention | None:
        """The label; the subject between quotation and cue; else the last one before, `since`."""
        return (
            self._labels.get(mark.opened)
            or (self._topic(mark.closed, cue.start) if cue else None)
            or self._topic(since, mark.opened)
        )

    def _quote(
        self, mark: Marked, sentence: Span, speaker: _Mention | None, cue: Span | None
    ) -> Quote:
        figure = self._of[speaker.start] if speaker else None
        return Quote(
            (Span(mark.start, mark.end),),
            Span(sentence.start, max(sentence.end, mark.end)),
            figure.name if figure else None,
            Span(speaker.start, speaker.end) if speaker else None,
            cue,
            Span(speaker.title_start, speaker.end) if speaker and speaker.title else None,
        )

    def _find_mentions(self, marked: Sequence[Marked]) -> Iterator[_Mention]:
        """People outside quotation marks."""
        place = 0
        edges = [(mark.opened, mark.closed) for mark in marked] + [(len(self._text), 0)]
        for opened, closed in edges:
            for found in _grammar().mention.finditer(
                self._text, place, min(opened + 1, len(self._text))
            ):
                title = found["title"] or ""
                name = (
                    _PREFIX.sub("", found["name"] or "")
                    if len(found["name"] or "") > 5
                    else found["name"] or ""
                )
                end = found.end("title") if title else found.end("pronoun")
                start = end - len(title) - len(name) if title else found.start("pronoun")
                yield _Mention(start, end, name, title, end - len(title), bool(found["topic"]))
            place = closed

    def _introduce(self) -> None:
        """Give every mention its person: the longest names first name them."""
        named = [mention for mention in self._mentions if mention.name]
        for mention in sorted(named, key=lambda mention: -len(mention.name)):
            figure = self._named(mention.name)
            if figure is None:
                figure = _Figure(mention.name)
                self.figures.append(figure)
            elif figure.name != mention.name:
                figure.aliases.add(mention.name)
            figure.titles.setdefault(mention.title)
            self._of[mention.start] = figure
        last: _Figure | None = None
        for mention in self._mentions:
            if not mention.name:
                bearers = [f for f in self.figures if mention.title and mention.title in f.titles]
                fits = bearers[0] if len(bearers) == 1 else None
                self._of[mention.start] = fits if mention.title else last
            last = self._of[mention.start] or last

    def _named(self, name: str) -> _Figure | None:
        """Whom a name names: a surname begins the full name, or ends a foreign one."""
        fits = [
            figure
            for figure in self.figures
            if figure.name == name
            or figure.name.startswith(name)
            or re.split("[・＝=]", figure.name)[-1] == name
        ]
        return fits[0] if len(fits) == 1 else None

    def _cue(self, mark: Marked) -> Span | None:
        """The cue behind a quotation, or behind the last of several that stand together."""
        found = _grammar().cue.match(self._text, self._run_ends[mark.opened])
        return Span(*found.span("cue" if found["cue"] else "noun")) if found else None

    def _announcing(self, mark: Marked, behind: int) -> Span | None:
        """The cue of a sentence that announces the quotation: こう述べた。"""
        found = _grammar().announced.search(self._text, max(mark.opened - 60, behind), mark.opened)
        return Span(*found.span("cue")) if found else None

    def _topic(self, start: int, end: int) -> _Mention | None:
        """The last person within `start:end` whom a clause is marked to be about."""
        place = bisect_right(self._topics, end, key=lambda mention: mention.end)
        if place and self._topics[place - 1].start >= start:
            return self._topics[place - 1]
        return None


def _run_ends(marked: Sequence[Marked]) -> dict[int, int]:
    """Where the run of quotations that stand together ends, by where each of them opens."""
    ends: dict[int, int] = {}
    for mark in reversed(marked):
        ends[mark.opened] = ends.get(mark.closed, mark.closed)
    return ends
