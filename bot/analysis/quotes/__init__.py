"""Quotations: what was said, by whom.

text ─► marks ─► tokens ─► names ─► pronouns
                   └─► cues ─► speakers ─► quotes
"""

from bot.analysis.quotes.reader import read

__all__ = ["read"]
