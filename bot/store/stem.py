"""The stem of an English word, by M. F. Porter, "An algorithm for suffix stripping", 1980. Pure."""

from __future__ import annotations

from functools import lru_cache

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "abli": "able", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize",
    "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive", "fulness": "ful",
    "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_STEP_3 = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_STEP_4 = {
    "al": "", "ance": "", "ence": "", "er": "", "ic": "", "able": "", "ible": "", "ant": "",
    "ement": "", "ment": "", "ent": "", "ion": "", "ou": "", "ism": "", "ate": "", "iti": "",
    "ous": "", "ive": "", "ize": "",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word in lower case; what is not plain English letters stays as it is."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _plural(word)
    word = _past(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = f"{word[:-1]}i"
    word = _swap(word, _STEP_2, measure=1)
    word = _swap(word, _STEP_3, measure=1)
    word = _swap(word, _STEP_4, measure=2)
    return _tidy(word)


def _plural(word: str) -> str:
    """Step 1a."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _past(word: str) -> str:
    """Step 1b."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        root = word.removesuffix(suffix)
        if root != word and _has_vowel(root):
            return _restored(root)
    return word


def _restored(root: str) -> str:
    """What "-ed" or "-ing" had changed: hop(p)ing, fil(e)ing, confla(te)d."""
    if root.endswith(("at", "bl", "iz")):
        return f"{root}e"
    if _double_consonant(root) and root[-1] not in "lsz":
        return root[:-1]
    if _measure(root) == 1 and _short_end(root):
        return f"{root}e"
    return root


def _swap(word: str, suffixes: dict[str, str], *, measure: int) -> str:
    """Steps 2 to 4: the longest suffix that fits, if enough of a word is left before it."""
    for length in range(min(7, len(word)), 1, -1):
        suffix = word[-length:]
        if suffix in suffixes:
            root = word[:-length]
            long_enough = _measure(root) >= measure
            if long_enough and (suffix != "ion" or root.endswith(("s", "t"))):
                return root + suffixes[suffix]
            return word
    return word


def _tidy(word: str) -> str:
    """Step 5: a last -e, a doubled -l."""
    if word.endswith("e"):
        root = word[:-1]
        measure = _measure(root)
        if measure > 1 or (measure == 1 and not _short_end(root)):
            word = root
    if word.endswith("ll") and _measure(word) > 1:
        word = word[:-1]
    return word


def _form(word: str) -> str:
    """The word as consonants (c) and vowels (v); y is a vowel after a consonant."""
    form = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and form.endswith("c"))
        form += "v" if vowel else "c"
    return form


def _measure(word: str) -> int:
    return _form(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _form(word)


def _double_consonant(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _form(word)[-1] == "c"


def _short_end(word: str) -> bool:
    """Consonant, vowel, consonant at the end, the last not w, x or y."""
    return _form(word)[-3:] == "cvc" and word[-1] not in "wxy"
