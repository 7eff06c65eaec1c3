"""What must hold in every simulation, whoever does what: the complaints are sentences."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.database.peek import Peek
from adapters.database.unit_of_work import DatabaseStorage
from adapters.simulation.clinicians import LATER_NOTES
from adapters.simulation.days import Played
from adapters.simulation.diary import Diary
from adapters.simulation.hospital import Hospital
from adapters.simulation.mailbox import Shown
from bot.check_ins.names import AMBIENT, NOTE
from bot.core.clock import in_zone
from bot.core.jobs import Job, JobState
from bot.core.messages import FRESH_FOR, Hours
from bot.features import make_registry
from bot.programme import is_open, is_quiet, opening_of
from bot.requests.model import ENDED, SupportRequest
from bot.requests.names import CLAIM_CARD, HELD_CARD, NEEDS_SOMEONE, REMINDER, RETURNED
from bot.time_outs.screens import COVER_CARD
from tests.chaos.ledger import COVER_CARDS, MORE_THAN_ONCE, STATUS
from tests.simulation.promises import A_MINUTE, Promises
from tests.world import ZONE, text_of

AN_HOUR = timedelta(hours=1)
UNASKED = (NOTE, *LATER_NOTES)
AGAIN = {STATUS, HELD_CARD, RETURNED, AMBIENT}
"""Each round of a request may bring them once more, in the same words."""
KEPT = {"note_wishes"}
"""What somebody wished about all messages is kept until they wish otherwise."""
POSTED = make_registry().posted()


@dataclass
class Invariants:
    """Watches a simulation, and says at its end what was wrong."""

    hospital: Hospital
    errors: list[str]
    """What was logged as an error, while it goes on."""
    promises: Promises = field(init=False)
    _requests: set[str] = field(default_factory=set)
    _alike: list[str] = field(default_factory=list)
    _came: set[tuple[str, str, str]] = field(default_factory=set)
    """The messages that came by themselves, with their screen: a press may put another there."""

    def __post_init__(self) -> None:
        """Begin to watch the times that people read."""
        self.promises = Promises(self.hospital)

    async def watch(self, shown: list[Shown]) -> None:
        """Look at what was shown just now."""
        self._requests |= {each.card.subject for each in shown if each.card.screen == CLAIM_CARD}
        self._alike += self._two_alike(shown)
        await self.promises.watch(shown)

    async def grave(self, played: Played) -> list[str]:
        """What must never be: somebody alone, a time broken, a wish ignored, something kept."""
        self.promises.look(self.hospital.now)
        return [
            *self._left_alone(played),
            *self.promises.broken,
            *after_stop(played.diary, self._new()),
            *await self._kept(),
            *self.errors,
        ]

    def found(self, played: Played) -> list[str]:
        """What came twice, or by night although it could have waited."""
        acted = {(act.at, act.user) for act in self.hospital.acts}
        by_night = self._by_night(played, self._new())
        return [*self._alike, *twice(self._new(), acted), *by_night]

    def _new(self) -> list[Shown]:
        shown = self.hospital.mailbox.shown
        return [each for each in shown if each.is_new and not each.is_answer]

    # ---- nobody is left alone ----

    def _left_alone(self, played: Played) -> list[str]:
        talks = played.diary.talks
        gone = {user for _, user in played.diary.forgotten}
        return [
            *(
                f"a request was asked for by nobody who read of it: {one}"
                for one in self._requests - talks.keys()
            ),
            *(
                f"{talk.user} asked at {_said(talk.asked_at)}, and heard nothing"
                for talk in talks.values()
                if not (talk.is_answered or talk.told_at or talk.ended_at or talk.user in gone)
            ),
        ]

    # ---- nothing stands there twice ----

    def _two_alike(self, shown: list[Shown]) -> list[str]:
        """What stands twice in a conversation that a message has just come to, word for word.

        Of two with the same buttons one is of no use, and the other seems to be something new.
        """
        found, came = [], [each for each in shown if each.is_new and not each.is_answer]
        self._came |= {(each.where, each.message, each.card.screen) for each in came}
        for where in {each.where for each in came}:
            standing = Counter(
                (card.screen, card.subject, text_of(card))
                for message, card in self.hospital.mailbox.now.get(where, {}).items()
                if card.buttons and (where, message, card.screen) in self._came
            )
            found += [
                f"{screen} stands {times} times with {where} at {_said(self.hospital.now)}"
                for (screen, *_), times in standing.items()
                if times > 1
            ]
        return found

    # ---- at night ----

    def _by_night(self, played: Played, new: list[Shown]) -> list[str]:
        acts: dict[str, list[datetime]] = {}
        for at, _, subject in self.hospital.acts:
            acts.setdefault(subject.partition(":")[0], []).append(at)
        for subject, talk in played.diary.talks.items():
            acts.setdefault(subject, []).append(talk.asked_at)
        for subject, each_break in played.diary.breaks.items():
            acts.setdefault(subject, []).append(each_break.asked_at)
        found = []
        for each in new:
            employee, terms = self.hospital.staff.get(each.where), POSTED.get(each.card.screen)
            if employee is None or not is_quiet(employee.unit, employee.person, each.at):
                continue
            what = f"{each.card.screen} came to {each.where} at {_said(each.at)}, by night"
            if terms is None or terms.hours is Hours.BY_DAY:
                found.append(what)
            elif not self._is_awaited(played, each, acts.get(each.card.subject, [])):
                found.append(f"{what}, and nobody had done anything about it for an hour")
            elif each.card.screen == COVER_CARD:
                found.append(f"{what}, to somebody who is asleep")
        return found

    def _is_awaited(self, played: Played, shown: Shown, acts: list[datetime]) -> bool:
        """Whether somebody just did something about it, or its hour was named, or it is watched."""
        if any(timedelta() <= shown.at - at <= FRESH_FOR for at in acts):
            return True
        key = shown.where, shown.card.subject
        if any(
            key == (who, what) and abs(shown.at - at) <= A_MINUTE
            for who, what, at in self.promises.expected
        ):
            return True
        talk = played.diary.talks.get(shown.card.subject)
        if talk is not None and self._is_deadline(talk.kind, shown.at, acts):
            return True
        if talk is None or shown.card.screen not in {REMINDER, NEEDS_SOMEONE}:
            return False
        programme = self.hospital.programme
        paged = programme.paging.hours
        if paged is not None and opening_of(paged, programme.zone, shown.at) == shown.at:
            return True
        return is_open(programme, shown.at, talk.kind)

    def _is_deadline(self, kind: str, at: datetime, acts: list[datetime]) -> bool:
        """Whether a claim or a slot of somebody ends now, as both sides were told."""
        ladder = self.hospital.programme.ladder_for(kind)
        ends = [act + held for act in acts for held in (ladder.confirm, ladder.offer)]
        return any(abs(at - end) <= A_MINUTE for end in ends)

    # ---- nothing is kept ----

    async def _kept(self) -> list[str]:
        storage = self.hospital.storage
        assert isinstance(storage, DatabaseStorage)
        rows = (await Peek(storage, self.hospital.mailbox.platform).now())["rows"]
        found = [
            f"{row['table']} still leads to {', '.join(row['about'])}: {row['fields']}"
            for row in rows
            if row["about"] and row["table"] not in KEPT
        ]
        async with storage.reading() as work:
            live = [
                each for each in await work.of(SupportRequest).find() if each.state not in ENDED
            ]
            jobs = await work.of(Job).find()
        found += [f"a request is still {each.state}" for each in live]
        for job in jobs:
            name = job.screen or job.kind
            if job.state in {JobState.LEASED, JobState.SENDING}:
                found.append(f"{name} is in somebody's hands still")
            if job.state is JobState.DEAD:
                found.append(f"{name} was given up: {job.reason}")
        return found


def twice(new: list[Shown], acted: Container[tuple[datetime, str]] = ()) -> list[str]:
    """What came to somebody more often than it may.

    ``acted`` has the moments at which who did something: who asks once more how something stands
    reads it once more. Not even then does it come twice at one moment.
    """
    found, last = [], dict[tuple[str, str, str], tuple[str, datetime]]()
    others = [each for each in new if each.card.screen not in AGAIN]
    for each in new:
        about, text = (each.where, each.card.screen, each.card.subject), text_of(each.card)
        # After another word the same one is news: two people, one after the other, took it.
        before, at = last.get(about, ("", each.at))
        came_again = each.card.screen in AGAIN and before == text and each.at - at < AN_HOUR
        if came_again and (each.at == at or (each.at, each.where) not in acted):
            found.append(f"{each.card.screen} came to {each.where} again at {_said(each.at)}")
        last[about] = text, each.at
    counted = Counter(
        (each.where, each.card.screen, each.card.subject, text_of(each.card)) for each in others
    )
    for (where, screen, *_), times in counted.items():
        most = COVER_CARDS if screen == COVER_CARD else 1
        if times > most and screen not in MORE_THAN_ONCE:
            found.append(f"{screen} came to {where} {times} times")
    return found


def after_stop(diary: Diary, new: list[Shown]) -> list[str]:
    """What came to somebody who wanted no more of it."""
    found = []
    for at, user, episode in diary.stopped:
        for each in new:
            if each.where != user or each.at <= at or each.card.screen not in UNASKED:
                continue
            if episode in {"", each.card.subject}:
                found.append(f"{each.card.screen} came to {user}, who wanted no more")
    return found


def _said(at: datetime) -> str:
    return f"{in_zone(at, ZONE):%a %b %d %H:%M}"
