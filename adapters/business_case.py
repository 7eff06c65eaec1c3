"""What a program costs and may save, from a hospital's own numbers, as ranges.

The sum follows Moran et al. 2020 (doi:10.1097/PTS.0000000000000376), whose model has more states
and goes over a year; it is simpler. No number is filled in:
rates of another hospital would look like a finding about this one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from math import ceil, isfinite
from typing import Any

from adapters.packaged import table_of

HUNDRED = 100.0
DIGITS = 3
"""So many digits of a result are shown; more would look more certain than it is."""
MONEY = frozenset({"program_cost", "replacement_cost", "time_off_cost"})
"""The numbers that are amounts."""

TEMPLATE = """\
# What the program costs and may save: your own numbers. Each is [lowest, highest].
# Where you know a number, write it twice. Where you don't, ask finance or HR; nothing is filled in.
hospital = ""
currency = "$"

[numbers]
program_cost = []       # a year: coordinator, training, the time of those who talk, this service
people = []             # people who use it in a year
leave_without = []      # of 100 of them, how many would leave within a year without it
leave_with = []         # of 100 of them, how many leave with it
replacement_cost = []   # to replace one person: hiring, agency staff, training
off_without = []        # of 100 of them, how many would take time off without it
off_with = []           # of 100 of them, how many take time off with it
time_off_cost = []      # of one person's time off
"""
"""The file that a hospital fills in."""


class NumbersError(ValueError):
    """The file cannot be used; the message says where, and what to write."""


@dataclass(frozen=True)
class Range:
    """A number that lies between two others."""

    low: float
    high: float

    def still(self) -> "Range":
        """The number halfway between, without a range."""
        middle = (self.low + self.high) / 2
        return Range(middle, middle)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a hospital; ``*_without`` and ``*_with`` are of 100 people who use it."""

    program_cost: Range
    people: Range
    leave_without: Range
    leave_with: Range
    replacement_cost: Range
    off_without: Range
    off_with: Range
    time_off_cost: Range

    def net(self) -> Range:
        """What is left in a year after the program is paid, at worst and at best."""
        return _spread(self)

    def fewer_to_leave(self) -> tuple[int, int] | None:
        """How many fewer people leave when the program has paid for itself by that alone.

        In whole people, at best and at worst; ``None`` where replacing somebody may cost nothing.
        """
        if self.replacement_cost.low <= 0:
            return None
        best = ceil(self.program_cost.low / self.replacement_cost.high)
        return best, ceil(self.program_cost.high / self.replacement_cost.low)

    def swings(self) -> list[tuple[str, Range]]:
        """How far each number alone moves the result, the farthest first."""
        ranges: dict[str, Range] = vars(self)
        at_rest = Numbers(**{name: each.still() for name, each in ranges.items()})
        found = [(name, _spread(replace(at_rest, **{name: each}))) for name, each in ranges.items()]
        return sorted(found, key=lambda swing: swing[1].low - swing[1].high)


def _spread(numbers: Numbers) -> Range:
    """The lowest and the highest result; both are at ends, as each number alone moves one way."""
    ends = [(each.low, each.high) for each in vars(numbers).values()]
    results = [_net(*corner) for corner in product(*ends)]
    return Range(min(results), max(results))


def _net(
    cost: float,
    people: float,
    leave_without: float,
    leave_with: float,
    replacement: float,
    off_without: float,
    off_with: float,
    time_off: float,
) -> float:
    stay = (leave_without - leave_with) / HUNDRED * replacement
    at_work = (off_without - off_with) / HUNDRED * time_off
    return people * (stay + at_work) - cost


@dataclass(frozen=True)
class Case:
    """A hospital's page."""

    hospital: str
    currency: str
    numbers: Numbers


def read_case(text: str) -> Case:
    """Read the file that a hospital filled in. Raises ``NumbersError``."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NumbersError(f"This is not a file of numbers: {error}.") from None
    given = table.get("numbers", {})
    known = [each.name for each in fields(Numbers)]
    if not isinstance(given, dict) or (surplus := sorted(set(given) - set(known))):
        named = ", ".join(surplus) if isinstance(given, dict) else "numbers"
        raise NumbersError(f"{named}: unknown. There are: {', '.join(known)}.")
    numbers = Numbers(**{name: _range(name, given.get(name)) for name in known})
    return Case(str(table.get("hospital", "")), str(table.get("currency", "$")), numbers)


def _range(name: str, given: object) -> Range:
    match given:
        case [int() | float() as low, int() | float() as high] if isfinite(low + high):
            pass
        case _:
            raise NumbersError(f"{name}: write two numbers, the lowest and the highest: [1, 2].")
    if low > high:
        raise NumbersError(f"{name}: the lowest number comes first: [{high}, {low}].")
    if low < 0:
        raise NumbersError(f"{name}: no number is below 0.")
    if name.endswith(("_with", "_without")) and high > HUNDRED:
        raise NumbersError(f"{name}: at most 100 of 100 people.")
    return Range(float(low), float(high))


def words_in(language: str) -> Mapping[str, Any]:
    """The words of the page. Raises ``NumbersError`` for a language there is none in."""
    known = table_of("messages", "paper", "business_case.toml")
    if language not in known:
        raise NumbersError(f'No page in "{language}". Use one of: {", ".join(known)}.')
    words: Mapping[str, Any] = known[language]
    return words


def values_of(case: Case, language: str, paper: str) -> dict[str, Any]:
    """The values of the page's template. Raises ``NumbersError``."""
    words = words_in(language)
    numbers, names = case.numbers, words["input"]

    def amount(value: float) -> str:
        sign = "−" if round(value) < 0 else ""
        return f"{sign}{case.currency}{abs(value):,.0f}"

    def between(found: Range) -> str:
        low, high = amount(_rounded(found.low)), amount(_rounded(found.high))
        between: str = words["between"].format(low=low, high=high)
        return between

    def shown(name: str, value: float) -> str:
        return amount(value) if name in MONEY else _count(value)

    said = {key: value for key, value in words.items() if isinstance(value, str)}
    return said | {
        "language": language,
        "right_to_left": False,
        "own_language": language,
        "paper": paper,
        "hospital": case.hospital,
        "net": between(numbers.net()),
        "pays_text": _when_it_pays(words, numbers),
        "swings": [
            vars(swing) | {"name": names[name], "says": between(swing)}
            for name, swing in numbers.swings()
        ],
        "rows": [
            [names[name], shown(name, each.low), shown(name, each.high)]
            for name, each in vars(numbers).items()
        ],
    }


def _when_it_pays(words: Mapping[str, Any], numbers: Numbers) -> str | None:
    fewer = numbers.fewer_to_leave()
    if fewer is None:
        return None
    low, high = fewer
    said: str = words["pays_one" if low == high else "pays_text"]
    return said.format(low=f"{low:,}", high=f"{high:,}")


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _count(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
