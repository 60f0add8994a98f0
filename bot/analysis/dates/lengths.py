"""Stretches of time, and times that recur: durations and sets."""

from __future__ import annotations

from bot.analysis.dates.grammar import Found, Reading, Rules
from bot.analysis.dates.tokens import KINDS
from bot.model import TimexType

DURATION, SET, DATE = TimexType.DURATION, TimexType.SET, TimexType.DATE
rules = Rules()

WRITTEN = {
    "E": (10, "Y"),
    "C": (100, "Y"),
    "L": (1000, "Y"),
    "F": (2, "W"),
    "Q": (3, "M"),
    "H": (6, "M"),
}
PARTS = {"Y": (12, "M"), "W": (7, "D"), "D": (24, "H"), "H": (60, "M"), "M": (60, "S")}
CLOCK_KINDS = frozenset((KINDS["ClockUnit"], KINDS["ClockUnits"], KINDS["Second"]))


def length(count: float | None, unit: str, *, clock: bool) -> str:
    """The TIMEX3 value of `count` units; `PXY` when how many is not said."""
    mark = "PT" if clock else "P"
    if unit == "WE":
        return f"P{'X' if count is None else int(count) * 2}D"
    if not clock and unit in WRITTEN:
        factor, unit = WRITTEN[unit]
        if count is not None:
            count *= factor
    if count is None:
        return f"{mark}X{unit}"
    whole = int(count)
    rest = count - whole
    value = f"{mark}{whole}{unit}" if whole or not rest else mark
    if rest:
        if not clock and unit == "M":
            return f"P{count:g}M"
        factor, part = PARTS.get(unit, (0, ""))
        if not clock and unit == "D" and not value.endswith("T"):
            value += "T" if whole else "T"
        value += f"{round(rest * factor)}{part}" if factor else ""
    return value


def _unit(found: Found) -> tuple[str, bool]:
    word = found.word("unit")
    return ("S" if word.kind == KINDS["Second"] else word.code), word.kind in CLOCK_KINDS


@rules(
    "Roughly? count:(Cardinal | Vague | A) (?:Or | Hyphen) Cardinal unit:(AnyUnits | Clocks)",
    "Roughly? count:(Cardinal | Vague) (?:More | Trading)? unit:(AnyUnits | ClockUnits)",
    "Roughly? count:Cardinal Hyphen? unit:(Unit | Quarter | ClockUnit) (?:Hyphen Long)?",
    "(?:Roughly | Over)? count:(A) unit:(Unit | ClockUnit) (?!Hyphen|Long)",
    "half:(A unit:(Unit | ClockUnit) And count:A Half)",
    "(?:A | The)? count:More unit:(Unit | ClockUnit | Quarter)",
    "count:Several Hyphen unit:(Unit | ClockUnit)",
    "count:(A) Quarter Of A unit:Unit",
)
def duration(found: Found) -> Reading | None:
    """Two weeks, nearly forty years, a couple of months, five-year."""
    unit, clock = _unit(found)
    after = found.tokens.of(found.last).lower()
    if found.word("unit").code == "W" and after == "end":
        return None
    count = found.number("count")
    word = found.word("count")
    old = found.tokens.of(found.last + (after == "-")).lower() == "old"
    if old and unit == "Y":
        return None
    if word.kind == KINDS["More"]:
        if (
            found.tokens.of(found.match.start("count")).lower() != "another"
            and found.tokens.words[found.first].kind != KINDS["A"]
        ):
            return None
        count = 1
    if word.kind == KINDS["A"] and count is None and found.text("count") in ("a", "an", "A", "An"):
        count = 1
        if _rate(found):
            return None
    if found.word("unit").kind == KINDS["Second"]:
        return None
    if "half" in found.match.re.groupindex:
        count = 1.5
    return Reading(DURATION, length(count, unit, clock=clock))


def _rate(found: Found) -> bool:
    """Whether "a year" says how often: "$10 a year", "four flights a week"."""
    at = found.match.start("count")
    before = found.tokens.words[at - 1] if at else None
    if found.first != at or before is None:
        return False
    form = found.tokens.of(at - 1)
    return (
        before.number != 0
        or form.endswith("s")
        and form.islower()
        and form not in ("was", "is", "has", "as", "takes", "this")
    )


@rules("(?:Roughly | Once) count:(A) unit:(Unit | ClockUnit)", "count:Per unit:(Unit | ClockUnit)")
def rate(found: Found) -> Reading | None:
    """Twice a year."""
    unit, clock = _unit(found)
    if found.tokens.words[found.first].kind != KINDS["Once"]:
        return None
    return Reading(SET, length(1, unit, clock=clock))


@rules(
    "The? which:(Last | Past | Next | Coming | Previous | Following | First | Latest)"
    " count:(Cardinal | Vague)? (?:More | Trading)? unit:(AnyUnits | ClockUnits)",
    "The OrdinalName count:(Cardinal | Vague) unit:(AnyUnits | ClockUnits)",
    "The count:(Cardinal | Vague) unit:(AnyUnits | ClockUnits)",
    "which:Recent unit:(Units | Quarters)",
    "This unit:Unit",
)
def stretch(found: Found) -> Reading | None:
    """The last three months, the next few days, recent years."""
    unit, clock = _unit(found)
    count = None
    if "count" in found.match.re.groupindex and found.has("count"):
        count = found.number("count")
    elif "which" not in found.match.re.groupindex:
        return None
    return Reading(DURATION, length(count, unit, clock=clock))


@rules("The which:(Past | Last) unit:Unit")
def past_unit(found: Found) -> Reading | None:
    """The past year."""
    unit, clock = _unit(found)
    return Reading(DURATION, length(1, unit, clock=clock))


@rules(
    "unit:(Units | ClockUnits) (?:Or (?:Units | ClockUnits))?",
    "unit:(Units) Hyphen Long",
    "unit:Unit Hyphen Long",
)
def units(found: Found) -> Reading | None:
    """For years; weeks or months; a decades-long battle."""
    unit, clock = _unit(found)
    before = found.tokens.of(found.first - 1).lower()
    after = found.tokens.of(found.last).lower()
    if found.tokens.of(found.last - 1).lower() == "long":
        plural = found.word("unit").kind == KINDS["Units"]
        return Reading(DURATION, length(None if plural else 1, unit, clock=clock))
    if clock or after in ("old", "-"):
        return None
    if before in ("for", "in", "within", "of", "over", "after", "took", "take") and after != "to":
        return Reading(DURATION, length(None, unit, clock=clock))
    return None


@rules(
    "Every (?:Other)? unit:(Unit | ClockUnit | Quarter | Second)",
    "Every count:Cardinal unit:(Units | ClockUnits)",
)
def every_unit(found: Found) -> Reading | None:
    """Every year; every two weeks; every other month."""
    unit, clock = _unit(found)
    count = found.number("count") if "count" in found.match.re.groupindex else 1
    if "Other" and found.tokens.of(found.first + 1).lower() == "other":
        count = 2
    return Reading(SET, length(count, unit, clock=clock))


@rules(
    "(?:Every | On) day:Weekdays part:(DayPart | DayParts)?",
    "day:Weekdays",
    "Every day:Weekday part:DayPart?",
    "day:Weekday part:DayParts",
)
def every_weekday(found: Found) -> Reading | None:
    """Every Monday; on Mondays; Monday nights."""
    code = found.code("day")
    part = found.code("part") if "part" in found.match.re.groupindex else ""
    first = found.first + 1 if found.tokens.of(found.first).lower() == "on" else None
    value = f"XXXX-WXX-{code}" + (f"T{part}" if part else "")
    return Reading(SET, value, first)


@rules("Every when:(AnyMonth | Season | Weekend | DayPart)")
def every_month(found: Found) -> Reading | None:
    """Every July; every summer."""
    word = found.word("when")
    if word.kind == KINDS["DayPart"]:
        return Reading(SET, f"XXXX-XX-XXT{word.code}")
    if word.code == "WE":
        return Reading(SET, "XXXX-WXX-WE")
    return Reading(SET, f"XXXX-{int(word.number):02}" if word.number else f"XXXX-{word.code}")


@rules("Frequency")
def frequency(found: Found) -> Reading | None:
    """Daily, weekly."""
    return Reading(SET, found.tokens.words[found.first].code)
