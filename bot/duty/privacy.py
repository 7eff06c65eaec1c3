"""What is stored about a supporter, and what is erased when they ask for it."""

from dataclasses import dataclass

from bot.core.storage import Work
from bot.duty.model import (
    CalendarAddress,
    CalendarTurn,
    Duty,
    DutyWeek,
    OffDutyAsk,
    OffDutyWish,
    TurnChange,
)
from bot.duty.off_duty import forget_off_duty, off_duty_index
from bot.programme import current
from bot.supporters import forget_asked, forget_trainings, is_counted, trainings_held


@dataclass(frozen=True)
class DutyHeld:
    """What is stored about a person's duty."""

    duty: bool = False
    on_rota: bool = False
    week: bool = False
    turns: int = 0
    calendar: bool = False
    counted: bool = False
    off_duty: bool = False
    """Whether they said when they may be asked off duty, or were asked in the last week."""
    trainings: int = 0
    """How many trainings of theirs are noted."""

    @property
    def stays(self) -> bool:
        """Whether anything stays when they ask for erasure, because others rely on it."""
        return self.duty or self.on_rota or self.week or self.turns > 0 or self.calendar


async def duty_held(work: Work, person: str) -> DutyHeld:
    """Return what is stored about a person (by reference)."""
    rotas = (await current(work)).rotas
    changes = work.of(TurnChange)
    moved = await changes.find(TurnChange.of.is_(person)) + await changes.find(
        TurnChange.by.is_(person)
    )
    read = await work.of(CalendarTurn).count(CalendarTurn.person.is_(person))
    return DutyHeld(
        duty=await work.of(Duty).get(person) is not None,
        on_rota=any(turn.person == person for rota in rotas for turn in rota.turns),
        week=await work.of(DutyWeek).get(person) is not None,
        turns=len({each.reference for each in moved}) + read,
        calendar=await work.of(CalendarAddress).get(person) is not None,
        counted=await is_counted(work, person),
        off_duty=await _off_duty_held(work, person),
        trainings=await trainings_held(work, person),
    )


async def _off_duty_held(work: Work, person: str) -> bool:
    asks = await work.of(OffDutyAsk).count(OffDutyAsk.whose.is_(off_duty_index(work, person)))
    return asks > 0 or await work.of(OffDutyWish).get(person) is not None


async def forget_duty(work: Work, person: str) -> None:
    """Erase how often a person was asked, when they may be asked off duty, and their trainings.

    Their turns stay, because others rely on them.
    """
    await forget_asked(work, person)
    await forget_off_duty(work, person)
    await forget_trainings(work, person)
