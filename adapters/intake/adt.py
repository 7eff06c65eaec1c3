"""Reads from an ADT message whether a patient died, lives, or a stay or its end was cancelled.

``A03`` (discharge) and ``A08`` (update) carry it in PID-30 (death indicator, with its time in
PID-29) and PV1-36 (discharge disposition, HL7 table 0112). ``A11`` and ``A13`` cancel an
admission or a discharge. Every other trigger event is acknowledged and ignored.
"""

from dataclasses import dataclass
from datetime import datetime

from adapters.intake import timestamps
from adapters.intake.faults import BadField
from adapters.intake.hl7_message import NULL, Header, Message, message_of
from adapters.intake.mapping import Place, unit_of, zone_of
from adapters.intake.timestamps import HL7_PRECISIONS, Decided, Precision, When
from bot.adverse_events.statements import Says, Statement
from bot.programme.model import Programme, Source

DISCHARGES_AND_UPDATES = frozenset({"A03", "A08"})
CANCELLATIONS = frozenset({"A11", "A13"})
DIED = frozenset({"20", "40", "41", "42", "exp"})
"""HL7 table 0112 and UB-04: expired; 40 to 42 at home, in a facility, place unknown."""

MRN_TYPES = ("MR", "PI", "PT")
"""Which of several identifiers to use, so that a patient is always known by the same one."""

WHEN = ("PID-29", "PV1-45", "EVN-6", "EVN-2", "MSH-7")
"""Where to look for the time of the event, the best place first."""


class WrongKind(BadField):
    """This channel does not accept such messages (a reject in HL7, not an error)."""


def statement_in(
    programme: Programme, source: Source, header: Header, text: str, now: datetime
) -> Statement | None:
    """The statement in a message, or ``None``. Raises ``WrongKind`` and ``BadField``."""
    check(header)
    trigger = header.trigger
    if trigger and trigger not in DISCHARGES_AND_UPDATES | CANCELLATIONS:
        return None
    message = message_of(header, text, source)
    trigger = trigger or message.at("EVN-1").upper()
    if not trigger:
        raise BadField("MSH-9", "does not say which trigger event it is")
    if trigger not in DISCHARGES_AND_UPDATES | CANCELLATIONS:
        return None
    return _statement(_Reading(programme, source, message, trigger, now))


def check(header: Header) -> None:
    """Raise ``WrongKind`` for a message that must not be sent here."""
    if header.kind != "ADT":
        raise WrongKind("MSH-9", "is not ADT")
    if header.processing not in {"", "P"}:
        raise WrongKind("MSH-11", "is not P: training and test messages are not accepted")
    if header.version and not header.version.startswith("2."):
        raise WrongKind("MSH-12", "is not version 2")


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

    def when(self, place: str) -> When:
        """The time at a place, as precisely as it is written there."""
        return timestamps.when(
            self.message.at(place),
            place,
            self.zone,
            self.now,
            HL7_PRECISIONS.get(self.message.at(f"{place}-2").upper(), Precision.SECOND),
        )


def _statement(r: _Reading) -> Statement | None:
    cancels = r.trigger in CANCELLATIONS
    person, stay = (Says.NOTHING, Says.NOTHING) if cancels else (_person(r), _stay(r))
    if not (cancels or person or stay):
        return None
    visit = _identifier(r.message, "PV1", 19, r.source.fields.get("visit"))
    patient = _identifier(r.message, "PID", 3, r.source.fields.get("patient"))
    if not patient and not visit:
        missing = "PID-3" if r.message.has("PID") else "PID"
        raise BadField(missing, "is missing, and so is the visit, so the patient is unknown")
    sent_at = r.when("MSH-7").moment or r.now
    place = _place(r)
    when = _when(r)
    return Statement(
        source=r.source.key,
        patient=patient or f"visit {visit}",
        visit=visit,
        said_at=r.when("EVN-2").moment or sent_at,
        sent_at=sent_at,
        person=person,
        stay=stay,
        cancels=cancels,
        kind=r.source.kind,
        unit=place.unit,
        occurred_at=when.latest,
        lacks=when.lacks or place.lacks,
        elsewhere=place.elsewhere,
    )


def _person(r: _Reading) -> Says:
    """PID-30. An empty field says nothing; HL7's ``""`` withdraws the earlier value."""
    indicator = r.message.at("PID-30").upper()
    if indicator in {"Y", "YES", "TRUE", "1"}:
        return Says.DIED
    return Says.LIVES if indicator in {"N", "NO", "FALSE", "0", NULL} else Says.NOTHING


def _stay(r: _Reading) -> Says:
    """PV1-36."""
    code = r.message.at("PV1-36").casefold()
    if not code:
        return Says.NOTHING
    died = set(r.source.died) or DIED
    return Says.DIED if code in died or code.lstrip("0") in died else Says.LIVES


def _identifier(message: Message, segment: str, field: int, place: str | None) -> str:
    """An identifier with its assigning authority; the record number if there are several."""
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


def _when(r: _Reading) -> Decided:
    mapped = r.source.fields.get("time")
    places = (mapped,) if mapped else WHEN
    return timestamps.decided(map(r.when, places), r.now)
