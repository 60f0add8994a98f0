"""Years, decades and centuries."""

from __future__ import annotations

import re

from bot.analysis.dates import calendars, past
from bot.analysis.dates.context import JOINTS
from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import DETERMINERS, SUBJECTS
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

DATE = TimexType.DATE
LISTS: dict[str, list[str]] = load("dates")["lists"]
BEFORE_YEAR, BEFORE_NUMBER = frozenset(LISTS["before_year"]), frozenset(LISTS["before_number"])
BEFORE_OLD, AFTER_OLD = frozenset(LISTS["before_old_year"]), frozenset(LISTS["after_old_year"])
# Years of our time need no introduction; later ones do.
MODERN, LATE, OLDEST = range(1900, 2100), 2035, 1400
NUMEROUS = 1600  # of years before, fewer are told than people counted
LIFETIME = 80  # years from the date before
MINUTES = 60  # at the start of a line "1730" may be a time of day, "1770" none
CIRCA = ("c", "ca")
MERIDIEM = KINDS["Meridiem"]
LINE_STARTS = ("", "•", "*", "-", "–")
AFTER_NUMBER = frozenset(LISTS["after_number"])
COUNTING = frozenset(LISTS["counting"])
BEFORE_ANY_VERB = frozenset(("in", "since", "until", "during", "between"))
ABBREVIATED = frozenset(("No", "Nos", "Rs"))
COUNTED = frozenset(LISTS["counted_like_years"])
STREETS, CARS = frozenset(LISTS["streets"]), frozenset(LISTS["cars"])
ADDRESS = 4  # tokens of a street's name
NEAR = 20
WEATHER = frozenset(LISTS["of_the_weather"])
WITHIN = 10  # tokens
THIS_ERA = 2100
rules = Rules()


@rules(
    "(?<!Money)(?<!Slash) year:Year"
    " (?!Percent|Hyphen (?:Number|Unknown)|Units|ClockUnits|Scale|Slash)"
)
def year(found: Found) -> Reading | None:
    """1998, when it is no other number."""
    number = found.integer("year")
    return Reading(DATE, f"{number:04}") if _is_year(found, number) else None


@rules("year:ShortYear")
def short_year(found: Found) -> Reading | None:
    """Since '98; but no "'98" that only opens a quotation."""
    if found.before not in BEFORE_OLD and found.before != "of":
        return None
    return Reading(DATE, f"{calendars.full_year(found.integer('year'), found.context.day):04}")


def _is_year(found: Found, number: int) -> bool:
    """Whether four digits are a year: near ours, or old and introduced as one."""
    before, after = found.before, found.tokens.of(found.last)
    if before in BEFORE_NUMBER:
        return False
    if before == "." and found.tokens.of(found.first - 2) in ABBREVIATED:
        return False  # No. 2024
    if before == "-" and not (_compound(found) or _lists(found)):
        return False
    if after in COUNTED or _of_a_thing(found):
        return False
    plural = after.islower() and len(after) > 4 and after.endswith("s") and not _near(found, number)
    if before not in BEFORE_YEAR and (plural or after in AFTER_NUMBER):
        return False
    if number in MODERN:
        return number <= LATE or before in BEFORE_YEAR
    return number > OLDEST and _is_old_year(found, number)


def _is_old_year(found: Found, number: int) -> bool:
    """Whether a number is a year of old: introduced as one, in brackets, or beside another."""
    before, after = found.before, found.after
    if after in AFTER_NUMBER or (after.islower() and len(after) > 4 and after.endswith("s")):
        return False
    if _is_compounded(found):
        return False
    if before == "(" or (before.strip() in LINE_STARTS and not _may_be_time(found, number)):
        clock = MERIDIEM in found.tokens.kinds[max(found.first - 2, 0) : found.first]
        return not clock and not after[:1].isalnum()
    if before == "." and found.tokens.of(found.first - 2) in CIRCA:
        return True
    if before in BEFORE_OLD:
        behind = after in AFTER_OLD or after in DETERMINERS or after in SUBJECTS
        told = number >= NUMEROUS and before in BEFORE_ANY_VERB and after not in COUNTING
        return told or behind or not after[:1].islower()
    anchor, beside = found.context.anchor, before.isalpha() or before in JOINTS or before == ","
    return anchor is not None and beside and abs(anchor.year - number) < LIFETIME


def _is_compounded(found: Found) -> bool:
    """Whether a hyphen joins a number to the word behind it: "in 1800-metre races"."""
    tokens, last = found.tokens, found.last
    joined = found.after == "-" and tokens.of(last + 1).islower()
    return joined and tokens.end(last) == tokens.start(last + 1)


def _may_be_time(found: Found, number: int) -> bool:
    """Whether a number at the start of a line may be a time of day: "1730: Police say"."""
    told = found.after == "." or past.all_history(found.context)
    return number % 100 < MINUTES and not told


def _of_a_thing(found: Found) -> bool:
    """Whether it is the number of a house, or the model year of a car."""
    behind = [found.tokens.of(found.last + step) for step in range(ADDRESS)]
    if behind[0] in CARS:
        return behind[1][:1].isupper()
    if found.before in BEFORE_YEAR:
        return False  # the 2008 Wall Street crash
    street = next((place for place, form in enumerate(behind) if form in STREETS), 0)
    return street > 0 and all(form[:1].isupper() for form in behind[:street])


def _near(found: Found, number: int) -> bool:
    """Whether a number is a year of the article's own time: "2019 results", in 2020."""
    today = found.context.day
    return today is not None and 0 <= today.year + 1 - number <= NEAR


def _lists(found: Found) -> bool:
    """Whether a hyphen before a year only begins a line: "- 1870: the mill burned"."""
    return found.first == 1 or found.tokens.words[found.first - 2].kind == KINDS["Break"]


def _compound(found: Found) -> bool:
    """Whether a hyphen before a year joins it to a year, or to "pre" and "post"."""
    first = found.first - 2
    return first >= 0 and (
        found.tokens.words[first].kind == KINDS["Year"]
        or found.tokens.of(first).lower() in ("post", "pre")
    )


@rules(
    "The? Part year:Year (?!Percent|Units|Comma? Number)",
    "The? Edge Of (?:The Unit)? year:Year",
    "The (?:Early | First | Last | Final) Units Of year:Year",
    "The unit:Unit year:(Year | NumberWord Scale (?:And? NumberWord)?)",
)
def told_year(found: Found) -> Reading | None:
    """Early 1990, the end of 1994, the year two thousand."""
    number = found.number("year")
    return Reading(DATE, f"{int(number):04}") if number and 1000 <= number <= 2199 else None


@rules("tens:NumberWord rest:(NumberWord (?:Hyphen? NumberWord)?)")
def spoken_year(found: Found) -> Reading | None:
    """Nineteen ninety-six."""
    century, rest = found.integer("tens"), found.number("rest")
    if century not in (17, 18, 19, 20) or rest is None or not 10 <= rest <= 99:
        return None
    return Reading(DATE, f"{century}{int(rest)}")


@rules("Fiscal Unit? year:(Year | ShortYear)", "year:FiscalYear", "The? year:Year Fiscal Unit")
def fiscal_year(found: Found) -> Reading | None:
    """Fiscal 1989, fiscal year 2019, FY19, the 2019 fiscal year."""
    return Reading(DATE, f"{calendars.full_year(found.integer('year'), found.context.day):04}")


@rules("YearSpan")
def year_span(found: Found) -> Reading | None:
    """2016-17; but 2016-07 is a month."""
    form = found.tokens.of(found.first)
    start, end = int(form[:4]), int(form[5:])
    if not 1000 <= start <= 2199:
        return None
    if end == (start + 1) % 100 or end > max(12, start % 100):
        last = start - start % 100 + end
        return Reading(DATE, f"{start}/{last if last > start else last + 100}")
    return Reading(DATE, f"{start}-{end:02}") if form[4] == "-" and 1 <= end <= 12 else None


@rules(
    "The? Part? (?<!Money) decade:(Decade | DecadeWord)",
    "The Edge Of The decade:(Decade | DecadeWord)",
    "The (?:Last | First | Second) Half Of The decade:(Decade | DecadeWord)",
)
def decade(found: Found) -> Reading | None:
    """The 1970s; the early 1980s; the nineties; the '80s; of old, a century: the 1700s."""
    word, the = found.word("decade"), found.tokens.of(found.first).lower() == "the"
    digits = re.sub(r"\D", "", word.code)
    if len(digits) == 4 and int(digits) >= 1000:
        century = digits.endswith("00") and int(digits) < MODERN.start
        return Reading(DATE, digits[:2] if century else digits[:3])
    if len(digits) > 2 or not (the or word.code[:1] in "'’`" or _is_joined(found)):
        return None
    # "the 80s" may be a temperature: it needs an "in" or the like.
    bare = word.kind == KINDS["Decade"] and word.code[0].isdecimal()
    told = found.before in BEFORE_YEAR and not _of_the_weather(found)
    if bare and not (told or _is_joined(found)):
        return None
    short = int(digits or word.number)
    return Reading(DATE, f"{calendars.full_year(short, found.context.day) // 10:03}")


def _is_joined(found: Found) -> bool:
    """Whether it stands behind a whole decade: "the 1970s and 80s"; "30s and 40s" may be ages."""
    if found.first < 2 or found.before not in JOINTS:
        return False
    word = found.tokens.words[found.first - 2]
    return word.kind == KINDS["Decade"] and len(word.form) > len("80s")


def _of_the_weather(found: Found) -> bool:
    """Whether "the 60s" are degrees, or miles an hour."""
    span = range(max(found.first - WITHIN, 0), found.last + WITHIN)
    return any(found.tokens.of(index).lower() in WEATHER for index in span)


@rules("year:(Day | Number | Year) era:Era", "era:Era year:(Day | Number | Year)")
def year_of_era(found: Found) -> Reading | None:
    """44 BC, AD 79."""
    number = int(found.number("year") or 0)
    if not found.text("era").isupper() or not 0 < number <= THIS_ERA:
        return None
    return Reading(DATE, f"BC{number:04}" if found.code("era") == "BC" else f"{number:04}")


@rules("The? one:Ordinal joint:(And | Or | AnyHyphen) other:(Ordinal | OrdinalWord) units:Units")
def centuries(found: Found) -> tuple[Reading, ...] | None:
    """The 18th and 19th centuries."""
    first, second = found.integer("one"), found.integer("other")
    if found.code("units") != "C" or not 0 < first < second:
        return None
    joint = found.match.start("joint")
    return (
        Reading(DATE, f"{first - 1:02}", last=joint),
        Reading(DATE, f"{second - 1:02}", first=joint + 1),
    )


@rules("The? Part? century:AnyOrdinal Hyphen? unit:Unit era:Era?")
def century(found: Found) -> Reading | None:
    """The 20th century, the late 19th century."""
    number = found.number("century")
    if found.code("unit") != "C" or not number or found.code("era") == "BC":
        return None
    return Reading(DATE, f"{int(number) - 1:02}")
