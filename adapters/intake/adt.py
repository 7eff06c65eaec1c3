"""What an ADT message says of a patient: died, lives, or that a stay never was or never ended.

``A03`` (discharge) and ``A08`` (update) say it in PID-30 (death indicator, with PID-29 as its
time) and PV1-36 (discharge disposition, HL7 table 0112); ``A11`` and ``A13`` take an admission
or a discharge back. Every other trigger event is taken and passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from adapters.intake import moments
from adapters.intake.faults import BadField
from adapters.intake.hl7_message import NULL, Header, Message, decoded, header_of, message_of
from adapters.intake.mapped import Place, unit_of, zone_of
from bot.adverse_events.statements import Lacks, Says, Statement
from bot.core.clock import in_zone
from bot.programme.model import Programme, Source

TELLING = frozenset({"A03", "A08"})
CANCELLING = frozenset({"A11", "A13"})
DIED = frozenset({"20", "40", "41", "42", "exp"})
"""HL7 table 0112 and UB-04: expired; 40 to 42 at home, in a facility, place unknown."""

MRN_TYPES = ("MR", "PI", "PT")
"""Which of several identifiers counts, so that the same patient is known by the same one."""

WHEN = ("PID-29", "PV1-45", "EVN-6", "EVN-2", "MSH-7")
"""Where to look for when it was, the best place first."""


class WrongKind(BadField):
    """Not a message for this door at all (HL7 calls that a reject, not an error)."""


@dataclass(frozen=True)
class Told:
    """A message's header, and what it says; nothing where it does not concern anybody here."""

    header: Header
    statement: Statement | None


def read(programme: Programme, source: Source, block: bytes, now: datetime) -> Told:
    """What a message says. Raises ``NotHl7``, ``WrongKind`` and ``BadField``."""
    text = decoded(block)
    header = header_of(text)
    return Told(header, said_in(programme, source, header, text, now))


def said_in(
    programme: Programme, source: Source, header: Header, text: str, now: datetime
) -> Statement | None:
    """What a message says whose header was read. Raises ``WrongKind`` and ``BadField``."""
    check(header)
    trigger = header.trigger
    if trigger and trigger not in TELLING | CANCELLING:
        return None
    message = message_of(header, text, source)
    trigger = trigger or message.at("EVN-1").upper()
    if not trigger:
        raise BadField("MSH-9", "does not say which trigger event it is")
    if trigger not in TELLING | CANCELLING:
        return None
    return _statement(_Reading(programme, source, message, trigger, now))


def check(header: Header) -> None:
    """Raise ``WrongKind`` for what no sender should send here, whatever is in it."""
    if header.kind != "ADT":
        raise WrongKind("MSH-9", "is not ADT")
    if header.processing not in {"", "P"}:
        raise WrongKind("MSH-11", "is not P: training and test messages are not taken")
    if header.version and not header.version.startswith("2."):
        raise WrongKind("MSH-12", "is no version 2")


@dataclass(frozen=True)
class _Reading:
    programme: Programme
    source: Source
    message: Message
    trigger: str
    now: datetime

    @property
    def zone(self) -> str:
        return zone_of(self.programme, self.source)

    def moment(self, place: str) -> datetime | date | None:
        """When, at a place; nothing where it says none, or nothing that can be understood."""
        try:
            return moments.of_hl7(self.message.at(place), self.zone, self.now)
        except (ValueError, OverflowError):
            return None


def _statement(r: _Reading) -> Statement | None:
    cancels = r.trigger in CANCELLING
    person, stay = (Says.NOTHING, Says.NOTHING) if cancels else (_person(r), _stay(r))
    if not (cancels or person or stay):
        return None
    visit = _identifier(r.message, "PV1", 19, r.source.fields.get("visit"))
    patient = _identifier(r.message, "PID", 3, r.source.fields.get("patient"))
    if not patient and not visit:
        missing = "PID-3" if r.message.has("PID") else "PID"
        raise BadField(missing, "is missing, and so is the visit: nobody can say who is meant")
    sent, recorded = r.moment("MSH-7"), r.moment("EVN-2")
    sent_at = sent if isinstance(sent, datetime) else r.now
    place = _place(r)
    when, lacks = _when(r)
    return Statement(
        source=r.source.key,
        patient=patient or f"visit {visit}",
        visit=visit,
        said_at=recorded if isinstance(recorded, datetime) else sent_at,
        sent_at=sent_at,
        person=person,
        stay=stay,
        cancels=cancels,
        kind=r.source.kind,
        unit=place.unit,
        occurred_at=when,
        lacks=lacks or place.lacks,
        elsewhere=place.elsewhere,
    )


def _person(r: _Reading) -> Says:
    """PID-30. Left empty it says nothing; HL7's ``""`` takes back what was there."""
    said = r.message.at("PID-30").upper()
    if said in {"Y", "YES", "TRUE", "1"}:
        return Says.DIED
    return Says.LIVES if said in {"N", "NO", "FALSE", "0", NULL} else Says.NOTHING


def _stay(r: _Reading) -> Says:
    """PV1-36."""
    said = r.message.at("PV1-36").casefold()
    if not said:
        return Says.NOTHING
    codes = set(r.source.died) or DIED
    return Says.DIED if said in codes or said.lstrip("0") in codes else Says.LIVES


def _identifier(message: Message, segment: str, field: int, place: str | None) -> str:
    """An identifier with who assigned it; of several the one of the record, else the first."""
    if place:
        found = message.at(place)
        return "" if found == NULL else found
    many = [
        each for each in message.repeats(segment, field, 1, 4, 5) if each[0] and each[0] != NULL
    ]
    if not many:
        return ""
    ranked = {name: number for number, name in enumerate(MRN_TYPES)}
    best = min(many, key=lambda each: ranked.get(each[2].upper(), len(ranked)))
    return f"{best[0]} {best[1]}".strip()


def _place(r: _Reading) -> Place:
    mapped = r.source.fields.get("unit")
    if mapped:
        return unit_of(r.programme, r.source, [r.message.at(mapped)])
    ward, facility = r.message.at("PV1-3-1"), r.message.at("PV1-3-4")
    return unit_of(r.programme, r.source, [f"{facility}:{ward}", ward])


def _when(r: _Reading) -> tuple[datetime | None, Lacks | None]:
    """When it was. A day alone says nothing about who was there, so an hour is looked for."""
    mapped = r.source.fields.get("time")
    day: date | None = None
    for place, found in _candidates(r, (mapped,) if mapped else WHEN):
        if not isinstance(found, datetime):
            day = day or found
            continue
        if day is not None and in_zone(found, r.zone).date() != day:
            continue
        if found > r.now + moments.AHEAD:
            return None, Lacks(place, "lies in the future")
        return min(found, r.now), None
    if day is not None:
        # Old news needs no hour; whether it is old, a day can say.
        start = moments.on_the_wall(datetime.combine(day, datetime.min.time()), r.zone, r.now)
        return start, Lacks("time", "says the day and not the hour")
    return None, Lacks("time", "is missing")


def _candidates(r: _Reading, places: tuple[str, ...]) -> Iterator[tuple[str, datetime | date]]:
    for place in places:
        found = r.moment(place)
        if found is not None:
            yield place, found
