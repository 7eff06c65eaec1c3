"""From a source's own words to ours: kinds, harms, units, and nothing that is not named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.intake import moments
from adapters.intake.faults import BadField
from bot.adverse_events.model import SourceReport, harm_of
from bot.adverse_events.statements import Lacks
from bot.programme.model import Harm, Kind, Programme, Source

LONGEST_ID = 200
LONGEST_WORD = 100
ANY_UNIT = "*"
"""Under ``[sources.units]``: the unit of whatever names none that is known."""
BEHIND = timedelta(days=30)


@dataclass(frozen=True)
class Place:
    """Where something happened: a unit's key, or what is wrong; or not in this programme."""

    unit: str = ""
    lacks: Lacks | None = None
    elsewhere: bool = False


def unit_of(programme: Programme, source: Source, names: Iterable[str]) -> Place:
    """The unit that the first of these names of the source's stands for."""
    said = [word for word in (_word(name) for name in names) if word]
    for word in said:
        if word in source.units:
            return Place(source.units[word])
        if not source.only_these_units and programme.unit(word) is not None:
            return Place(word)
    if ANY_UNIT in source.units:
        return Place(source.units[ANY_UNIT])
    if said and source.only_these_units:
        return Place(elsewhere=True)
    return Place(lacks=Lacks("unit", "is no unit of the programme" if said else "is missing"))


def _word(text: str) -> str:
    return " ".join(text.casefold().split())


def kind_of(source: Source, names: Iterable[str]) -> Kind | None:
    """The kind that the first known of these names stands for; ``None`` if none is known."""
    for word in map(_word, names):
        if word in source.kinds:
            return source.kinds[word]
        if word in set(Kind):
            return Kind(word)
    return None


def harm_named(source: Source, names: Iterable[str]) -> Harm | None:
    """The harm that the first known of these names stands for; ``None`` if none is known."""
    for word in map(_word, names):
        if word in source.harms:
            return source.harms[word]
        if word in set(Harm):
            return Harm(word)
    return None


@dataclass(frozen=True)
class Row:
    """The few things read of one line or body, as the source wrote them; empty is not said."""

    id: str
    unit: str
    time: str
    kind: str = ""
    harm: str = ""
    emails: tuple[str, ...] = ()
    cancelled: bool = False


def report_of(programme: Programme, source: Source, row: Row, now: datetime) -> SourceReport:
    """The report a row tells of. Raises ``BadField``; it never repeats what the row said."""
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
    kind = kind_of(source, [row.kind]) if row.kind.strip() else source.kind
    if kind is None:
        raise BadField("kind", "is none that this source is known to have")
    harm = harm_named(source, [row.harm]) if row.harm.strip() else harm_of(kind)
    if harm is None:
        raise BadField("harm", "is none that this source is known to have")
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


class Elsewhere(Exception):
    """What is told happened in a unit this source is not asked about: it is passed over."""


def zone_of(programme: Programme, source: Source) -> str:
    """The zone of a source's times that say none."""
    return source.zone or programme.zone


def _moment(programme: Programme, source: Source, text: str, now: datetime) -> datetime:
    try:
        moment = moments.plain(text, zone_of(programme, source), now, source.time_format)
    except (ValueError, OverflowError):
        raise BadField("time", "is not written as this source is known to write it") from None
    if moment < now - BEHIND:
        raise BadField("time", f"is more than {BEHIND.days} days ago")
    return moments.happened(moment, now)
