"""The programme: everything the playbook says, in one value."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property

from bot.core.lines import SupportLine
from bot.core.people import Employment
from bot.programme.model.default_kinds import DEFAULT_KINDS, FIRST_KIND
from bot.programme.model.external_sources import Calendar, HrFile
from bot.programme.model.hours import BY_DAY, USUAL_LADDER, Ladder, OffDutyRules, ServiceHours
from bot.programme.model.names import ANNOUNCEMENTS
from bot.programme.model.paging import NO_PAGING, Paging, PagingWay
from bot.programme.model.places import Area, Unit
from bot.programme.model.reports import USUAL_REPORTS, ReportRules
from bot.programme.model.rotas import Rota
from bot.programme.model.sources import Source
from bot.programme.model.support_kinds import SupportKind
from bot.programme.model.triggers import LATER_NOTES, Group, Trigger


@dataclass(frozen=True)
class Programme:
    """Everything the playbook says."""

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
    """Who answers "where can I talk about what happened?" (risk, quality, counsel), in words."""
    urgent: tuple[str, ...] = ()
    """The steps to take when somebody may be in danger."""
    supports: tuple[SupportKind, ...] = (DEFAULT_KINDS[FIRST_KIND],)
    """The support kinds, in the order in which they are shown."""
    later_notes: tuple[str, ...] = ()
    """The later notes if neither the trigger nor the area names any; all when empty."""
    rotas: tuple[Rota, ...] = ()
    smallest_count: int = 11
    """How many talks stand behind a response time that is told, at least."""
    reports: ReportRules = USUAL_REPORTS
    """From which number on, and for which periods, counts are published."""
    off_duty: OffDutyRules = field(default_factory=OffDutyRules)
    paging: Paging = NO_PAGING
    """Whom the hospital's paging reaches while nobody has taken a request."""
    names_kept: timedelta = timedelta(days=60)
    """How long after a report the names of the people it reached are kept, at most."""
    remembers: bool = True
    """Whether somebody may ask to be remembered past that time, for a day they choose."""
    open_messages: bool = False
    """Whether unasked private messages show their words in every notification."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """The hospital's own texts, by their key in the catalogue."""
    language: str = "en"
    """The language of what stands in channels, and of people whose own is not known."""
    address: str = ""
    """The public address of this service, without a slash at the end; empty if unknown."""

    def unit(self, key: str) -> Unit | None:
        """The unit with this key."""
        return next((unit for unit in self.units if unit.key == key), None)

    def area(self, key: str) -> Area | None:
        """The area with this key."""
        return next((area for area in self.areas if area.key == key), None)

    def run_by(self, person: str) -> tuple[Area, ...]:
        """The areas that a person, by reference, coordinates."""
        return tuple(area for area in self.areas if area.is_run_by(person))

    def units_run_by(self, person: str) -> tuple[Unit, ...]:
        """The units of these areas."""
        keys = {area.key for area in self.run_by(person)}
        return tuple(unit for unit in self.units if unit.area in keys)

    def source(self, key: str) -> Source | None:
        """The source with this key."""
        return next((source for source in self.sources if source.key == key), None)

    def trigger(self, key: str) -> Trigger | None:
        """The trigger with this key."""
        return next((trigger for trigger in self.triggers if trigger.key == key), None)

    def area_of_unit(self, key: str) -> Area | None:
        """The area of a unit; the first area if the unit is not known."""
        unit = self.unit(key)
        if unit is not None:
            return self.area(unit.area)
        return self.areas[0] if self.areas else None

    def within(self, area: str) -> "Programme":
        """The programme with an area's own values in place of the programme's.

        Support lines for other areas are left out. An unknown area changes nothing else.
        """
        if area not in self._within:
            self._within[area] = self._made_within(area)
        return self._within[area]

    @cached_property
    def _within(self) -> "dict[str, Programme]":
        """By area, what was made before: one press asks for the same several times."""
        return {}

    def _made_within(self, area: str) -> "Programme":
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
            paging=found.paging or self.paging,
        )

    def around(self, unit: str) -> "Programme":
        """The programme as it applies in a unit's area (see ``area_of_unit``)."""
        area = self.area_of_unit(unit)
        return self.within(area.key if area else "")

    def on_platforms(self, names: Collection[str]) -> "Programme":
        """The programme with only the channels that are on these platforms."""
        areas = tuple(replace(a, channels=_channels_on(a.channels, names)) for a in self.areas)
        units = tuple(replace(u, channels=_places_on(u.channels, names)) for u in self.units)
        channels = _channels_on(self.channels, names)
        return replace(self, channels=channels, areas=areas, units=units)

    def support(self, key: str) -> SupportKind | None:
        """The support kind with this key; ``None`` if the playbook does not have it."""
        return next((kind for kind in self.supports if kind.key == key), None)

    def kind(self, key: str) -> SupportKind:
        """The support kind with this key; a default one if the playbook no longer has it."""
        return self.support(key) or DEFAULT_KINDS.get(key) or SupportKind(key=key)

    def paging_address(self, key: str) -> str | None:
        """The address of a way of paging by its key (``PagingWay``); ``None`` if there is none."""
        found = PagingWay.parse(key)
        return self.within(found.area).paging.address(found.way)

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
        """Whether a kind can be reached in an area: by request, telephone, pager, or externally."""
        asked = area is not None and bool(self.takers(area, kind.key))
        return asked or kind.external or bool(kind.line or kind.operator)

    def offered(self, area: Area | None, employment: Employment) -> tuple[SupportKind, ...]:
        """The kinds that an area offers to people with this employment.

        The first kind is open to everybody.
        """
        here = self.within(area.key if area else "")
        return tuple(
            kind
            for kind in here.supports
            if kind.key == FIRST_KIND
            or (kind.is_offered and kind.is_for(employment) and here.can_be_had(area, kind))
        )

    def hours_for(self, kind: str) -> ServiceHours:
        """The service hours of requests of this kind."""
        return self.kind(kind).hours or self.hours

    def ladder_for(self, kind: str) -> Ladder:
        """The escalation levels of requests of this kind."""
        return self.kind(kind).ladder or self.ladder

    def channel_keys(self) -> tuple[str, ...]:
        """The keys of the channels the programme may have."""
        return (*self.private_keys(), ANNOUNCEMENTS)

    def private_keys(self) -> tuple[str, ...]:
        """The keys of the private channels for requests, including those of the default kinds."""
        kinds = (*DEFAULT_KINDS.values(), *self.supports)
        return tuple(dict.fromkeys(kind.channel_key for kind in kinds if not kind.external))

    def notes_kept(self, area: str, trigger: Trigger) -> tuple[str, ...]:
        """The later notes after an event: the trigger's, else the area's, else the programme's."""
        found = self.area(area)
        nearest = trigger.stages or (found.later_notes if found else ()) or self.later_notes
        return nearest or LATER_NOTES

    def line_of(self, kind: str) -> SupportLine | None:
        """The support line that reaches a kind by telephone, if there is one."""
        key = self.kind(kind).line
        return next((line for line in self.lines if line.key == key), None) if key else None


def _places_on(places: Mapping[str, str], names: Collection[str]) -> Mapping[str, str]:
    return {platform: place for platform, place in places.items() if platform in names}


def _channels_on(
    channels: Mapping[str, Mapping[str, str]], names: Collection[str]
) -> Mapping[str, Mapping[str, str]]:
    found = {key: _places_on(places, names) for key, places in channels.items()}
    return {key: places for key, places in found.items() if places}
