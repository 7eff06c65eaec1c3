"""FHIR R4 and R5: adverse events, stays that ended in a death, and people who died.

Read are ``AdverseEvent``, ``Encounter`` (its discharge disposition) and ``Patient.deceased``,
alone or in a bundle: a subscription's notification (R4 backport, R4B, R5) or any other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from adapters.intake import moments
from adapters.intake.faults import BadField
from adapters.intake.fhir_resources import (
    Body,
    Json,
    body_of,
    codes,
    items,
    mapping,
    name_of,
    short,
    text,
)
from adapters.intake.mapped import BEHIND, Place, harm_named, kind_of, unit_of, zone_of
from adapters.intake.take import Said
from bot.adverse_events.model import SourceReport
from bot.adverse_events.statements import Lacks, Says, Statement
from bot.core.clock import in_zone
from bot.programme.model import Harm, Kind, Programme, Source

DIED = frozenset({"exp", "20", "40", "41", "42"})
"""``exp`` of FHIR's discharge dispositions, and those of HL7 table 0112 where they are kept."""

NEVER_WAS = frozenset({"cancelled", "entered-in-error"})
MEDICATION = frozenset(
    {
        "product-use-error",
        "wrong-dose",
        "incorrect-prescribing-information",
        "wrong-route-of-administration",
        "wrong-rate",
        "wrong-duration",
        "wrong-time",
        "expired-drug",
        "medication-mishap",
    }
)
PROCEDURE = frozenset(
    {
        "wrong-technique",
        "wrong-body-site",
        "wrong-patient",
        "procedure-mishap",
        "medical-device-use-error",
        "medical-device",
        "device",
    }
)
HARMS: Mapping[str, Harm] = {
    "fatal": Harm.DEATH,
    "death": Harm.DEATH,
    "severe": Harm.SEVERE,
    "moderate": Harm.MODERATE,
    "mild": Harm.MILD,
    "serious": Harm.SEVERE,
    "results in death": Harm.DEATH,
    "is life-threatening": Harm.SEVERE,
    "non-serious": Harm.MILD,
}
"""FHIR's own words for outcome, severity (R4) and seriousness."""


def read(programme: Programme, source: Source, raw: bytes, now: datetime) -> list[Said]:
    """What a body says. Raises ``BadField``; what is no resource of ours is passed over."""
    body = body_of(raw)
    reader = _Reader(programme, source, body, now)
    said: list[Said] = []
    for resource in body.resources:
        found: Said | None = None
        match resource.get("resourceType"):
            case "Encounter":
                found = reader.encounter(resource)
            case "Patient":
                found = reader.patient(resource)
            case "AdverseEvent":
                found = reader.adverse_event(resource)
        if found is not None:
            said.append(found)
    return said


@dataclass(frozen=True)
class _When:
    """A moment, or the day alone, or what is wrong."""

    moment: datetime | None = None
    lacks: Lacks | None = None


@dataclass(frozen=True)
class _Reader:
    programme: Programme
    source: Source
    body: Body
    now: datetime

    @property
    def zone(self) -> str:
        return zone_of(self.programme, self.source)

    # ---- Encounter ----

    def encounter(self, resource: Json) -> Statement | None:
        """A stay: how it ended, or that it never was."""
        visit = name_of(resource)
        subject = resource.get("subject") or resource.get("patient")
        patient = self._subject(subject, resource) or (f"visit {visit}" if visit else "")
        if not patient:
            raise BadField("Encounter.subject", "is missing, and so is the id")
        stay = self._ended(resource)
        died = text(self.body.at_end_of(subject, resource), "deceasedDateTime")
        place = self.place(resource)
        when = self._stay_end(resource, died)
        said_at = self._said_at(resource)
        return Statement(
            source=self.source.key,
            patient=patient,
            visit=visit,
            said_at=said_at,
            sent_at=said_at,
            stay=stay,
            kind=self.source.kind,
            unit=place.unit,
            occurred_at=when.moment,
            lacks=when.lacks or place.lacks,
            elsewhere=place.elsewhere,
        )

    def _ended(self, resource: Json) -> Says:
        if text(resource, "status") in NEVER_WAS:
            return Says.CANCELLED
        # R4 says it under "hospitalization", R5 under "admission".
        stay = mapping(resource.get("hospitalization")) or mapping(resource.get("admission"))
        named = {each.casefold() for each in codes(stay.get("dischargeDisposition"))}
        # A resource is the whole of what is known: without the word, it is not so (any more).
        return Says.DIED if named & (set(self.source.died) or DIED) else Says.LIVES

    def _stay_end(self, resource: Json, died: str) -> _When:
        period = mapping(resource.get("period")) or mapping(resource.get("actualPeriod"))
        return self._when([died, text(period, "end"), self._updated(resource)])

    def place(self, resource: Json) -> Place:
        """The unit a stay was in: where it still is, else where it was last."""
        places = [mapping(each) for each in items(resource.get("location"))]
        active = [each for each in places if text(each, "status") == "active"]
        names: list[str] = []
        for each in [*active, *reversed(places)]:
            names += self._names_of(each.get("location"), resource)
        return unit_of(self.programme, self.source, names)

    def _names_of(self, reference: object, within: Json) -> Iterator[str]:
        """All a location may be called, the most exact first."""
        said = mapping(reference)
        written = text(said, "reference")
        found = self.body.at_end_of(said, within)
        yield written
        yield short(written)
        yield short(written).rpartition("/")[2]
        yield text(mapping(said.get("identifier")), "value")
        for each in map(mapping, items(found.get("identifier"))):
            yield text(each, "value")
        yield text(said, "display")
        yield text(found, "name")

    # ---- Patient ----

    def patient(self, resource: Json) -> Statement | None:
        """A person: died or lives. Where, and often when, only a stay beside it can say."""
        if any(code.casefold() == "subsetted" for code in self._tags(resource)):
            return None
        name = name_of(resource)
        if not name:
            raise BadField("Patient.id", "is missing: nobody can say who is meant")
        died = text(resource, "deceasedDateTime")
        deceased = resource.get("deceasedBoolean")
        if not isinstance(deceased, bool | None):
            raise BadField("Patient.deceasedBoolean", "is neither true nor false")
        stay = self._stay_of(name)
        place = self.place(stay)
        if died:
            when = self._when([died, self._updated(resource)])
        elif stay:
            when = self._stay_end(stay, "")
        else:
            when = _When(lacks=Lacks("Patient.deceased", "says no time, and no stay is with it"))
        said_at = self._said_at(resource)
        return Statement(
            source=self.source.key,
            patient=name,
            said_at=said_at,
            sent_at=said_at,
            person=Says.DIED if died or deceased else Says.LIVES,
            kind=self.source.kind,
            unit=place.unit,
            occurred_at=when.moment,
            lacks=when.lacks or place.lacks,
            elsewhere=place.elsewhere,
        )

    def _tags(self, resource: Json) -> list[str]:
        return [
            text(mapping(each), "code") for each in items(mapping(resource.get("meta")).get("tag"))
        ]

    def _stay_of(self, patient: str) -> Json:
        """The last stay of this person that came along; empty if none did."""
        found: Json = {}
        for each in self.body.of("Encounter"):
            subject = each.get("subject") or each.get("patient")
            if self._subject(subject, each) == patient:
                found = each
        return found

    # ---- AdverseEvent ----

    def adverse_event(self, resource: Json) -> SourceReport | None:
        """What somebody wrote down as an adverse event; what lies far back is passed over."""
        name = name_of(resource)
        if not name:
            raise BadField("AdverseEvent.id", "is missing")
        cancelled = text(resource, "status") in NEVER_WAS
        when = self._when(
            [
                text(resource, "date"),
                text(resource, "occurrenceDateTime"),
                text(mapping(resource.get("occurrencePeriod")), "start"),
                text(resource, "detected"),
                text(resource, "recordedDate"),
            ]
        )
        if when.moment is not None and when.moment < self.now - BEHIND:
            return None
        place = self._event_place(resource)
        if place.elsewhere:
            return None
        lacks = when.lacks or place.lacks
        if lacks is not None or when.moment is None:
            fault = lacks or Lacks("time", "is missing")
            raise BadField(f"AdverseEvent.{fault.field}", fault.reason)
        harm = self._harm(resource)
        return SourceReport(
            source=self.source.key,
            id=name,
            kind=self._kind(resource, harm),
            harm=harm,
            unit=place.unit,
            occurred_at=when.moment,
            cancelled=cancelled,
        )

    def _event_place(self, resource: Json) -> Place:
        if resource.get("location") is not None:
            names = self._names_of(resource["location"], resource)
            return unit_of(self.programme, self.source, names)
        return self.place(self.body.at_end_of(resource.get("encounter"), resource))

    def _kind(self, resource: Json, harm: Harm) -> Kind:
        # R4 calls it "event", R5 "code".
        named = [
            *codes(resource.get("event")),
            *codes(resource.get("code")),
            *codes(resource.get("category")),
        ]
        mapped = kind_of(self.source, named)
        if mapped is not None:
            return mapped
        if text(resource, "actuality") == "potential":
            return Kind.NEAR_MISS
        said = {each.casefold() for each in named}
        if said & MEDICATION:
            return Kind.MEDICATION_EVENT
        if said & PROCEDURE:
            return Kind.PROCEDURE_EVENT
        by_harm = {Harm.DEATH: self.source.kind, Harm.SEVERE: Kind.SERIOUS_HARM}
        return by_harm.get(harm, Kind.OTHER)

    def _harm(self, resource: Json) -> Harm:
        named = [
            code
            for field in ("outcome", "severity", "seriousness")
            for code in codes(resource.get(field))
        ]
        mapped = harm_named(self.source, named)
        if mapped is not None:
            return mapped
        for each in named:
            if each.casefold() in HARMS:
                return HARMS[each.casefold()]
        potential = text(resource, "actuality") == "potential"
        return Harm.NONE if potential else Harm.UNKNOWN

    # ---- what they share ----

    def _subject(self, reference: object, within: Json) -> str:
        """What a patient is known by: the same whether it is pointed at or comes along."""
        said = mapping(reference)
        found = self.body.at_end_of(said, within)
        if found:
            return name_of(found)
        written = text(said, "reference")
        if written:
            return short(written)
        identifier = mapping(said.get("identifier"))
        value = text(identifier, "value")
        return f"{text(identifier, 'system')}|{value}" if value else ""

    def _updated(self, resource: Json) -> str:
        return text(mapping(resource.get("meta")), "lastUpdated") or self.body.at

    def _said_at(self, resource: Json) -> datetime:
        """When this was written down; the order in which things were said goes by it."""
        found = self._moment(self._updated(resource))
        return found if isinstance(found, datetime) else self.now

    def _moment(self, written: str) -> datetime | date | None:
        try:
            return moments.of_fhir(written, self.zone, self.now) if written else None
        except (ValueError, OverflowError):
            return None

    def _when(self, places: Iterable[str]) -> _When:
        """The first of these moments. A day alone says nothing about who was there then."""
        day: date | None = None
        for found in map(self._moment, places):
            if found is None:
                continue
            if not isinstance(found, datetime):
                day = day or found
                continue
            if day is not None and in_zone(found, self.zone).date() != day:
                continue
            if found > self.now + moments.AHEAD:
                return _When(lacks=Lacks("time", "lies in the future"))
            return _When(min(found, self.now))
        if day is None:
            return _When(lacks=Lacks("time", "is missing"))
        start = moments.on_the_wall(datetime.combine(day, datetime.min.time()), self.zone, self.now)
        return _When(start, Lacks("time", "says the day and not the hour"))
