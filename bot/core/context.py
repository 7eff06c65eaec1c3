"""What handlers, jobs and views are given: the work, the words, the lines, and who acts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot.core.conversation import Address
from bot.core.jobs import Recipient, Urgency, schedule
from bot.core.lines import Lines
from bot.core.names import CORE_NUDGE, CORE_POST, JobName, Screen
from bot.core.people import Account, Person, Role
from bot.core.screens import Card, Form
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.core.texts import Words

REDRAW = JobName("core.redraw")


class Directory(Protocol):
    """What the core asks of the programme: roles, channels, lines, and the default reader."""

    async def roles_of(self, work: Work, person: Person) -> frozenset[Role]:
        """The roles a person holds right now."""
        ...

    async def channel(self, work: Work, key: str, platform: str) -> Address | None:
        """The address of a channel on a platform, or ``None`` if it has none there."""
        ...

    async def zone(self, work: Work) -> str:
        """The programme's own time zone, for channels and for people not yet known."""
        ...

    async def reading_in(self, work: Work, person: Person, locale: str) -> Person:
        """The person, as a reader of the language of their app, unless the hospital says another.

        An empty ``locale`` says nothing.
        """
        ...

    async def private_channels_of(self, work: Work, person: Person) -> frozenset[str]:
        """The keys of the private channels that whoever takes requests is to be in."""
        ...

    def lines(self, person: Person | None = None) -> Lines:
        """The support lines of a person, or of anybody, from memory, with the database down too."""
        ...


@dataclass
class Context:
    """One unit of work as a feature sees it."""

    work: Work
    words: Words
    lines: Lines
    person: Person | None = None
    account: Account | None = None
    roles: frozenset[Role] = frozenset()
    outside: frozenset[str] = frozenset()
    """Keys of private channels of a role's holders in which the platform says the actor is not."""
    facts: list[object] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The one moment of this work, in UTC."""
        return self.work.now

    @property
    def actor(self) -> Person:
        """Who pressed, typed or sent; raises ``LookupError`` where nobody did (a job)."""
        if self.person is None:
            message = "nobody acts here"
            raise LookupError(message)
        return self.person

    def tell(self, fact: object) -> None:
        """Hand a fact to the features above: their reactions run in this same work."""
        self.facts.append(fact)

    async def post(
        self,
        screen: Screen,
        subject: str,
        to: Recipient,
        key: str,
        *,
        due_at: datetime | None = None,
        urgency: Urgency = Urgency.CARE,
        repeat: bool = True,
    ) -> bool:
        """Post a screen later, or as soon as this work is committed.

        It is drawn at the moment of sending; if its subject is gone by then, it is not sent.
        ``repeat`` says what to do if nobody can tell whether it arrived. ``False`` comes back,
        and nothing changed, if a job with this key was ever written.
        """
        return await schedule(
            self.work,
            CORE_POST if repeat else CORE_NUDGE,
            key,
            due_at or self.now,
            subject=subject,
            screen=screen,
            recipient=to,
            urgency=urgency,
        )

    async def redraw(self, subject: str, *screens: Screen) -> None:
        """Bring the shown cards about ``subject`` (all, or of these screens) up to date."""
        for shown in await self.work.of(ShownCard).find(ShownCard.subject.is_(subject)):
            if not screens or shown.screen in screens:
                await want_redraw(self.work, shown)


async def want_redraw(work: Work, shown: ShownCard) -> None:
    """Ask for one more redraw of a card; those already waiting fall away when it ran."""
    shown = await work.of(ShownCard).save(replace(shown, wanted=shown.wanted + 1))
    await schedule(
        work,
        REDRAW,
        f"redraw:{shown.reference}:{shown.wanted}",
        work.now,
        subject=shown.reference,
        urgency=Urgency.ANSWER,
    )


View = Callable[[Context, str], Awaitable[Card]]
"""Draws a screen about a subject from the present state; raises ``SubjectGone``."""

FormView = Callable[[Context, str], Awaitable[Form]]
"""Draws a form about a subject from the present state; raises ``SubjectGone``."""
