"""What handlers, jobs and views receive: the work, the words, the lines, and the actor."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from bot.core.conversation import Address
from bot.core.envelopes import keep_open
from bot.core.errors import SubjectGone
from bot.core.jobs import OPEN, Job, JobState, Recipient, RecipientKind, Urgency, schedule
from bot.core.lines import Lines
from bot.core.messages import Message
from bot.core.names import CORE_NUDGE, CORE_POST, JobName, Screen
from bot.core.people import Account, Person, Role
from bot.core.records import Record
from bot.core.screens import Card, Form
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.core.texts import Words

R = TypeVar("R", bound=Record)

REDRAW = JobName("core.redraw")


class Directory(Protocol):
    """What the core needs from the programme: roles, channels, lines, and a person's language."""

    async def roles_of(self, work: Work, person: Person) -> frozenset[Role]:
        """Return the roles a person holds right now."""

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        """Return the address of a channel on a platform, or ``None`` if it has none there."""

    async def zone(self, work: Work) -> str:
        """Return the programme's time zone, for channels and for people not yet known."""

    async def language(self, work: Work) -> str:
        """Return the programme's language, for channels and for people not yet known."""

    async def hospital(self, work: Work) -> str:
        """Return the hospital's name; empty before the first playbook."""

    async def closes_messages(self, work: Work) -> bool:
        """Whether unasked private messages hang closed where notifications show their words."""
        ...

    async def waking_at(self, work: Work, person: Person) -> datetime:
        """Return now, or the end of the quiet hours that a person has now."""
        ...

    async def reading_in(self, work: Work, person: Person, locale: str) -> Person:
        """Return the person with the language of their app, unless the hospital sets another.

        An empty ``locale`` changes nothing.
        """

    async def is_new_name(
        self, work: Work, owner: Person, person: Person, account: Account
    ) -> bool:
        """Return whether ``person`` is the owner of an account, who left, under a new name.

        A platform says that the account has the e-mail of ``person``.
        """
        ...

    async def recognise(self, work: Work, person: Person, account: Account) -> Person:
        """Give a person an account that a platform proves to be theirs; returns who they are."""
        ...

    async def former_owner(self, work: Work, person: Person, account: Account) -> Person | None:
        """Return who had this account before and left, if that may be the same person.

        ``None`` once they said so or not.
        """
        ...

    def lines(self, person: Person | None = None) -> Lines:
        """Return the support lines for a person, or for everybody; works without the database."""


async def _never_outside(key: str) -> bool:
    return False


@dataclass
class Context:
    """One unit of work, as features see it."""

    work: Work
    words: Words
    lines: Lines
    person: Person | None = None
    account: Account | None = None
    roles: frozenset[Role] = frozenset()
    former: Person | None = None
    """Who had the actor's account before and left; the actor is asked whether that was them."""
    is_outside: Callable[[str], Awaitable[bool]] = _never_outside
    """Whether the platform reports that the actor is not in the channel with this key."""
    facts: list[object] = field(default_factory=list)
    """Facts whose reactions have not run yet."""
    job: str = ""
    """The reference of the job whose work this is; empty where somebody pressed or typed."""
    pressed: str = ""
    """The subject of the pressed button; empty where nobody pressed one."""
    is_late: bool = False
    """Whether this is the work of a job that runs late, so that nobody waits for it just now."""

    @property
    def now(self) -> datetime:
        """The moment of this work, in UTC; it does not change."""
        return self.work.now

    @property
    def actor(self) -> Person:
        """The person who pressed, typed or sent; a job has none and raises ``LookupError``."""
        if self.person is None:
            message = "this context has no actor"
            raise LookupError(message)
        return self.person

    async def need(self, kind: type[R], reference: str) -> R:
        """Return the record with this reference; raises ``SubjectGone`` if there is none."""
        record = await self.work.of(kind).get(reference)
        if record is None:
            raise SubjectGone
        return record

    async def forget_cards(self, subject: str) -> None:
        """Erase where the cards about ``subject`` were posted; they are not redrawn any more."""
        for shown in await self.work.of(ShownCard).find(ShownCard.subject.is_(subject)):
            await forget_shown(self.work, shown)

    async def supersede(
        self, subject: str, screen: Screen, older: Screen, to: Recipient | None = None
    ) -> None:
        """Turn the cards of ``screen`` about ``subject`` into ``older``, as a newer one follows.

        Those that still wait to be sent are cancelled, also where a worker has them in hand: after
        an outage a batch may hold both. With ``to``, only that recipient's are.
        """
        await self.call_off(subject, screen, to)
        for shown in await self.work.of(ShownCard).find(
            ShownCard.subject.is_(subject), ShownCard.screen.is_(screen)
        ):
            # The card of a job is known by the job's reference: this one may just have been sent.
            if shown.reference != self.job and (to is None or shown.recipient == str(to)):
                await self._redraw(await self.work.save(replace(shown, screen=older)))

    async def call_off(self, subject: str, screen: Screen, to: Recipient | None = None) -> None:
        """Cancel the messages of ``screen`` about ``subject`` that wait to be sent.

        With ``to``, only those to that recipient.
        """
        for job in await self.work.of(Job).find(
            Job.subject.is_(subject), Job.screen.is_(screen), Job.state.one_of(OPEN)
        ):
            if job.reference != self.job and (to is None or job.recipient == str(to)):
                # Without the token, its worker finds that it lost the lease.
                ended = replace(job, lease_token=None, lease_until=None)
                await self.work.save(replace(ended, state=JobState.CANCELLED))

    def tell(self, fact: object) -> None:
        """Report a fact to the features above; their reactions run in the same work."""
        self.facts.append(fact)

    async def post(
        self,
        message: Message,
        subject: str,
        to: Recipient,
        key: str,
        *,
        due_at: datetime | None = None,
        kind: JobName = CORE_POST,
    ) -> bool:
        """Post a message at ``due_at``, or as soon as this work is committed, on its own terms.

        It is drawn at the moment of sending; if its subject is gone by then, it is not sent. What
        a late job posts waits for its reader's day: only the job was due while somebody waited.
        Returns ``False`` and changes nothing if this key was used before.
        """
        if self.is_late and kind == CORE_POST:
            kind = CORE_NUDGE
        return await schedule(
            self.work,
            kind,
            key,
            due_at or self.now,
            subject=subject,
            screen=message,
            recipient=to,
            urgency=message.terms.urgency,
        )

    async def redraw(self, subject: str, *screens: Screen) -> None:
        """Redraw the shown cards about ``subject``: all of them, or those of these screens."""
        for shown in await self.work.of(ShownCard).find(ShownCard.subject.is_(subject)):
            if not screens or shown.screen in screens:
                await self._redraw(shown)

    async def _redraw(self, shown: ShownCard) -> None:
        """Redraw a card; one that can close stays open if its own reader acts now.

        A closed one stays closed: they may act elsewhere, while it hangs on a screen in the open.
        """
        if shown.open_until is not None and await is_read_by(self.work, shown, self.person):
            await want_redraw(self.work, await keep_open(self.work, shown))
        else:
            await want_redraw(self.work, replace(shown, open_until=None))


async def is_read_by(work: Work, shown: ShownCard, person: Person | None) -> bool:
    """Return whether a card was posted to this person."""
    if person is None:
        return False
    recipient = Recipient.parse(shown.recipient)
    if recipient.kind is RecipientKind.SEALED:
        return await work.vault.open(recipient.sealed_person) == person.reference
    return recipient.kind is RecipientKind.PERSON and recipient.reference == person.reference


async def want_redraw(work: Work, shown: ShownCard) -> None:
    """Schedule one more redraw of a card; redraws that still wait are then skipped."""
    shown = await work.save(replace(shown, wanted=shown.wanted + 1))
    await schedule(
        work,
        REDRAW,
        new_reference(),  # no two ask for the same one: the card has counted this one
        work.now,
        subject=shown.reference,
        urgency=Urgency.ANSWER,
    )


View = Callable[[Context, str], Awaitable[Card]]
"""Draws a card about a subject from the present state; may raise ``SubjectGone``."""

FormView = Callable[[Context, str], Awaitable[Form]]
"""Draws a form about a subject from the present state; may raise ``SubjectGone``."""

Drawn = TypeVar("Drawn")


def drawn(draw: Callable[[Words, Lines], Drawn]) -> Callable[[Context, str], Awaitable[Drawn]]:
    """Make the view of a screen that needs only the words and the support lines."""

    async def view(context: Context, subject: str) -> Drawn:
        return draw(context.words, context.lines)

    return view


def drawn_in_words(draw: Callable[[Words], Drawn]) -> Callable[[Context, str], Awaitable[Drawn]]:
    """Make the view of a screen that needs only the words."""

    async def view(context: Context, subject: str) -> Drawn:
        return draw(context.words)

    return view
