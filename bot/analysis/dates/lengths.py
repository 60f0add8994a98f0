"""Stretches of time, and times that recur: durations and sets."""

from __future__ import annotations

from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tense import DETERMINERS
from bot.analysis.dates.tokens import KINDS
from bot.analysis.lexicon import load
from bot.model import TimexType

DURATION, SET = TimexType.DURATION, TimexType.SET
CLOCKS = frozenset((KINDS["ClockUnit"], KINDS["ClockUnits"], KINDS["Second"]))
PLURALS = frozenset((KINDS["Units"], KINDS["Quarters"], KINDS["ClockUnits"]))
NUMBER_WORD = KINDS["NumberWord"]
# Units that ISO 8601 does not know, in those it does; and what half a unit is written in.
WRITTEN = {
    "E": (10, "Y"),
    "C": (100, "Y"),
    "L": (1000, "Y"),
    "F": (2, "W"),
    "Q": (3, "M"),
    "H": (6, "M"),
}
WRITTEN["WE"] = (2, "D")
PARTS = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "H")}
CLOCK_PARTS = {"H": (60, "M"), "M": (60, "S"), "S": (1000, "")}
LISTS: dict[str, list[str]] = load("dates")["lists"]
BEFORE_UNITS, NOT_PLURAL = frozenset(LISTS["before_units"]), frozenset(LISTS["not_plural"])
BEHIND_UNITS, THROUGH = frozenset(LISTS["behind_units"]), frozenset(("over", "through"))
DAY_NOUNS = frozenset(LISTS["day_nouns"])
PLURAL_PEOPLE = frozenset(LISTS["after_number"])
BETWEEN, AGES = frozenset(("-", "–", "to", "and")), 5  # aged 6 months to 18 years
AHEAD = frozenset(("will", "would", "could", "may", "might", "to"))
rules = Rules()


def length(count: float | None, unit: str, *, clock: bool) -> str:
    """The TIMEX3 value of `count` units; `PXY` when how many is not said."""
    if not clock and unit in WRITTEN:
        factor, unit = WRITTEN[unit]
        count = count and count * factor
    mark = "PT" if clock else "P"
    if count is None:
        return f"{mark}X{unit}"
    whole, rest = int(count), count - int(count)
    factor, part = (CLOCK_PARTS if clock else PARTS).get(unit, (0, ""))
    fine = round(rest * factor)
    if not fine:
        return f"{mark}{count:g}{unit}" if rest and not factor else f"{mark}{whole}{unit}"
    if unit == "D" and not clock:
        part = "H"
        mark = "P" if whole else "PT"
        return f"{mark}{whole}DT{fine}H" if whole else f"{mark}{fine}H"
    return f"{mark}{whole}{unit}{fine}{part}" if whole else f"{mark}{fine}{part}"


def _unit(found: Found) -> tuple[str, bool]:
    """The code of the unit, and whether it is one of the clock."""
    word = found.word("unit")
    return ("S" if word.kind == KINDS["Second"] else word.code), word.kind in CLOCKS


def _lasting(found: Found, count: float | None) -> Reading:
    unit, clock = _unit(found)
    return Reading(DURATION, length(count, unit, clock=clock))


def _of_age(found: Found) -> bool:
    """Whether it is an age: "52 years old", "52-year-old", "52 years of age", "aged 52 years"."""
    reach = AGES if found.before in BETWEEN else 1
    if any(found.tokens.of(found.first - back).lower() == "aged" for back in range(1, reach + 1)):
        return True
    behind = found.tokens.of(found.last + (found.after in ("-", "of"))).lower()
    return behind == "age" if found.after == "of" else behind in ("old", "olds")


@rules(
    "Roughly? count:(Cardinal | Vague) (?:More | Trading | Full)? unit:(AnyUnits | ClockUnits)"
    " (?:Or So)?"
    " (?!A Unit)",
    "Roughly? count:Cardinal Hyphen? unit:(Unit | Quarter | ClockUnit) (?:Hyphen Long)?",
    "count:Several Hyphen unit:(Unit | ClockUnit)",
    "The count:(Cardinal | Vague) unit:(AnyUnits | ClockUnits)",
    "Roughly? count:(Cardinal | Vague) (?:Or | Hyphen) Cardinal unit:(AnyUnits | Clocks)",
)
def counted(found: Found) -> Reading | None:
    """Two weeks, nearly forty years, five-year; of "two four-year terms" one."""
    words, count = found.words("count"), found.number("count")
    if found.before in AHEAD and found.text("count") == "one" and found.code("unit") == "D":
        return Reading(TimexType.DATE, "FUTURE_REF")  # will one day
    if count == 0 or _of_age(found) or _is_share(found):
        return None
    if words[:1] and words[0].kind == KINDS["Year"] and found.word("unit").kind not in PLURALS:
        return None  # 2024 day traders
    digits = [word for word in words if word.kind == NUMBER_WORD]
    if len(words) == len(digits) == 2 and digits[0].number < 13:
        return _lasting(found, digits[1].number)._replace(first=found.match.end("count") - 1)
    return _lasting(found, count)


def _is_share(found: Found) -> bool:
    """Whether quarters are parts of something: "one-quarter of", "three quarters of the vote"."""
    quarters, behind = found.code("unit") == "Q", found.tokens.of(found.last + 1).lower()
    hyphen = found.tokens.of(found.last - 2) == "-"
    return quarters and found.after == "of" and (hyphen or behind in DETERMINERS | {"it"})


@rules(
    "(?:Roughly | Over)? one:A unit:(Unit | ClockUnit) (?:Or (?:So | Cardinal))? (?!Hyphen|Long)",
    "Another unit:(Unit | ClockUnit | Quarter)",
    "A More unit:(Unit | ClockUnit | Quarter)",
)
def single(found: Found) -> Reading | None:
    """A year, nearly an hour, another week; but not "$10 a year"."""
    if found.code("unit") == "D" and found.after in DAY_NOUNS:
        return None  # a day job
    return None if found.has("one") and _is_rate(found) else _lasting(found, 1)


def _is_rate(found: Found) -> bool:
    """Whether "a year" says how often: after a number or what is counted."""
    at = found.match.start("one")
    form, word = found.tokens.of(at - 1), found.tokens.words[at - 1]
    if found.first != at or not form:
        return False
    counted = form.islower() and form.endswith("s") and form not in NOT_PLURAL
    counted = counted or form in PLURAL_PEOPLE
    return counted or word.number > 0 or word.code == "0"


@rules("Roughly? A unit:(Unit | ClockUnit) And A Half")
def one_and_a_half(found: Found) -> Reading:
    """A year and a half."""
    return _lasting(found, 1.5)


@rules(
    "Half A unit:(Unit | ClockUnit)",
    "(?:A | Half)? Half Hyphen unit:(Unit | ClockUnit)",
    "A Half unit:(Unit | ClockUnit)",
    "A? part:Quarter (?:Of A | Hyphen) unit:(Unit | ClockUnit)",
)
def half(found: Found) -> Reading | None:
    """Half a century, a half-hour, a quarter of a century."""
    if found.has("part"):
        return _lasting(found, 0.25) if found.code("unit") in "YCH" else None
    return _lasting(found, 0.5)


@rules(
    "The? (?:Last | Past | Next | Coming | Previous | Following | First | Latest)"
    " count:(Cardinal | Vague)? (?:(?:Or | Hyphen) Cardinal)? (?:More | Trading)?"
    " unit:(AnyUnits | ClockUnits) (?:Or So)?",
    "The? (?:OrdinalWord | Final) count:(Cardinal | Vague) unit:(AnyUnits | ClockUnits)",
    "Recent unit:(Units | Quarters)",
    "The count:(Cardinal | Vague) (?:Last | Past | Next | Coming) unit:(AnyUnits | ClockUnits)",
)
def stretch(found: Found) -> Reading | None:
    """The last three months, the next few days, recent years; but "will last two months"."""
    read = _lasting(found, found.number("count") if found.has("count") else None)
    if found.tokens.of(found.first).lower() == "following" and found.after == "of":
        return None  # following weeks of rain
    lasts = found.before in AHEAD and found.tokens.of(found.first).lower() == "last"
    return read._replace(first=found.first + 1) if lasts else read


@rules("The (?:Past | Last) half:Half? unit:Unit")
def past_unit(found: Found) -> Reading:
    """The past year, the past half century."""
    return _lasting(found, 0.5 if found.has("half") else 1)


@rules("plural:Units Hyphen Long unit:Units?", "unit:Unit Hyphen Long")
def long(found: Found) -> Reading:
    """Year-long; decades-long."""
    if found.has("plural"):
        return Reading(DURATION, length(None, found.code("plural"), clock=False))
    return _lasting(found, 1)


@rules("The? unit:(Units | ClockUnits) (?:Or (?:Units | ClockUnits) | ahead:Ahead)?")
def vague(found: Found) -> Reading | None:
    """For years; within weeks or months; days later; in the weeks before; over the years."""
    before, after = found.before, found.after
    if after in ("old", "-", "to") or (before == "after" and found.word("unit").kind in CLOCKS):
        return None
    the = found.tokens.of(found.first).lower() == "the"
    told = before in (THROUGH if the else BEFORE_UNITS) or after in BEHIND_UNITS
    told = told or (the and found.has("ahead"))
    followed = after == "that" and found.tokens.of(found.last + 1) == "followed"
    return _lasting(found, None) if told or followed else None


@rules(
    "(?:Cardinal | Vague)? Once A unit:(Unit | ClockUnit)",
    "Once Hyphen A Hyphen unit:(Unit | ClockUnit)",
)
def rate(found: Found) -> Reading:
    """Twice a year, four times a month."""
    unit, clock = _unit(found)
    return Reading(SET, length(1, unit, clock=clock))


@rules(
    "Every other:Other? unit:(Unit | ClockUnit | Quarter)",
    "Every count:(Cardinal | Vague) unit:(Units | ClockUnits)",
    "Every count:AnyOrdinal unit:(Unit | ClockUnit)",
)
def every_unit(found: Found) -> Reading:
    """Every year; every two weeks; every other month."""
    unit, clock = _unit(found)
    count = found.number("count") if found.has("count") else 1 + found.has("other")
    return Reading(SET, length(count, unit, clock=clock))


@rules(
    "On? day:Weekdays part:(DayPart | DayParts)?",
    "Every (?:Other | AnyOrdinal)? day:(Weekday | Weekdays) part:(DayPart | DayParts)?",
    "The? (?:AnyOrdinal | Last) day:Weekday (?:In | Of) Every Unit",
    "day:Weekday part:DayParts",
)
def every_weekday(found: Found) -> Reading:
    """Every Monday; on Mondays; Monday nights."""
    part = found.code("part")
    value = f"XXXX-WXX-{found.code('day')}" + (f"T{part}" if part else "")
    return Reading(SET, value, first=found.first + (found.tokens.of(found.first).lower() == "on"))


@rules("Every month:AnyMonth day:(Day | Ordinal)")
def every_day_of_year(found: Found) -> Reading:
    """Each January 15."""
    return Reading(SET, f"XXXX-{found.integer('month'):02}-{found.integer('day'):02}")


@rules("Every when:(AnyMonth | Season | Weekend | DayPart)")
def every_season(found: Found) -> Reading:
    """Every July; every summer; every morning."""
    word = found.word("when")
    if word.number:
        return Reading(SET, f"XXXX-{int(word.number):02}")
    if word.kind == KINDS["DayPart"]:
        return Reading(SET, f"XXXX-XX-XXT{word.code}")
    return Reading(SET, "XXXX-WXX-WE" if word.code == "WE" else f"XXXX-{word.code}")


@rules("Frequency")
def frequency(found: Found) -> Reading:
    """Daily, weekly."""
    return Reading(SET, found.tokens.words[found.first].code)
