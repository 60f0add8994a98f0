"""Blocks of text that share the room of one embed: long ones are cut so that all can be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.embeds.limits import DESCRIPTION, length
from bot.embeds.text import ELLIPSIS, LEFT_OUT, block_quote, cut, escape, plain

GAP = "\n\n"
LEAST = 60
"""Words of a block are never cut below this many characters."""


class Frame(NamedTuple):
    """Markdown of ours that stands above and below a block's words."""

    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One item of a page: words out of an article in a frame.

    Only the words give way when room is short: a quotation then ends with a marked gap, other text
    with an ellipsis. `bare` is the frame without addresses, for a page of monstrous ones.
    """

    words: str
    frame: Frame
    bare: Frame
    quoted: bool = False

    @property
    def markdown(self) -> Callable[[str], str]:
        """How the words are written."""
        return block_quote if self.quoted else escape

    @property
    def mark(self) -> str:
        """What stands where words were left out."""
        return LEFT_OUT if self.quoted else ELLIPSIS


def stack(blocks: Sequence[Block], room: int = DESCRIPTION, gap: str = GAP) -> str:
    """The blocks, one under the other, within `room`; the last ones go when nothing else helps."""
    for bare in (False, True):
        frames = [block.bare if bare else block.frame for block in blocks]
        texts = [plain(block.words) for block in blocks]
        needs = [length(b.markdown(text)) for b, text in zip(blocks, texts, strict=True)]
        left = room - sum(length(head) + length(tail) + 2 for head, tail in frames)
        left -= length(gap) * max(0, len(blocks) - 1)
        shares = _shares(needs, left)
        if all(share >= min(need, LEAST) for share, need in zip(shares, needs, strict=True)):
            return gap.join(
                _written(block, text, frame, share)
                for block, text, frame, share in zip(blocks, texts, frames, shares, strict=True)
            )
    return stack(blocks[:-1], room, gap)


def _shares(needs: Sequence[int], room: int) -> list[int]:
    """Room for each need: the modest get all they ask for, the others the same."""
    shares = [0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda index: needs[index])
    while waiting:
        index = waiting.pop(0)
        shares[index] = max(0, min(needs[index], room // (len(waiting) + 1)))
        room -= shares[index]
    return shares


def _written(block: Block, text: str, frame: Frame, room: int) -> str:
    lines = (frame.head, _fitted(text, room, block.markdown, block.mark), frame.tail)
    return "\n".join(line for line in lines if line)


def _fitted(text: str, room: int, markdown: Callable[[str], str], mark: str) -> str:
    """The longest cut of `text` whose markdown fits; escaping makes text longer, never shorter."""
    if length(text) <= room and length(markdown(text)) <= room:
        return markdown(text)
    text = text[: room + 1]  # what lies beyond is cut anyway
    low, high = 0, room
    while low < high:
        middle = (low + high + 1) // 2
        if length(markdown(cut(text, middle, mark))) <= room:
            low = middle
        else:
            high = middle - 1
    return markdown(cut(text, low, mark))
