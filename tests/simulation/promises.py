"""The times that people read, and whether anything came when they were over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.simulation.hospital import Hospital
from adapters.simulation.mailbox import Shown
from adapters.wording import load_wording
from bot.check_ins.names import LATER
from bot.core.storage import Work
from bot.core.texts import Words
from bot.follow_ups.model import Cadence
from bot.follow_ups.names import FOLLOW_UP_DAY
from bot.programme import current_in
from bot.requests import next_step
from bot.requests.model import RequestState, SupportRequest
from bot.requests.names import HELD_CARD, SAID_YES
from bot.requests.promises import promise_of
from bot.requests.screens import STATUS, STILL_THERE, when
from bot.time_outs.model import TimeOut
from bot.time_outs.screens import MINE
from tests.world import text_of

A_MINUTE = timedelta(minutes=1)
"""People read times to the minute."""
ABOUT_REQUESTS = (STATUS, STILL_THERE)
HELD = (HELD_CARD, SAID_YES)


@dataclass
class Promises:
    """What each person was last told about when they hear, and what was not kept."""

    hospital: Hospital
    broken: list[str] = field(default_factory=list)
    named: int = 0
    """How many times were named."""
    renewed: int = 0
    """How often another time was named before the one before was over."""
    expected: set[tuple[str, str, datetime]] = field(default_factory=set)
    """Every reader, subject and time that was named: then a message may come at any hour."""
    _ahead: dict[tuple[str, str], tuple[datetime, ...]] = field(default_factory=dict)
    """By reader and subject, the times that their newest card names."""

    async def watch(self, shown: list[Shown]) -> None:
        """Note what came now, and what has not come in time."""
        now = self.hospital.now
        for each in shown:
            if each.card.screen == FOLLOW_UP_DAY:
                self._ahead.pop((each.where, each.card.subject), None)
            if each.card.screen in HELD:
                for at in await self._times(each):
                    self.expected.add((each.where, each.card.subject, at))
            if each.card.screen in {*ABOUT_REQUESTS, MINE, LATER}:
                key = each.where, each.card.subject
                before = self._ahead.pop(key, ())
                times = await self._times(each)
                if times:
                    self._ahead[key] = times
                    self.expected |= {(*key, at) for at in times}
                    self.named += len(set(times) - set(before))
                    self.renewed += bool(before) and times != before
        self.look(now)

    def look(self, now: datetime) -> None:
        """Note every time that is over and was not followed by anything."""
        for (user, subject), times in list(self._ahead.items()):
            over = [at for at in times if now > at + A_MINUTE]
            if over:
                said = ", ".join(f"{at:%a %d %H:%M}" for at in over)
                self.broken.append(f"{user} read of {said} UTC, and nothing came ({subject})")
                del self._ahead[user, subject]

    async def _times(self, shown: Shown) -> tuple[datetime, ...]:
        """The times that stand in a card, as moments."""
        employee = self.hospital.staff.get(shown.where)
        if employee is None:
            return ()
        words = _words(employee.person.locale, employee.person.zone)
        async with self.hospital.storage.reading() as work:
            match shown.card.screen:
                case _ if shown.card.screen == MINE:
                    found = await _of_break(work, shown.card.subject)
                case _ if shown.card.screen == LATER:
                    found = await _of_later_note(work, shown.card.subject)
                case _:
                    found = await _of_request(work, shown.card.subject)
        text = text_of(shown.card)
        return tuple(at for at in found if when(words, at, shown.at) in text)


def _words(locale: str, zone: str) -> Words:
    return _WORDING.words(locale, zone)


_WORDING = load_wording()


async def _of_break(work: Work, subject: str) -> list[datetime]:
    time_out = await work.of(TimeOut).get(subject)
    return [time_out.next_word_at] if time_out is not None and time_out.next_word_at else []


async def _of_later_note(work: Work, subject: str) -> list[datetime]:
    found = await work.of(Cadence).get(subject)
    return [found.later_at] if found is not None and found.later_at else []


async def _of_request(work: Work, subject: str) -> list[datetime]:
    request = await work.of(SupportRequest).get(subject)
    if request is None:
        return []
    promise = await promise_of(work, request)
    found = [promise.yes_by, promise.calls_by]
    if request.state is RequestState.OPEN:
        ladder = (await current_in(work, request.area)).ladder_for(request.option)
        found.append(next_step.told_at(ladder, request))
    if request.suits_at is None:
        # A time that its person chose is no promise of ours; the next step after it is one.
        found.append(request.next_step_at)
    return [at for at in found if at is not None]
