"""A terminal that shows what is printed and never obeys it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that do something to a terminal; those of an article must not reach it."""
_BLANK_ENDS = re.compile(r" +(?=\n)")


class Screen(Console):
    """A terminal, or the file it is sent to."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """The segments of `renderable`, without control characters of its own."""
        harmless = map(_harmless, super().render(renderable, options))
        return harmless if self.is_terminal else _trimmed(harmless)


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    return segment if control else Segment(CONTROLS.sub("", text), style)


def _trimmed(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same without blanks before the end of a line: a file needs none."""
    blank = ""
    for segment in segments:
        if segment.control:
            yield segment
            continue
        shown = blank + segment.text
        blank = shown[len(shown.rstrip(" ")) :]
        yield Segment(_BLANK_ENDS.sub("", shown.removesuffix(blank)), segment.style)
