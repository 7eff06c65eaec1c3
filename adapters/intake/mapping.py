"""Translates a source's own words into kinds, harms and units, as the playbook maps them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from adapters.intake import timestamps
from adapters.intake.faults import BadField
from bot.adverse_events.model import SourceReport, harm_of
from bot.adverse_events.unread import Lacks
from bot.programme.model import MILESTONES, PERSONAL, Harm, Kind, Programme, Source

LONGEST_ID = 200
LONGEST_WORD = 100
E = TypeVar("E", Kind, Harm)
ANY_UNIT = "*"
"""Under ``[sources.units]``: the unit of a report that names no known unit."""


@dataclass(frozen=True)
class Place:
    """Where something happened: a unit, or why that is unknown, or outside this programme."""

    unit: str = ""
    """The unit's key."""
    lacks: Lacks | None = None
    elsewhere: bool = False
    """Whether it happened in a unit that this programme does not cover."""


def unit_of(programme: Programme, source: Source, names: Iterable[str]) -> Place:
    """The unit that the first known of the source's names stands for."""
    words = [word for name in names if (word := word_of(name))]
    for word in words:
        if word in source.units:
            return Place(source.units[word])
        if not source.only_these_units and programme.unit(word) is not None:
            return Place(word)
    if ANY_UNIT in source.units:
        return Place(source.units[ANY_UNIT])
    if words and source.only_these_units:
        return Place(elsewhere=True)
    return Place(lacks=Lacks("unit", "is not a unit of the programme" if words else "is missing"))


def word_of(text: str) -> str:
    """A word of a source as the playbook's tables have it: in small letters, with single blanks."""
    return " ".join(text.casefold().split())


def first_known(mapped: Mapping[str, E], values: type[E], names: Iterable[str]) -> E | None:
    """The kind or harm that the first known of a source's words stands for, if there is one."""
    for word in map(word_of, names):
        if word in mapped:
            return mapped[word]
        if word in set(values):
            return values(word)
    return None


@dataclass(frozen=True)
class Row:
    """The values read from one line or body, as the source wrote them; empty means not given."""

    id: str
    unit: str
    time: str
    kind: str = ""
    harm: str = ""
    emails: tuple[str, ...] = ()
    cancelled: bool = False


def report_of(programme: Programme, source: Source, row: Row, now: datetime) -> SourceReport:
    """The report in a row. Raises ``Elsewhere``, and ``BadField`` without the row's contents."""
    for name, text, longest in (
        ("id", row.id, LONGEST_ID),
        ("unit", row.unit, LONGEST_WORD),
        ("time", row.time, LONGEST_WORD),
    ):
        if not text.strip():
            raise BadField(name, "is missing")
        if len(text) > longest:
            raise BadField(name, f"is longer than {longest} characters")
    place = unit_of(programme, source, [row.unit])
    if place.elsewhere:
        raise Elsewhere
    if place.lacks is not None:
        raise BadField(place.lacks.field, place.lacks.reason)
    kind = first_known(source.kinds, Kind, [row.kind]) if row.kind.strip() else source.kind
    if kind is None:
        raise BadField("kind", "is not one that the playbook maps for this source")
    check_reported(kind)
    harm = first_known(source.harms, Harm, [row.harm]) if row.harm.strip() else harm_of(kind)
    if harm is None:
        raise BadField("harm", "is not one that the playbook maps for this source")
    return SourceReport(
        source=source.key,
        id=row.id.strip(),
        kind=kind,
        harm=harm,
        unit=place.unit,
        occurred_at=_moment(programme, source, row.time.strip(), now),
        emails=row.emails,
        cancelled=row.cancelled,
    )


def check_reported(kind: Kind) -> None:
    """Raise ``BadField`` for a kind that no system may report.

    A coordinator plans a milestone once a person has told those concerned, and only its person
    may choose a legal matter's or an anniversary's day.
    """
    if kind in MILESTONES:
        raise BadField("kind", "is planned by a coordinator, with /support-admin milestone")
    if kind in PERSONAL:
        raise BadField("kind", "is for its person alone, who can type /support remind")


class Elsewhere(Exception):
    """The report is about a unit that this source does not cover; it is ignored."""


def zone_of(programme: Programme, source: Source) -> str:
    """The zone of a source's times that have none."""
    return source.zone or programme.zone


def _moment(programme: Programme, source: Source, text: str, now: datetime) -> datetime:
    zone = zone_of(programme, source)
    if source.time_format:
        found = timestamps.in_format(text, "time", zone, now, source.time_format)
    else:
        found = timestamps.when(text, "time", zone, now)
    return timestamps.happened(found, now)
