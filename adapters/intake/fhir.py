"""Reads FHIR R4 and R5: adverse events, stays that ended in a death, and patients who died.

These are ``AdverseEvent``, ``Encounter`` (its discharge disposition) and ``Patient.deceased``,
alone or in a bundle, such as a subscription's notification (R4 backport, R4B, R5).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import starmap

from adapters.intake import timestamps
from adapters.intake.adt_table import Ended
from adapters.intake.faults import BadField
from adapters.intake.fhir_resources import (
    Body,
    Json,
    body_of,
    business_name_of,
    codes,
    codings,
    is_contained,
    is_marked,
    is_notification,
    items,
    mapping,
    name_of,
    short,
    text,
)
from adapters.intake.fhir_table import (
    CANCELLED,
    ENCOUNTER,
    NEVER_WAS,
    NO_PLACE,
    PART_TAGS,
    PATIENT,
    TEST_LABELS,
    ended_by,
)
from adapters.intake.gateway import PassedOver, Reported
from adapters.intake.locations import Stay, is_holding, names_at
from adapters.intake.mapping import Place, first_known, unit_of, zone_of
from adapters.intake.timestamps import BEHIND, Decided, When
from adapters.packaged import table_of
from bot.adverse_events.last_said import Statement
from bot.adverse_events.model import SourceReport
from bot.adverse_events.unmapped_codes import Code
from bot.adverse_events.unread import Lacks
from bot.programme.model import Harm, Kind, Programme, Source

CODES = table_of("adapters.intake", "fhir_codes.toml")
"""What FHIR's codes for events and for harm stand for."""


def read(
    programme: Programme, source: Source, raw: bytes, now: datetime, *, is_update: bool = False
) -> list[Reported]:
    """What a body reports; other resources are ignored. Raises ``BadField``.

    Of what a subscription brings (a notification, or with ``is_update`` a changed resource) that
    which is in no unit of the programme is passed over: the rest of it goes on, and the server,
    which would switch off a subscription that is refused, hears of no failure.
    """
    body = body_of(raw)
    reader = _Reader(programme, source, body, now, is_update or is_notification(raw))
    readers: Mapping[str, Callable[[Json], Reported | None]] = {
        "Encounter": reader.encounter,
        "Patient": reader.patient,
        "AdverseEvent": reader.adverse_event,
    }
    known = (
        each
        for each in body.resources
        if text(each, "resourceType") in readers and not reader.says_nothing(each)
    )
    found = (readers[text(each, "resourceType")](each) for each in known)
    return [each for each in found if each is not None]


@dataclass(frozen=True)
class _Reader:
    programme: Programme
    source: Source
    body: Body
    now: datetime
    is_told: bool
    """Whether a subscription brings it, so that a place of others is no fault."""

    @property
    def zone(self) -> str:
        return zone_of(self.programme, self.source)

    def says_nothing(self, resource: Json) -> bool:
        """Whether it is a test, or is about a test patient, or is only a part."""
        subject = self.body.at_end_of(resource.get("subject") or resource.get("patient"), resource)
        is_test = any(is_marked(each, "security", TEST_LABELS) for each in (resource, subject))
        return is_test or is_marked(resource, "tag", PART_TAGS)

    # ---- Encounter ----

    def encounter(self, resource: Json) -> Statement | None:
        """A stay: how it ended, or that it was cancelled."""
        visit = name_of(resource)
        subject = resource.get("subject") or resource.get("patient")
        patient = self._subject(subject, resource) or (f"visit {visit}" if visit else "")
        if not patient:
            raise BadField("Encounter.subject", "is missing, and so is the id")
        died = text(self.body.at_end_of(subject, resource), "deceasedDateTime")
        when = self._stay_end(resource, died)
        statement = self._statement(patient, resource, self.place(resource, when), when)
        if text(resource, "status") in NEVER_WAS:
            return replace(statement, visit=visit, stay=CANCELLED.says)
        ended = self._ended(resource)
        reason = "has a code that is neither the standard's nor the playbook's"
        is_unknown = ended is Ended.UNKNOWN
        return replace(
            statement,
            visit=visit,
            stay=ENCOUNTER[ended].says,
            unmapped=(Lacks("dischargeDisposition", reason),) if is_unknown else (),
            code=self._code(resource) if is_unknown else None,
        )

    def _statement(self, patient: str, resource: Json, place: Place, when: Decided) -> Statement:
        updated = self._updated_at(resource)
        return Statement(
            source=self.source.key,
            patient=patient,
            said_at=updated,
            sent_at=updated,
            kind=self.source.kind,
            unit=place.unit,
            occurred_at=when.latest,
            lacks=when.lacks or place.lacks,
            elsewhere=place.elsewhere,
        )

    def _code(self, resource: Json) -> Code | None:
        """The first code of a disposition; its display and its text may be anybody's words."""
        found = codings(_disposition(resource))
        return Code("dischargeDisposition", found[0][1]) if found else None

    def _ended(self, resource: Json) -> Ended:
        disposition = _disposition(resource)
        words = {each.casefold() for each in codes(disposition)}
        return ended_by(codings(disposition), words, self.source.died, self.source.lives)

    def _stay_end(self, resource: Json, died: str) -> Decided:
        period = mapping(resource.get("period")) or mapping(resource.get("actualPeriod"))
        return self._decided(
            {
                "deceasedDateTime": died,
                "period.end": text(period, "end"),
                "meta.lastUpdated": self._updated(resource),
            }
        )

    def place(self, resource: Json, when: Decided) -> Place:
        """The unit of a stay: where the patient was at that time, otherwise the last one.

        The order of the list means nothing, unless no period is given. Places where the dead are
        kept do not count.
        """
        stays = [
            Stay(
                tuple(self._names_of(each.get("location"), resource)),
                text(each, "status") == "active",
                *self._period(each),
            )
            for each in map(mapping, items(resource.get("location")))
            if text(each, "status") not in NO_PLACE
        ]
        cared = [stay for stay in stays if not is_holding(self.source, stay.names)]
        moment = when.latest if when.lacks is None else None
        return self._unit_of(names_at(cared, moment))

    def _unit_of(self, names: Iterable[str]) -> Place:
        place = unit_of(self.programme, self.source, names)
        if place.lacks is None or not self.is_told:
            return place
        return replace(place, lacks=replace(place.lacks, passed_over=True))

    def _period(self, location: Json) -> tuple[datetime | None, datetime | None]:
        period = mapping(location.get("period"))
        start, end = (self._read(each, text(period, each)).start for each in ("start", "end"))
        return start, end

    def _names_of(self, reference: object, within: Json) -> Iterator[str]:
        """All names of a location, the most exact first."""
        location = mapping(reference)
        written = text(location, "reference")
        found = self.body.at_end_of(location, within)
        yield written
        yield short(written)
        yield short(written).rpartition("/")[2]
        yield text(mapping(location.get("identifier")), "value")
        for each in map(mapping, items(found.get("identifier"))):
            yield text(each, "value")
        yield text(location, "display")
        yield text(found, "name")

    # ---- Patient ----

    def patient(self, resource: Json) -> Statement | None:
        """A patient who died or lives; a stay in the body gives the unit, and often the time."""
        name = name_of(resource)
        if not name:
            raise BadField("Patient.id", "is missing, so the patient is unknown")
        died = text(resource, "deceasedDateTime")
        deceased = resource.get("deceasedBoolean")
        if not isinstance(deceased, bool | None):
            raise BadField("Patient.deceasedBoolean", "is neither true nor false")
        stay = self._stay_of(name)
        if died:
            when = self._decided(
                {"deceasedDateTime": died, "meta.lastUpdated": self._updated(resource)}
            )
        elif stay:
            when = self._stay_end(stay, "")
        else:
            reason = "says no time, and no stay is with it"
            when = Decided(lacks=Lacks("Patient.deceased", reason, passed_over=True))
        place = self.place(stay, when)
        if not stay and place.lacks is not None:
            # A patient's record need not say where the patient is.
            place = replace(place, lacks=replace(place.lacks, passed_over=True))
        told = PATIENT["time" if died else str(deceased).lower() if deceased is not None else ""]
        return replace(self._statement(name, resource, place, when), person=told.says)

    def _stay_of(self, patient: str) -> Json:
        """The last stay of this patient in the body; empty if there is none."""
        found: Json = {}
        for each in self.body.of("Encounter"):
            subject = each.get("subject") or each.get("patient")
            if self._subject(subject, each) == patient:
                found = each
        return found

    # ---- AdverseEvent ----

    def adverse_event(self, resource: Json) -> SourceReport | PassedOver | None:
        """A recorded adverse event; ``None`` if it is too old or outside this programme."""
        name = name_of(resource)
        if not name:
            raise BadField("AdverseEvent.id", "is missing")
        cancelled = text(resource, "status") in NEVER_WAS
        when = self._decided(
            {
                "date": text(resource, "date"),
                "occurrenceDateTime": text(resource, "occurrenceDateTime"),
                "occurrencePeriod": text(mapping(resource.get("occurrencePeriod")), "start"),
                "detected": text(resource, "detected"),
                "recordedDate": text(resource, "recordedDate"),
            }
        )
        if when.latest is not None and when.latest < self.now - BEHIND:
            return None
        place = self._event_place(resource, when)
        if place.elsewhere:
            return None
        lacks = when.lacks or place.lacks
        if lacks is not None or when.latest is None:
            fault = lacks or Lacks("time", "is missing")
            if when.lacks is None and fault.passed_over:
                return PassedOver(
                    self.source.key, replace(fault, field=f"AdverseEvent.{fault.field}")
                )
            raise BadField(f"AdverseEvent.{fault.field}", fault.reason)
        harm = self._harm(resource)
        return SourceReport(
            source=self.source.key,
            id=name,
            kind=self._kind(resource, harm),
            harm=harm,
            unit=place.unit,
            occurred_at=when.latest,
            cancelled=cancelled,
        )

    def _event_place(self, resource: Json, when: Decided) -> Place:
        if resource.get("location") is not None:
            names = self._names_of(resource["location"], resource)
            return self._unit_of(names)
        return self.place(self.body.at_end_of(resource.get("encounter"), resource), when)

    def _kind(self, resource: Json, harm: Harm) -> Kind:
        # R4 has it in "event", R5 in "code".
        named = [
            *codes(resource.get("event")),
            *codes(resource.get("code")),
            *codes(resource.get("category")),
        ]
        mapped = first_known(self.source.kinds, Kind, named)
        if mapped is not None:
            return mapped
        if text(resource, "actuality") == "potential":
            return Kind.NEAR_MISS
        found = {each.casefold() for each in named}
        for code, kind in CODES["kinds"].items():
            if code in found:
                return Kind(kind)
        by_harm = {Harm.DEATH: self.source.kind, Harm.SEVERE: Kind.SERIOUS_HARM}
        return by_harm.get(harm, Kind.OTHER)

    def _harm(self, resource: Json) -> Harm:
        named = [
            code
            for field in ("outcome", "severity", "seriousness")
            for code in codes(resource.get(field))
        ]
        known = [harm for each in named if (harm := self._known_harm(each)) is not None]
        if known:
            # Whatever else it says, somebody died.
            return Harm.DEATH if Harm.DEATH in known else known[0]
        potential = text(resource, "actuality") == "potential"
        return Harm.NONE if potential else Harm.UNKNOWN

    def _known_harm(self, word: str) -> Harm | None:
        mapped = first_known(self.source.harms, Harm, [word])
        usual = CODES["harms"].get(word.casefold())
        return mapped or (Harm(usual) if usual else None)

    # ---- shared ----

    def _subject(self, reference: object, within: Json) -> str:
        """The patient's id, the same whether the body has the resource or only a reference.

        The id of a contained resource names it in that one resource alone, and is no patient's.
        """
        subject = mapping(reference)
        found = self.body.at_end_of(subject, within)
        written = text(subject, "reference")
        if not is_contained(written):
            name = name_of(found) or short(written)
        else:
            name = business_name_of(found)
        if name:
            return name
        identifier = mapping(subject.get("identifier"))
        value = text(identifier, "value")
        return f"{text(identifier, 'system')}|{value}" if value else ""

    def _updated(self, resource: Json) -> str:
        return text(mapping(resource.get("meta")), "lastUpdated") or self.body.at

    def _updated_at(self, resource: Json) -> datetime:
        """When the resource was last changed; statements are ordered by this."""
        return self._read("meta.lastUpdated", self._updated(resource)).moment or self.now

    def _read(self, place: str, written: str) -> When:
        return timestamps.when(written, place, self.zone, self.now)

    def _decided(self, written: Mapping[str, str]) -> Decided:
        """When a death happened, by the first of these places that has a time."""
        return timestamps.decided(starmap(self._read, written.items()), self.now)


def _disposition(resource: Json) -> object:
    # R4 has it in "hospitalization", R5 in "admission".
    stay = mapping(resource.get("hospitalization")) or mapping(resource.get("admission"))
    return stay.get("dischargeDisposition")
