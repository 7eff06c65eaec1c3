"""Everything the playbook says, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.core.lines import SupportLine
from bot.programme.external_sources import Calendar, HrFile
from bot.programme.model.hours import BY_DAY, USUAL_LADDER, Ladder, ServiceHours
from bot.programme.model.names import Option
from bot.programme.model.options import Rota, TalkOption
from bot.programme.model.places import Area, Unit
from bot.programme.model.sources import Source
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
    options: Mapping[str, TalkOption] = field(default_factory=dict)
    """What is said of each ``Option``, by its value, and of a peer ``OUTSIDE``."""
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
        options = dict(self.options)
        for key, said in found.options.items():
            options[key] = said.over(options.get(key, TalkOption()))
        return replace(
            self,
            zone=found.zone or self.zone,
            hours=found.hours or self.hours,
            ladder=found.ladder or self.ladder,
            options=options,
            lines=lines,
            facts_contact=found.facts_contact or self.facts_contact,
        )

    def around(self, unit: str) -> "Programme":
        """The programme as it is in the area of a unit, and for a person of no known unit."""
        area = self.area_of_unit(unit)
        return self.within(area.key if area else "")

    def takers(self, area: Area, option: Option) -> tuple[str, ...]:
        """The people, by reference, who may take a request for this option in an area."""
        match option:
            case Option.PEER:
                return area.supporters
            case Option.CHAPLAIN:
                return area.chaplains
            case Option.EAP:
                said = self.within(area.key).options
                return said[option].desk if option in said else ()

    def hours_for(self, option: Option) -> ServiceHours:
        """When requests for this option are answered; the programme's hours for a peer."""
        said = self.options.get(option) if option is not Option.PEER else None
        return (said and said.hours) or self.hours

    def ladder_for(self, option: Option) -> Ladder:
        """The ladder under a request for this option; the programme's for a peer."""
        said = self.options.get(option) if option is not Option.PEER else None
        return (said and said.ladder) or self.ladder

    def notes_kept(self, area: str, trigger: Trigger) -> tuple[str, ...]:
        """The later notes after an event of an area (by key): the nearest word counts."""
        found = self.area(area)
        nearest = trigger.stages or (found.later_notes if found else ()) or self.later_notes
        return nearest or LATER_NOTES

    def line_of(self, option: str) -> SupportLine | None:
        """The support line that reaches an option by telephone."""
        key = self.options[option].line if option in self.options else ""
        return next((line for line in self.lines if line.key == key), None) if key else None
