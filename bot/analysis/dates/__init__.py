"""Dates in news text: `find` reads the temporal expressions of an article as TIMEX3.

text ─► tokens (classes of words) ─► grammar (rules over classes) ─► context (whose day?) ─► value
"""

from bot.analysis.dates.reader import find

__all__ = ["find"]
