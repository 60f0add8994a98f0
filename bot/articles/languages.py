"""Which language a text is in, as far as its script tells (pure)."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_BEYOND_LATIN = re.compile("[\u0370-\u0e7f\u3040-\ud7af]")
_SAMPLE = 4000


def language_of(text: str) -> str:
    """The language whose script prevails; `en` for every language in Latin letters."""
    sample = text[:_SAMPLE]
    if _BEYOND_LATIN.search(sample) is None:
        return "en"
    counts = Counter({language: len(script.findall(sample)) for language, script in _SCRIPTS})
    if counts["ja"] and counts["ja"] * 10 >= counts["zh"]:
        counts["ja"] += counts.pop("zh")
    language, most = counts.most_common(1)[0]
    return language if most > len(_LATIN.findall(sample)) / 3 else "en"
