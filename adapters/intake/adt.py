"""Reads from an ADT message whether a patient died, lives, or a stay or its end was cancelled.

``adt_table`` says which events and values mean what. Every other trigger event is acknowledged
and ignored.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.intake import timestamps
from adapters.intake.adt_table import (
    ABOUT_A_RECORD,
    EVENTS,
    Door,
    Event,
    Group,
    Meaning,
    Time,
    door_of,
    ended_of,
    indicator_of,
    meaning,
)
from adapters.intake.faults import BadField
from adapters.intake.hl7_message import NULL, Header, Message, message_of
from adapters.intake.locations import is_holding
from adapters.intake.mapping import Place, unit_of, zone_of
from adapters.intake.timestamps import HL7_PRECISIONS, Decided, Precision, When
from bot.adverse_events.last_said import Statement
from bot.adverse_events.unmapped_codes import Code
from bot.adverse_events.unread import Lacks
from bot.programme.model import Programme, Source

MRN_TYPES = ("MR", "PI", "PT")
"""Which of several identifiers to use, so that a patient is always known by the same one."""

WHEN = ("PID-29", "PV1-45", "EVN-6", "EVN-2", "MSH-7")
"""Where to look for the time of the event, the best place first."""

OWN_TIMES = ("PID-29", "PV1-45")
"""One of these must be given by a message about a person: its record is changed at any time."""

REMEMBERED = frozenset({Group.END, Group.CANCEL})
"""Events after which it is remembered that somebody lives, as an older message may come late."""

DISPOSITION = "PV1-36"
"""The coded field whose codes a playbook explains."""

UNMAPPED = {
    "PID-29": "is not a time",
    "PID-30": "is neither Y nor N",
    "PV1-36": "has a code that is neither the standard's nor the playbook's",
}


class WrongKind(BadField):
    """This channel does not accept such messages (a reject in HL7, not an error)."""


def statement_in(
    programme: Programme, source: Source, header: Header, text: str, now: datetime
) -> Statement | None:
    """The statement in a message, or ``None``. Raises ``WrongKind`` and ``BadField``."""
    check(header)
    trigger = header.trigger
    if door_of(header.processing, header.mode) is Door.NOTHING:
        return None
    if trigger and trigger not in EVENTS:
        return None
    message = message_of(header, text, source)
    trigger = trigger or message.at("EVN-1").upper()
    if not trigger:
        raise BadField("MSH-9", "does not say which trigger event it is")
    if trigger not in EVENTS:
        return None
    return _statement(_Reading(programme, source, message, EVENTS[trigger], now))


def check(header: Header) -> None:
    """Raise ``WrongKind`` for a message that must not be sent here."""
    if header.kind != "ADT":
        raise WrongKind("MSH-9", "is not ADT")
    if door_of(header.processing, header.mode) is Door.REFUSED:
        raise WrongKind("MSH-11", "is not P: training and test messages are not accepted")
    if header.version and not header.version.startswith("2."):
        raise WrongKind("MSH-12", "is not version 2")


@dataclass(frozen=True)
class _Reading:
    programme: Programme
    source: Source
    message: Message
    event: Event
    now: datetime
    _times: dict[str, When] = field(default_factory=dict)

    def when(self, place: str) -> When:
        """The time at a place, as precisely as it is written there; each is read once."""
        if place not in self._times:
            self._times[place] = timestamps.when(
                self.message.at(place),
                place,
                zone_of(self.programme, self.source),
                self.now,
                HL7_PRECISIONS.get(self.message.at(f"{place}-2").upper(), Precision.SECOND),
            )
        return self._times[place]


def _statement(r: _Reading) -> Statement | None:
    told = _meaning(r)
    formerly = _formerly(r)
    if told == Meaning() and not formerly:
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
        formerly=formerly,
        said_at=r.when("EVN-2").moment or sent_at,
        sent_at=sent_at,
        person=told.person,
        stay=told.stay,
        cancels=told.cancels,
        # Nearly every message says that somebody lives; a commit for each would hold up the line.
        overtakes=r.event.group in REMEMBERED,
        kind=r.source.kind,
        unit=place.unit,
        occurred_at=when.latest,
        lacks=min(filter(None, (when.lacks, place.lacks)), key=_is_refused, default=None),
        elsewhere=place.elsewhere,
        unmapped=tuple(Lacks(field, UNMAPPED[field]) for field in told.unmapped),
        code=Code(DISPOSITION, r.message.at(DISPOSITION)) if DISPOSITION in told.unmapped else None,
    )


def _formerly(r: _Reading) -> str:
    """The record that was merged into this one (MRG-1), named as this one is."""
    mapped = r.source.fields.get("patient")
    if r.event.group is not Group.MERGE or (mapped and not mapped.startswith("PID-3")):
        return ""
    place = mapped.replace("PID-3", "MRG-1", 1) if mapped else None
    return _identifier(r.message, "MRG", 1, place)


def _is_refused(lacks: Lacks) -> bool:
    return not lacks.passed_over


def _meaning(r: _Reading) -> Meaning:
    return meaning(
        r.event,
        indicator_of(r.message.at("PID-30")),
        _time(r),
        ended_of(r.message.at("PV1-36"), r.source.died, r.source.lives),
    )


def _time(r: _Reading) -> Time:
    """What stands in PID-29, unless the playbook says that the time of death is elsewhere."""
    if r.source.fields.get("time", "PID-29") != "PID-29":
        return Time.EMPTY
    if r.message.at("PID-29") == NULL:
        return Time.NULL
    found = r.when("PID-29")
    if found.says_when:
        return Time.GIVEN
    return Time.EMPTY if found.precision is Precision.NOT_GIVEN else Time.UNREADABLE


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
    mapped = r.source.fields.get("unit", "PV1-3")
    names = _names_at(r, mapped)
    if mapped.startswith("PV1-3") and (not names or is_holding(r.source, names)):
        # The bed was released, or the dead person was taken away: those near were at the last unit.
        names = _names_at(r, mapped.replace("PV1-3", "PV1-6", 1))
        names = [] if is_holding(r.source, names) else names
    place = unit_of(r.programme, r.source, names)
    if place.lacks is not None and r.event.group in ABOUT_A_RECORD and not names:
        # A message about a person need not say where the person is.
        return replace(place, lacks=replace(place.lacks, passed_over=True))
    return place


def _names_at(r: _Reading, place: str) -> list[str]:
    """The names of a location; of a whole field, the ward's, with its facility first."""
    ward = r.message.at(place)
    if not ward or ward == NULL:
        return []
    if place.count("-") > 1 or "." in place:
        return [ward]
    facility = r.message.at(f"{place}-4") if place in {"PV1-3", "PV1-6"} else ""
    return [f"{facility}:{ward}", ward]


def _when(r: _Reading) -> Decided:
    mapped = r.source.fields.get("time")
    if mapped:
        return timestamps.decided([r.when(mapped)], r.now)
    if r.event.group in ABOUT_A_RECORD and not any(r.when(place).precision for place in OWN_TIMES):
        reason = "is missing, and a person's record is changed at any time"
        return Decided(lacks=Lacks("PID-29", reason, passed_over=True))
    return timestamps.decided(map(r.when, WHEN), r.now)
