"""What a topic is: the terms of its words, and whether a text holds one."""

from __future__ import annotations

from bot.analysis.gists import gist_terms
from bot.model import Article, FiledEvent

OPENING = 400
"""Characters with which an article says what it is about."""


class About:
    """A topic, as it was asked for; everything is about none."""

    def __init__(self, topic: str | None) -> None:
        self.terms = frozenset(gist_terms(topic or ""))

    def told_in(self, text: str) -> bool:
        """Whether a text holds a word of it, in any form."""
        return self.among(gist_terms(text))

    def among(self, terms: list[str]) -> bool:
        """Whether one of a text's terms is one of its own."""
        return not (self.terms and self.terms.isdisjoint(terms))

    def held_by(self, filed: FiledEvent) -> bool:
        """Whether the sentence is about it."""
        return self.told_in(filed.sentence)

    def opened_by(self, article: Article) -> bool:
        """Whether a headline and the beginning under it are about it."""
        return self.told_in(f"{article.title}\n{article.text[:OPENING]}")


EVERYTHING = About(None)
