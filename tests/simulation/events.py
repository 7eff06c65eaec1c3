"""What happens in a simulated hospital, and how it is reported."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from bot.adverse_events.model import SourceReport, UnknownUnitError
from bot.adverse_events.names import ADVERSE_EVENT_REPORT, CHECK_IN_PREVIEW
from bot.core.clock import in_zone
from bot.core.conversation import Answer, Ask
from bot.programme import windows_on
from bot.programme.model import Harm, Kind
from tests.simulation.clinicians import Clinicians
from tests.simulation.diary import Diary, Happened
from tests.simulation.hospital import Employee, Hospital, form_of
from tests.simulation.supporters import Supporters

DAY = timedelta(days=1)
SOURCE = "incidents"
KINDS: tuple[tuple[Kind, Harm, int], ...] = (
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
Wish = Callable[[Employee], Awaitable[None]]


class Events:
    """Plans every day's events, and the wishes that come without any."""

    def __init__(
        self, hospital: Hospital, diary: Diary, clinicians: Clinicians, supporters: Supporters
    ) -> None:
        """Let events happen in ``hospital``."""
        self._h, self._diary = hospital, diary
        self._clinicians, self._supporters = clinicians, supporters
        self._leads = {unit.key: unit.leads for unit in hospital.programme.units}
        staffed = {
            each.unit.key for each in hospital.staff.values() if each.unit and each.person.shift
        }
        self._units = sorted(staffed)

    def plan(self, start: datetime, days: int) -> None:
        """Plan ``days`` days from ``start``."""
        rates = self._h.rates
        for day in range(days):
            chance = self._h.chance.of("day", day)
            for number in range(round(rates.events_a_day.value)):
                at = start + DAY * (day + chance.random())
                self._h.at(at, partial(self._happens, f"{day}-{number}"))
            for rate, act in (
                (rates.own_talks_a_day, self._clinicians.asks_to_talk),
                (rates.own_breaks_a_day, self._clinicians.asks_for_break),
            ):
                for number in range(round(rate.value)):
                    at = start + DAY * (day + chance.random())
                    self._h.at(at, partial(self._by_themselves, act, f"{rate.what}{day}{number}"))

    def plan_shifts(self, start: datetime, days: int) -> None:
        """Let supporters look at the queue when their shifts start, for ``days`` days."""
        for employee in self._everybody():
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
        here = [each for each in self._everybody() if each.is_at_work(self._h.now)]
        if here:
            await act(self._h.chance.of(about).choice(here))

    def _everybody(self) -> list[Employee]:
        return [self._h.staff[user] for user in sorted(self._h.staff)]

    async def _happens(self, name: str) -> None:
        """Something hard happens in a unit; the report follows later."""
        chance = self._h.chance.of("event", name)
        kind, harm, _ = chance.choices(KINDS, [share for *_, share in KINDS])[0]
        unit = chance.choice(self._units)
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

    def _lead_at_work(self, unit: str) -> Employee | None:
        return next(
            (
                each
                for each in self._everybody()
                if each.person.reference in self._leads[unit]
                and each.person.unit == unit
                and each.is_at_work(self._h.now)
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
        near = [each for each in self._everybody() if each.unit and each.unit.key == unit]
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
