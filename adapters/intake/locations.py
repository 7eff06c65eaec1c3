"""Where somebody was cared for last: a morgue, or a place that is only planned, is no unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.intake.mapping import word_of
from bot.programme.model import Source

HOLDING = frozenset(
    {"morgue", "mortuary", "decedent", "decedents", "deceased", "autopsy", "necropsy"}
    | {"tanatorio", "mortuorio"}
)
"""Words in the name of a place where the dead are kept; a source's ``holding`` adds to them."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
NOT_OVER = datetime.max.replace(tzinfo=UTC)


def is_holding(source: Source, names: Iterable[str]) -> bool:
    """Whether a place with these names is no unit of care. One that is mapped to a unit is one."""
    words = [word for name in names if (word := word_of(name))]
    if any(word in source.units for word in words):
        return False
    return any(
        word in source.holding or HOLDING & set(re.split(r"[^a-z]+", word)) for word in words
    )


@dataclass(frozen=True)
class Stay:
    """A stay at a place."""

    names: tuple[str, ...]
    active: bool = False
    start: datetime | None = None
    end: datetime | None = None

    @property
    def is_dated(self) -> bool:
        """Whether it says when it was."""
        return self.start is not None or self.end is not None

    @property
    def lasted(self) -> tuple[datetime, datetime]:
        """Its end and its start, to compare two stays by."""
        return self.end or NOT_OVER, self.start or LONG_AGO

    def includes(self, moment: datetime) -> bool:
        """Whether it was going on, or ended, at this moment."""
        end, start = self.lasted
        return self.is_dated and start <= moment <= end


def names_at(stays: Sequence[Stay], moment: datetime | None) -> list[str]:
    """The names of the place at a moment, or of the last one; the most likely first.

    A ward and its bed may be two places at the same time. An earlier place never stands in for a
    later one that nobody knows, unless nothing says which was later.
    """
    dated = [stay for stay in stays if stay.is_dated]
    if not dated:
        ordered = [*(stay for stay in stays if stay.active), *reversed(stays)]
    else:
        at = [stay for stay in dated if moment is not None and stay.includes(moment)]
        latest = max(at or dated, key=lambda stay: stay.lasted)
        # At the moment of a change both places include it: the one that was left counts no more.
        ordered = [stay for stay in at or dated if stay.lasted[0] == latest.lasted[0]]
        ordered.sort(key=lambda stay: stay.lasted, reverse=True)
    return [name for stay in ordered for name in stay.names]
