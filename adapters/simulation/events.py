"""What happens in a simulated hospital, and how it is reported."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from adapters.simulation.clinicians import Clinicians
from adapters.simulation.diary import Diary, Happened
from adapters.simulation.hospital import Employee, Hospital, form_of
from adapters.simulation.supporters import Supporters
from bot.adverse_events.model import SourceReport, UnknownUnitError
from bot.adverse_events.names import ADVERSE_EVENT_REPORT, CHECK_IN_PREVIEW
from bot.core.clock import in_zone
from bot.core.conversation import Answer, Ask
from bot.programme import windows_on
from bot.programme.model import Harm, Kind

DAY = timedelta(days=1)
SOURCE = "incidents"
Share = tuple[Kind, Harm, float]
KINDS: tuple[Share, ...] = (
    (Kind.PATIENT_DEATH, Harm.DEATH, 20),
    (Kind.UNEXPECTED_DEATH, Harm.DEATH, 20),
    (Kind.RESUSCITATION, Harm.SEVERE, 15),
    (Kind.VIOLENCE_OR_THREAT, Harm.NONE, 20),
    (Kind.SERIOUS_HARM, Harm.SEVERE, 8),
    (Kind.PAEDIATRIC_EVENT, Harm.MODERATE, 5),
    (Kind.EXPOSURE_INJURY, Harm.MILD, 5),
    # Of calls to RISE 4 % were about an error in care (Edrees 2016).
    (Kind.MEDICATION_EVENT, Harm.MODERATE, 4),
    (Kind.NEAR_MISS, Harm.NONE, 3),
)
"""Kinds of event with the harm done, and how many of a hundred they are; assumed."""
WAITS = (20, 240)
"""Between so many minutes lie an event and its report; assumed."""


@dataclass(frozen=True)
class Mix:
    """Which events there are, and where."""

    kinds: tuple[Share, ...] = KINDS
    areas: Mapping[str, float] = field(default_factory=dict)
    """How many events each area has, by its key; empty where every unit has as many."""


Wish = Callable[[Employee], Awaitable[None]]


class Events:
    """Plans every day's events, and the wishes that come without any."""

    def __init__(
        self,
        hospital: Hospital,
        diary: Diary,
        clinicians: Clinicians,
        supporters: Supporters,
        mix: Mix,
    ) -> None:
        """Let events happen in ``hospital``, of the kinds and in the areas that ``mix`` has."""
        self._kinds, self._areas = mix.kinds, mix.areas
        self._h, self._diary = hospital, diary
        self._clinicians, self._supporters = clinicians, supporters
        self._leads = {unit.key: unit.leads for unit in hospital.programme.units}
        staffed = {each.unit.key for each in hospital.everybody if each.unit and each.person.shift}
        self._units = sorted(staffed)
        self._units_of: dict[str, list[str]] = {}
        for unit in hospital.programme.units:
            if unit.key in staffed:
                self._units_of.setdefault(unit.area, []).append(unit.key)

    def plan(self, start: datetime, days: int) -> None:
        """Plan ``days`` days from ``start``."""
        rates, chance = self._h.rates, self._h.chance
        for number, at in enumerate(chance.arrivals(rates.events_a_day, days, "events")):
            self._h.at(start + DAY * at, partial(self._happens, str(number)))
        for rate, act in (
            (rates.own_talks_a_day, self._clinicians.asks_to_talk),
            (rates.own_breaks_a_day, self._clinicians.asks_for_break),
        ):
            for number, at in enumerate(chance.arrivals(rate, days, "by themselves")):
                about = f"{rate.what}{number}"
                self._h.at(start + DAY * at, partial(self._by_themselves, act, about))

    def plan_shifts(self, start: datetime, days: int) -> None:
        """Let supporters look at the queue when their shifts start, for ``days`` days."""
        for employee in self._h.everybody:
            if not employee.takes or employee.unit is None:
                continue
            look = partial(self._supporters.looks_at_queue, employee)
            found = (
                window.starts
                for day in range(days)
                for window in windows_on(employee.unit, employee.person, start + day * DAY)
            )
            for at in sorted(set(found)):
                if start <= at < start + days * DAY:
                    self._h.at(
                        at + self._h.chance.lasts(self._h.rates.read_in, employee.user, at), look
                    )

    async def _by_themselves(self, act: Wish, about: str) -> None:
        """Let somebody who is at work do it."""
        somebody = self._h.somebody_at_work(self._h.chance.of(about))
        if somebody is not None:
            await act(somebody)

    async def _happens(self, name: str) -> None:
        """Something hard happens in a unit; the report follows later."""
        chance = self._h.chance.of("event", name)
        kind, harm, _ = chance.choices(self._kinds, [share for *_, share in self._kinds])[0]
        unit = chance.choice(self._units_in(chance))
        self._diary.happened += 1
        pause = timedelta(minutes=chance.uniform(*WAITS))
        report = partial(self._is_reported, name, kind, harm, unit, self._h.now)
        self._h.after(pause, report)

    async def _is_reported(
        self, name: str, kind: Kind, harm: Harm, unit: str, at: datetime
    ) -> None:
        lead = self._lead_at_work(unit)
        by_form = lead is not None and self._h.chance.falls(self._h.rates.by_form, name)
        if lead is not None and by_form:
            await self._by_form(lead, kind, harm, unit, at)
        else:
            await self._by_system(name, kind, harm, unit, at)
        self._diary.events.append(Happened(at, kind, unit, by_form))

    def _units_in(self, chance: random.Random) -> list[str]:
        """The units of an area, where the hospital's history says how many events each has."""
        shares = {area: share for area, share in self._areas.items() if area in self._units_of}
        if not any(shares.values()):
            return self._units
        return self._units_of[chance.choices(list(shares), list(shares.values()))[0]]

    def _lead_at_work(self, unit: str) -> Employee | None:
        return next(
            (
                each
                for each in self._h.by_unit.get(unit, ())
                if each.person.reference in self._leads[unit] and each.is_at_work(self._h.now)
            ),
            None,
        )

    async def _by_form(
        self, lead: Employee, kind: Kind, harm: Harm, unit: str, at: datetime
    ) -> None:
        """The unit's lead reports, and names whoever was on shift."""
        asked = await self._h.types(lead.user, "support-admin activate")
        form = form_of(asked, ADVERSE_EVENT_REPORT)
        if form is None:
            self._diary.refused.append("a unit lead could not report")
            return
        local = in_zone(at, lead.unit.zone if lead.unit else "UTC")
        preview = await self._h.sends(
            lead.user,
            form,
            kind=(kind,),
            harm=(harm,),
            unit=(unit,),
            day=(local.date().isoformat(),),
            time=(local.time().isoformat("minutes"),),
            everyone=("everyone",),
        )
        confirm = form_of(preview, CHECK_IN_PREVIEW)
        if confirm is None:
            why = " ".join(_faults(preview)) or "it was answered with something else"
            self._diary.refused.append(f"a report of {kind} in {unit} was not accepted: {why}")
            return
        await self._h.sends(lead.user, confirm)

    async def _by_system(self, name: str, kind: Kind, harm: Harm, unit: str, at: datetime) -> None:
        near = self._h.by_unit.get(unit, ())
        there = [each.email for each in near if each.is_at_work(at) and each.email]
        chance = self._h.chance.of("named", name)
        named = self._h.chance.falls(self._h.rates.named, name)
        emails = tuple(chance.sample(there, min(3, len(there)))) if named else ()
        try:
            await self._h.take(SourceReport(SOURCE, name, kind, harm, unit, at, emails))
        except UnknownUnitError:
            self._diary.refused.append(f"no unit {unit}")


def _faults(answer: Answer) -> list[str]:
    """What a form says is wrong with what was entered."""
    form = answer.form if isinstance(answer, Ask) else None
    return [each.fault for each in form.inputs if each.fault] if form else []
