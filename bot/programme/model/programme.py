"""Everything the playbook says, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.core.lines import SupportLine
from bot.core.people import Employment
from bot.programme.external_sources import Calendar, HrFile
from bot.programme.model.default_kinds import DEFAULT_KINDS, FIRST_KIND
from bot.programme.model.hours import BY_DAY, USUAL_LADDER, Ladder, ServiceHours
from bot.programme.model.names import ANNOUNCEMENTS
from bot.programme.model.places import Area, Unit
from bot.programme.model.rotas import Rota
from bot.programme.model.sources import Source
from bot.programme.model.support_kinds import SupportKind
from bot.programme.model.triggers import LATER_NOTES, Group, Trigger


@dataclass(frozen=True)
class Programme:
    """Everything the playbook says, checked whole."""

    name: str
    zone: str
    areas: tuple[Area, ...] = ()
    units: tuple[Unit, ...] = ()
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hours: ServiceHours = BY_DAY
    ladder: Ladder = USUAL_LADDER
    triggers: tuple[Trigger, ...] = ()
    lines: tuple[SupportLine, ...] = ()
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    hr: HrFile = field(default_factory=HrFile)
    calendars: tuple[Calendar, ...] = ()
    facts_contact: str = ""
    """Whom to ask "where can I talk about what happened?" (risk, quality, counsel), in words."""
    urgent: tuple[str, ...] = ()
    """The steps of the plan for when somebody may be in danger."""
    supports: tuple[SupportKind, ...] = (DEFAULT_KINDS[FIRST_KIND],)
    """Whom one can talk with, in the order in which they are shown."""
    later_notes: tuple[str, ...] = ()
    """The later notes kept where neither a trigger nor an area says anything (empty: all)."""
    rotas: tuple[Rota, ...] = ()
    names_kept: timedelta = timedelta(days=60)
    """After a report it is kept so long, at the latest, whom a note was about."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """The hospital's own words, by their way through the tables of a catalogue."""
    address: str = ""
    """Where calendars reach this service, without a slash at its end; empty where unknown."""

    def unit(self, key: str) -> Unit | None:
        """The unit with this key."""
        return next((unit for unit in self.units if unit.key == key), None)

    def area(self, key: str) -> Area | None:
        """The area with this key."""
        return next((area for area in self.areas if area.key == key), None)

    def source(self, key: str) -> Source | None:
        """The source with this key."""
        return next((source for source in self.sources if source.key == key), None)

    def trigger(self, key: str) -> Trigger | None:
        """The trigger of this name."""
        return next((trigger for trigger in self.triggers if trigger.key == key), None)

    def area_of_unit(self, key: str) -> Area | None:
        """The area a unit lies in; the first area for a person of no known unit."""
        unit = self.unit(key)
        if unit is not None:
            return self.area(unit.area)
        return self.areas[0] if self.areas else None

    def within(self, area: str) -> "Programme":
        """The programme as it is in an area: what the area says of itself, else what this says.

        Lines that are for other areas are left out; of no area, those that are for some.
        """
        lines = tuple(line for line in self.lines if not line.areas or area in line.areas)
        found = self.area(area)
        if found is None:
            return replace(self, lines=lines)
        supports = tuple(kind.within(found.supports.get(kind.key)) for kind in self.supports)
        return replace(
            self,
            zone=found.zone or self.zone,
            hours=found.hours or self.hours,
            ladder=found.ladder or self.ladder,
            supports=supports,
            lines=lines,
            facts_contact=found.facts_contact or self.facts_contact,
        )

    def around(self, unit: str) -> "Programme":
        """The programme as it is in the area of a unit, and for a person of no known unit."""
        area = self.area_of_unit(unit)
        return self.within(area.key if area else "")

    def support(self, key: str) -> SupportKind | None:
        """The support kind with this key, if the playbook has it."""
        return next((kind for kind in self.supports if kind.key == key), None)

    def kind(self, key: str) -> SupportKind:
        """The support kind with this key; of one the playbook has no more, what is still known."""
        return self.support(key) or DEFAULT_KINDS.get(key) or SupportKind(key=key)

    def takers(self, area: Area, kind: str) -> tuple[str, ...]:
        """The people, by reference, who may take requests of a kind in an area."""
        own = area.supports.get(kind)
        if own is not None and own.takers is not None:
            return own.takers
        return self.kind(kind).takers or ()

    def all_takers(self, area: Area) -> tuple[str, ...]:
        """The people, by reference, who take requests of any kind in an area, each once."""
        found = (each for kind in self.supports for each in self.takers(area, kind.key))
        return tuple(dict.fromkeys(found))

    def taken_by(self, person: str) -> tuple[str, ...]:
        """The kinds, by key, whose requests a person (by reference) takes in some area."""
        return tuple(
            kind.key
            for kind in self.supports
            if any(person in self.takers(area, kind.key) for area in self.areas)
        )

    def can_be_had(self, area: Area | None, kind: SupportKind) -> bool:
        """Whether a kind can be reached there: by asking, calling, paging, or from outside."""
        asked = area is not None and bool(self.takers(area, kind.key))
        return asked or kind.external or bool(kind.line or kind.operator)

    def offered(self, area: Area | None, employment: Employment) -> tuple[SupportKind, ...]:
        """The kinds that somebody employed like this is offered in an area.

        Whom the first kind is open to is not asked: it is for everybody.
        """
        here = self.within(area.key if area else "")
        return tuple(
            kind
            for kind in here.supports
            if kind.key == FIRST_KIND
            or (kind.is_offered and kind.is_for(employment) and here.can_be_had(area, kind))
        )

    def hours_for(self, kind: str) -> ServiceHours:
        """When requests of this kind are watched."""
        return self.kind(kind).hours or self.hours

    def ladder_for(self, kind: str) -> Ladder:
        """The escalation levels of a request of this kind."""
        return self.kind(kind).ladder or self.ladder

    def channel_keys(self) -> tuple[str, ...]:
        """The channels the programme may have; an area may have its own private ones."""
        return (*self.private_keys(), ANNOUNCEMENTS)

    def private_keys(self) -> tuple[str, ...]:
        """The private channels in which requests are claimed, those of the default kinds too."""
        kinds = (*DEFAULT_KINDS.values(), *self.supports)
        return tuple(dict.fromkeys(kind.channel_key for kind in kinds if not kind.external))

    def notes_kept(self, area: str, trigger: Trigger) -> tuple[str, ...]:
        """The later notes after an event of an area (by key): the nearest word counts."""
        found = self.area(area)
        nearest = trigger.stages or (found.later_notes if found else ()) or self.later_notes
        return nearest or LATER_NOTES

    def line_of(self, kind: str) -> SupportLine | None:
        """The support line that reaches a kind by telephone."""
        key = self.kind(kind).line
        return next((line for line in self.lines if line.key == key), None) if key else None
