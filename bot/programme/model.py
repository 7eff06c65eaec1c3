"""The programme: areas, units, shifts, roles, hours, triggers. Set by the playbook.

People stand here by reference only; who they are is in the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.lines import SupportLine
from bot.people import Employment
from bot.programme.elsewhere import Calendar, HrFile
from bot.storage import Record

CLAIMS = "claims"
"""The key of the private channel in which supporters claim requests."""
CHAPLAINS = "chaplains"
"""The key of the private channel of the chaplains."""
EAP_DESK = "eap"
"""The key of the private channel of the EAP's desk, which takes call-backs."""
ANNOUNCEMENTS = "announcements"
"""The key of the open channel in which the programme says that it exists."""
OF_UNIT = "unit/"
"""Before a unit's key: the key of that unit's own channel."""
OF_AREA = "area/"
"""Before an area's key, a stroke and one of ``PRIVATE``: the key of that area's own channel."""
PRIVATE = (CLAIMS, CHAPLAINS, EAP_DESK)
"""The channels in which requests are claimed; an area may have its own in place of them."""
CHANNELS = (*PRIVATE, ANNOUNCEMENTS)
"""The channels a programme may have, each on any of its platforms."""


class Kind(StrEnum):
    """What kind of adverse event it was (the words of the contract)."""

    PATIENT_DEATH = "patient_death"
    UNEXPECTED_DEATH = "unexpected_death"
    PAEDIATRIC_EVENT = "paediatric_event"
    SERIOUS_HARM = "serious_harm"
    MEDICATION_EVENT = "medication_event"
    PROCEDURE_EVENT = "procedure_event"
    NEAR_MISS = "near_miss"
    RESUSCITATION = "resuscitation"
    VIOLENCE_OR_THREAT = "violence_or_threat"
    EXPOSURE_INJURY = "exposure_injury"
    LITIGATION_NOTICE = "litigation_notice"
    DISCLOSURE_TALK = "disclosure_talk"
    EVENT_REVIEW = "event_review"
    FIRST_DAY_BACK = "first_day_back"
    ANNIVERSARY = "anniversary"
    COLLEAGUE_LOSS = "colleague_loss"
    OTHER = "other"


class Option(StrEnum):
    """Whom one may talk with: a peer (tier 2), or a chaplain or the EAP (tier 3)."""

    PEER = "peer"
    CHAPLAIN = "chaplain"
    EAP = "eap"


class Harm(StrEnum):
    """How great the harm was, greatest first (AHRQ Harm Scale v1.2)."""

    DEATH = "death"
    SEVERE = "severe"
    MODERATE = "moderate"
    MILD = "mild"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Shift:
    """A shift on the unit's own clock; one that ends before it starts ends the next day."""

    key: str
    starts: time
    ends: time


@dataclass(frozen=True)
class Unit:
    """A ward or department. People by reference; ``cover`` in the order they are asked."""

    key: str
    name: str
    area: str
    zone: str
    leads: tuple[str, ...] = ()
    next_in_line: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()
    slack_group: str = ""
    """A user group whose members are this unit's people as well, ``TEAM:GROUP``."""
    teams_team: str = ""
    """A team of Teams whose members are this unit's people as well, ``TENANT:CONVERSATION``."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """Where the whole unit reads, by platform; for offers that go to nobody in particular."""


@dataclass(frozen=True)
class ServiceHours:
    """When requests are answered: days (``mon`` …) and wall times in the programme's zone.

    On ``holidays`` (``YYYY-MM-DD``) the hours do not begin.
    """

    days: tuple[str, ...]
    starts: time
    ends: time
    holidays: tuple[str, ...] = ()


class Audience(StrEnum):
    """Whom a trigger reaches where the report itself names nobody."""

    ON_SHIFT = "on_shift"
    AROUND = "shifts_around"


class Offer(StrEnum):
    """What a first note may offer beside "No thanks" and what is always there."""

    BREAK = "break"
    TALK = "talk"


LATER_NOTES = ("72h", "1w", "1m")
"""The later notes a trigger may keep or leave out; the one after "later" is the person's own."""


class Check(StrEnum):
    """What has to be done before a trigger goes live: a note nobody was told of frightens."""

    ANNOUNCED = "announced"
    LEADS = "leads"
    UNION = "union"
    COUNSEL = "counsel"
    POLICY = "policy"


class Contradiction(StrEnum):
    """What a trigger says that cannot be together."""

    ONE_WAY = "one_way"
    NO_GROUPS = "no_groups"
    NO_CHANNEL = "no_channel"


@dataclass(frozen=True)
class Group:
    """People of several units who come together to an event, such as the resuscitation team."""

    key: str
    name: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trigger:
    """When first notes go for a kind (or ``*``) at this harm or a greater one, and to whom.

    ``delay`` counts from when it happened, ``hold_off`` from when it was reported. Without
    ``units`` it is for all of them; ``starts`` and ``ends`` are the first and the last day
    (``YYYY-MM-DD`` on the programme's clock, empty for ever). ``groups`` join the audience of
    every event. ``stages`` are the later notes it keeps (empty: all). ``ambient`` posts one offer
    in the unit's channel in place of private notes. ``per_unit`` is how many events of a unit in
    seven days go out without a coordinator's word, ``per_person`` how many first notes one person
    gets in thirty days; zero is no limit. ``milestone`` adds one note to a care that goes on, in
    place of beginning another. What ``checks`` lack keeps it from being live.
    """

    kind: str
    harm: Harm
    delay: timedelta
    hold_off: timedelta
    name: str = ""
    units: tuple[str, ...] = ()
    audience: Audience = Audience.ON_SHIFT
    groups: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = tuple(Offer)
    stages: tuple[str, ...] = ()
    ambient: bool = False
    per_unit: int = 0
    per_person: int = 0
    milestone: bool = False
    starts: str = ""
    ends: str = ""
    paused: bool = False
    checks: tuple[Check, ...] = tuple(Check)

    @property
    def key(self) -> str:
        """What it is called where a name is typed; kind and harm where it was given none."""
        kind = "any" if self.kind == "*" else self.kind.replace("_", "-")
        return self.name or f"{kind}-from-{self.harm}"

    @property
    def is_checked(self) -> bool:
        """Whether everything was done that has to be done before it goes live."""
        return set(self.checks) >= set(Check)

    def is_over(self, day: str) -> bool:
        """Whether its last day lies before this one."""
        return bool(self.ends) and day > self.ends

    def works_on(self, day: str) -> bool:
        """Whether it has a say on this day (``YYYY-MM-DD``), be it a no while it is paused."""
        begun = not self.starts or day >= self.starts
        return self.is_checked and begun and not self.is_over(day)


@dataclass(frozen=True)
class Ladder:
    """How long a request may wait for each step (defaults: 10, 20 and 30 minutes).

    ``confirm`` is how long a claim may go without the person having been reached,
    ``offer`` how long a slot is held for "show me who first".
    """

    remind_first: timedelta = timedelta(minutes=10)
    remind_second: timedelta = timedelta(minutes=20)
    on_call: timedelta = timedelta(minutes=30)
    confirm: timedelta = timedelta(hours=4)
    offer: timedelta = timedelta(hours=2)


OUTSIDE = "outside"
"""The key, among the options, of a peer outside the hospital, whom nobody here is asked for."""
CHANNEL_OF = {Option.PEER: CLAIMS, Option.CHAPLAIN: CHAPLAINS, Option.EAP: EAP_DESK}
"""The private channel in which requests for an option are claimed."""


@dataclass(frozen=True)
class TalkOption:
    """What the playbook says of one option, each text a whole sentence for people.

    ``private`` and ``limits`` are counsel's words: what stays private, and what may not.
    ``answers`` says how soon somebody answers in service hours, ``at_night`` outside of them;
    both end a sentence, as "within 30 minutes" does. ``line`` is the key of the support line
    that reaches it by telephone, ``operator`` the number of the operator who pages. ``open_to``
    are the employments it is for, all when empty. ``desk`` are the people, by reference, who
    call back (the EAP). ``name`` and ``how`` are those of a peer outside the hospital. Without
    ``hours`` or a ``ladder`` of its own it has the programme's.
    """

    private: str = ""
    limits: str = ""
    answers: str = ""
    at_night: str = ""
    line: str = ""
    operator: str = ""
    open_to: tuple[Employment, ...] = ()
    desk: tuple[str, ...] = ()
    name: str = ""
    how: str = ""
    hours: ServiceHours | None = None
    ladder: Ladder | None = None

    def over(self, other: "TalkOption") -> "TalkOption":
        """What an area says of an option over what the programme says of it."""
        mine = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(other, **{name: value for name, value in mine.items() if value})

    def is_for(self, employment: Employment) -> bool:
        """Whether somebody employed like this may use it."""
        return not self.open_to or employment in self.open_to


@dataclass(frozen=True)
class RotaTurn:
    """A turn of duty that comes round: whose, by reference, and when, on the programme's clock.

    Without ``days`` it is every day's. One that ends before it starts ends the next day.
    """

    person: str
    starts: time
    ends: time
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rota:
    """Whose turn it is, in one area and for one option; what supporters set themselves adds to it.

    ``calendar`` is the address of an iCalendar feed that says so as well.
    """

    area: str
    option: Option = Option.PEER
    turns: tuple[RotaTurn, ...] = ()
    calendar: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.area}:{self.option}"


@dataclass(frozen=True)
class Area:
    """A boundary of authority: who answers for it, who supports in it, who is on call for it.

    ``physician_leads`` stand for it among physicians; a ``programme_manager`` may do there what
    its ``coordinators`` may, without being asked at night. ``counsel`` may put its records on
    hold. ``investigators`` (risk, quality, review) are kept apart from requests.
    ``house_supervisors`` are asked for relief when a unit has nobody.

    From ``zone`` on it says in place of the programme what it does say; what is empty is the
    programme's (``Programme.within``). In its ``options`` that holds for each value.
    """

    key: str
    name: str
    coordinators: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    chaplains: tuple[str, ...] = ()
    on_call: tuple[str, ...] = ()
    counsel: tuple[str, ...] = ()
    investigators: tuple[str, ...] = ()
    house_supervisors: tuple[str, ...] = ()
    supporter_cap: int = 2
    """How many requests one supporter holds at a time at most."""
    later_notes: tuple[str, ...] = ()
    """The later notes kept where a trigger says nothing of them (empty: the programme's)."""
    places: tuple[str, ...] = ()
    """Where a group session can be held, in words."""
    facilitators: tuple[str, ...] = ()
    """Who may be asked to lead one (empty: the area's supporters and chaplains)."""
    physician_leads: tuple[str, ...] = ()
    programme_manager: str = ""
    zone: str = ""
    hours: ServiceHours | None = None
    ladder: Ladder | None = None
    options: Mapping[str, TalkOption] = field(default_factory=dict)
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    facts_contact: str = ""

    def is_run_by(self, person: str) -> bool:
        """Whether a person, by reference, may configure it and see its totals."""
        return bool(person) and person in {*self.coordinators, self.programme_manager}


class SourceForm(StrEnum):
    """How a source writes its messages."""

    JSON = "json"
    FHIR = "fhir"
    HL7 = "hl7"
    CSV = "csv"


@dataclass(frozen=True)
class Source:
    """A system that may report adverse events.

    ``fields`` says where in its messages each thing stands (empty: where the form has it),
    ``kinds``, ``harms`` and ``units`` what its own words mean, by the word in small letters;
    nothing else of a message is read. ``kind`` is what it reports where it does not say.
    ``died`` are the codes by which somebody left because they died (empty: the usual ones),
    ``peers`` the addresses that may connect (HL7), ``zone`` that of its times without one
    (empty: the programme's). With ``only_these_units`` what happens in another is passed over.
    """

    key: str
    name: str
    form: SourceForm = SourceForm.JSON
    zone: str = ""
    kind: Kind = Kind.PATIENT_DEATH
    peers: tuple[str, ...] = ()
    died: tuple[str, ...] = ()
    time_format: str = ""
    only_these_units: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    harms: Mapping[str, Harm] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Programme:
    """Everything the playbook says, checked whole."""

    name: str
    zone: str
    areas: tuple[Area, ...] = ()
    units: tuple[Unit, ...] = ()
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hours: ServiceHours = ServiceHours(
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), time(8), time(20)
    )
    ladder: Ladder = Ladder()
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


CURRENT = "current"


@dataclass(frozen=True, kw_only=True)
class Configuration(Record):
    """The programme as applied last; its reference is always ``current``.

    ``document`` is the programme as JSON, people by reference. ``paused`` stops first notes and
    follow-ups everywhere; what a person asks for goes on. ``file`` is a keyed mark of the file
    that was applied last, so that starting with the same file takes nothing back.
    """

    applied_at: datetime
    version: int = 1
    document: str = "{}"
    paused: bool = False
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeVersion(Record):
    """The programme as it was applied once; its reference is the version's number.

    Kept so that what was removed can be put back, and so that "what did it say then" has an
    answer. People stand in it by reference, as they do in the present one.
    """

    number: int
    at: datetime
    document: str = "{}"


@dataclass(frozen=True, kw_only=True)
class AuditEntry(Record):
    """Who changed the configuration, hash-chained; never who was asked or answered."""

    at: datetime
    number: int
    who: str
    what: str
    digest: str
