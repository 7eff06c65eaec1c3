"""The inputs of a form, as frozen data: what a person can choose, tick, pick or type."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import islice
from typing import Any, Self, TypeVar, assert_never

from bot.core.limits import (
    LONGEST_LABEL,
    LONGEST_NUMBER,
    MOST_OPTIONS,
    MOST_TICKS,
    are_unique,
    check,
    require,
)

S = TypeVar("S", bound=str)
T = TypeVar("T")


@dataclass(frozen=True)
class Option:
    """One option of a choice."""

    value: str
    label: str

    def __post_init__(self) -> None:
        check(self.label, LONGEST_LABEL, "an option")
        check(self.value, 75, "an option's value")


def options_labelled(labels: Mapping[S, str]) -> tuple[Option, ...]:
    """Make the options of a choice from their labels, by value."""
    return tuple(Option(value, label) for value, label in labels.items())


def options_named(names: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Make options from values and names: as many as fit, and of each name as much as fits."""
    fitting = islice(names, MOST_OPTIONS)
    return tuple(Option(value, name[:LONGEST_LABEL]) for value, name in fitting)


@dataclass(frozen=True)
class _FormInput(ABC):
    """What all inputs of a form have in common."""

    name: str
    """The key of the entered values in a ``Submission``."""
    label: str
    optional: bool = field(default=False, kw_only=True)
    fault: str = field(default="", kw_only=True)
    """What is wrong with the entered values, shown beside the input."""
    group: str = field(default="", kw_only=True)
    """The heading above it, for it and those that follow; empty to go on under the last one."""

    def __post_init__(self) -> None:
        check(self.label, LONGEST_LABEL, "a label")
        if self.group:
            check(self.group, LONGEST_LABEL, "a heading of inputs")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """Return this input with the entered values in it, and what is wrong with them."""
        return replace(self, fault=fault, **self._entered(values))

    @abstractmethod
    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        """Return the fields of this input that hold the entered values."""


@dataclass(frozen=True)
class Choice(_FormInput):
    """Choose one of a few."""

    options: tuple[Option, ...]
    chosen: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self.name, self.options, MOST_OPTIONS)

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        known = {option.value for option in self.options}
        return {"chosen": values[0] if values and values[0] in known else ""}


@dataclass(frozen=True)
class Ticks(_FormInput):
    """Tick any of a few."""

    options: tuple[Option, ...]
    ticked: tuple[str, ...] = ()
    optional: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self.name, self.options, MOST_TICKS)

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        known = {option.value for option in self.options}
        return {"ticked": tuple(value for value in values if value in known)}


def _check_options(name: str, options: tuple[Option, ...], most: int) -> None:
    count = len(options)
    require(0 < count <= most, f"{name}: 1 to {most} options, not {count}")
    require(are_unique(each.value for each in options), f"{name}: two options have one value")


@dataclass(frozen=True)
class PeoplePicker(_FormInput):
    """Pick people; the values are user ids of the person's own platform and tenant."""

    picked: tuple[str, ...] = ()
    most: int = 50

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"picked": values}


@dataclass(frozen=True)
class DayInput(_FormInput):
    """Pick a day; the value is ``YYYY-MM-DD``."""

    day: date | None = None

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"day": _parsed(date.fromisoformat, values)}


@dataclass(frozen=True)
class TimeInput(_FormInput):
    """Pick a time of day on the person's own clock; the value is ``HH:MM``."""

    at: time | None = None

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"at": _parsed(time.fromisoformat, values)}


def _parsed(parse: Callable[[str], T], values: tuple[str, ...]) -> T | None:
    """Parse the first value; ``None`` without one, or if it cannot be parsed."""
    try:
        return parse(values[0]) if values else None
    except ValueError:
        return None


@dataclass(frozen=True)
class PhoneInput(_FormInput):
    """A telephone number: the only typed input, because no picker can offer numbers.

    The value is the number as it was typed; ``bot.core.phones`` checks it. It stays sealed, and
    is deleted when what it was for has ended.
    """

    number: str = ""

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"number": values[0][:LONGEST_NUMBER] if values else ""}


Input = Choice | Ticks | PeoplePicker | DayInput | TimeInput | PhoneInput


def grouped(heading: str, *inputs: Input) -> tuple[Input, ...]:
    """Return these inputs with a heading above the first, for all of them."""
    return tuple(replace(one, group="" if n else heading) for n, one in enumerate(inputs))


def values_of(one: Input) -> tuple[str, ...]:
    """Return what an input sends if nobody changes it."""
    match one:
        case Choice(chosen=value) | PhoneInput(number=value):
            return (value,) if value else ()
        case Ticks(ticked=values) | PeoplePicker(picked=values):
            return values
        case DayInput(day=day):
            return (day.isoformat(),) if day else ()
        case TimeInput(at=at):
            return (at.isoformat(timespec="minutes"),) if at else ()
        case _:
            assert_never(one)
