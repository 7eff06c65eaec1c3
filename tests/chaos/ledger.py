"""What was asked of the bot and accepted by it, and what is wrong with what arrived."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.clock import in_zone
from bot.core.context import REDRAW
from bot.core.jobs import Job, JobState, Reason
from bot.core.messages import FRESH_FOR
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.follow_ups.screens import SCREENS, SILENCE
from bot.programme import current, is_quiet
from bot.programme.model import Programme
from bot.time_outs.model import PAUSES, SILENT_LEVEL
from bot.time_outs.screens import TOO_LATE
from tests.chaos.house import DAY, HOUR, House, Posting
from tests.world import ZONE, text_of

NOTE, MILESTONE = "check_in.note", ("milestone.before", "milestone.after")
LATER_NOTES = (*SCREENS.values(), SILENCE)
AFTER_A_NOTE = 3 * DAY + 36 * HOUR
"""By when the first later note has come, whatever the reader's shifts are."""
ABOUT_A_BREAK = ("time_out.cover_card", "time_out.covering", "time_out.mine")
MORE_THAN_ONCE = ("request.reminder", "request.needs_someone")
"""Screens of which each escalation level posts a message of its own."""
STATUS = "request.status"
"""The asker hears at each level, and then each day, that nobody has taken it yet."""
COVER_CARDS = len(PAUSES) - SILENT_LEVEL
"""Each level after the silent one asks everybody again who has not answered."""


class Wish(StrEnum):
    """What can be asked for."""

    NOTE = "a first note"
    TALK = "a talk"
    BREAK = "a break"
    MILESTONE = "a message about a milestone"


@dataclass
class Asked:
    """Something that was asked for and accepted."""

    wish: Wish
    user: str
    at: datetime
    subject: str = ""
    met: bool = False


@dataclass
class Ledger:
    """Everything that was accepted, and when somebody last did something about a subject."""

    asked: list[Asked] = field(default_factory=list)
    acted: dict[str, list[datetime]] = field(default_factory=dict)
    restored: tuple[datetime, datetime] | None = None
    """A span of time that the database has forgotten."""
    silence: tuple[datetime, datetime] | None = None
    """A span in which nothing was sent, longer than a message or a wish to talk lasts."""
    unreachable: set[str] = field(default_factory=set)
    """Who left for good while something was on its way to them."""

    def note(self, wish: Wish, user: str, at: datetime, subject: str = "") -> None:
        """Note what was accepted."""
        self.asked.append(Asked(wish, user, at, subject))
        if subject:
            self.touch(subject, at)

    def touch(self, subject: str, at: datetime) -> None:
        """Note that somebody did something about a subject."""
        self.acted.setdefault(subject, []).append(at)

    def meet(self, wish: Wish, subject: str) -> None:
        """Note that somebody took a request or covers a break."""
        for each in self.asked:
            if each.wish is wish and each.subject == subject:
                each.met = True

    def asker_of(self, subject: str) -> str:
        """Return who asked; empty if that was not accepted as far as they know."""
        return next((each.user for each in self.asked if each.subject == subject), "")

    async def complaints(self, house: House) -> list[str]:
        """What is wrong, in sentences; empty if every promise was kept."""
        look = house.processes[0].storage

        async def read(work: Work) -> tuple[Programme, dict[str, Person], list[Job]]:
            people = {p.reference: p for p in await work.of(Person).find()}
            return await current(work), people, await work.of(Job).find()

        programme, people, jobs = await in_one_work(look, read, reads_only=True)
        who = {user: people[reference] for user, reference in house.people.items()}
        now = house.now
        return [
            *self._lost(house, jobs, now),
            *self._stale(house, programme, who),
            *self._twice(house),
            *_stuck(jobs, now),
            *house.watch.seen,
        ]

    def _lost(self, house: House, jobs: list[Job], now: datetime) -> list[str]:
        arrived = house.wire.arrived
        return [
            f"{each.user} asked for {each.wish} at {_said(each.at)}, and it did not come"
            for each in self.asked
            if not (
                each.met
                or self._came(each, arrived, now)
                or self._excused(each.at)
                or self._outlived(each, arrived, jobs)
            )
        ]

    def _outlived(self, asked: Asked, arrived: list[Posting], jobs: list[Job]) -> bool:
        """Whether a silence lasted longer than what was asked for in it, and that is known.

        Who wished to talk was written to afterwards. A first note that came to its last hour is
        listed as undelivered. A message about a day that is over says nothing any more.
        """
        if self.silence is None or not self.silence[0] <= asked.at <= self.silence[1]:
            return False
        if asked.wish is Wish.TALK:
            return any(
                post.where == asked.user and post.card.subject == asked.subject
                for post in arrived
                if post.at >= self.silence[1]
            )
        return asked.wish is Wish.MILESTONE or any(
            job.screen == NOTE and job.state is JobState.DEAD and job.reason is Reason.EXPIRED
            for job in jobs
        )

    def _came(self, asked: Asked, arrived: list[Posting], now: datetime) -> bool:
        theirs = [p for p in arrived if p.where == asked.user and p.at >= asked.at]
        match asked.wish:
            case Wish.NOTE:
                notes = [p.at for p in theirs if p.card.screen == NOTE]
                if not notes:
                    return asked.user in self.unreachable
                later = any(p.card.screen in LATER_NOTES for p in theirs)
                return later or now < notes[0] + AFTER_A_NOTE or asked.user in self.unreachable
            case Wish.MILESTONE:
                return any(p.card.screen in MILESTONE for p in theirs)
            case Wish.BREAK:
                if self._nobody_was_reached(asked.at, arrived):
                    return True
                said = [p for p in arrived if p.card.subject == asked.subject]
                cover = any(p.card.screen == "time_out.cover_card" for p in said)
                return cover or any(p.card.screen == "time_out.too_late" for p in theirs)
            case Wish.TALK:
                return False

    def _nobody_was_reached(self, since: datetime, arrived: list[Posting]) -> bool:
        """Whether nothing came to anybody for as long as a word about a break makes sense."""
        return not any(since <= each.at <= since + TOO_LATE.terms.lasts for each in arrived)

    def _excused(self, at: datetime) -> bool:
        return self.restored is not None and self.restored[0] <= at <= self.restored[1]

    def _stale(self, house: House, programme: Programme, who: dict[str, Person]) -> list[str]:
        found = []
        for posting in house.wire.arrived:
            what = f"{posting.card.screen} came to {posting.where} at {_said(posting.at)}"
            since = self._since_somebody_acted(posting)
            if _by_night(posting, programme, who) and since > FRESH_FOR:
                found.append(f"{what}, by night, {since} after anybody did anything about it")
            if posting.card.screen in ABOUT_A_BREAK and since > HOUR:
                found.append(f"{what}, for a break of {since} ago")
            late = posting.clock - posting.job.meant_for
            if posting.card.screen == "request.reminder" and late > 4 * HOUR:
                found.append(f"{what}, {late} late")
        return found

    def _since_somebody_acted(self, posting: Posting) -> timedelta:
        before = [at for at in self.acted.get(posting.card.subject, []) if at <= posting.at]
        return posting.at - max(before) if before else timedelta.max

    def _twice(self, house: House) -> list[str]:
        found = []
        jobs: dict[str, list[Posting]] = {}
        for posting in house.wire.arrived:
            jobs.setdefault(posting.job.reference, []).append(posting)
        for posted in jobs.values():
            # Where the first answer was lost, once more at most.
            if len(posted) > 1 + posted[0].unknown and not self._sent_before_a_restore(posted):
                screen, where = posted[0].card.screen, posted[0].where
                found.append(f"{screen} came to {where} {len(posted)} times by one job")
        first = [posted[0] for posted in jobs.values()]
        found += _too_often([each for each in first if each.card.screen == STATUS])
        others = [each for each in first if each.card.screen != STATUS]
        same = Counter((p.where, p.card.screen, p.card.subject, text_of(p.card)) for p in others)
        for (where, screen, *_), times in same.items():
            most = COVER_CARDS if screen == "time_out.cover_card" else 1
            if times > most and screen not in MORE_THAN_ONCE and self.restored is None:
                found.append(f"{screen} came to {where} {times} times by different jobs")
        return found

    def _sent_before_a_restore(self, posted: list[Posting]) -> bool:
        return self._excused(posted[0].at) and len(posted) <= 2 + posted[0].unknown


def _too_often(postings: list[Posting]) -> list[str]:
    """Say where somebody hears the same within an hour."""
    found, last = [], dict[tuple[str, str, str], datetime]()
    for each in postings:
        same = each.where, each.card.subject, text_of(each.card)
        if each.at - last.get(same, each.at - HOUR) < HOUR:
            found.append(f"{STATUS} came to {each.where} again at {_said(each.at)}")
        last[same] = each.at
    return found


def _by_night(posting: Posting, programme: Programme, who: dict[str, Person]) -> bool:
    person = who.get(posting.where)
    # A channel is nobody's bed, and who works at night may take a request that hangs there.
    return person is not None and is_quiet(programme.unit(person.unit), person, posting.clock)


def _stuck(jobs: list[Job], now: datetime) -> list[str]:
    found = []
    for job in jobs:
        name = job.screen or job.kind
        # A card that is gone is hung anew, or hands are raised.
        gone = job.kind == REDRAW and job.reason is Reason.GONE
        if job.state is JobState.DEAD and job.reason is not Reason.EXPIRED and not gone:
            found.append(f"{name} was given up: {job.reason}")
        if job.state in {JobState.LEASED, JobState.SENDING}:
            found.append(f"{name} is in somebody's hands still")
        if job.state is JobState.PENDING and job.due_at < now - 2 * HOUR:
            found.append(f"{name} is due since {_said(job.due_at)}")
    return found


def _said(at: datetime) -> str:
    return f"{in_zone(at, ZONE):%a %H:%M}"
