"""Decides what a leased job does, in one unit of work: end, wait, or make one send."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.core.context import Context, Directory
from bot.core.conversation import Address
from bot.core.envelopes import closed_card, opened_card
from bot.core.errors import SubjectGone
from bot.core.job_kinds import (
    Deliver,
    DeliverPlanned,
    Done,
    Dropped,
    JobKind,
    NotNow,
    Paused,
    Redraw,
)
from bot.core.jobs import Job, JobState, Reason, Recipient, RecipientKind, postponed
from bot.core.leases import finish, ours, put_back
from bot.core.messages import Terms
from bot.core.names import ENVELOPE_OVER
from bot.core.outcomes import Outcomes
from bot.core.people import Account, Person
from bot.core.results import Expired, Gone, Result, Waits
from bot.core.routes import Registry
from bot.core.screens import Card
from bot.core.seen import Reader, ShownCard
from bot.core.storage import Work
from bot.core.texts import Wording
from bot.core.ways import NoWay, person_of, way_to

UNDER_WAY = (JobState.LEASED, JobState.SENDING)


@dataclass(frozen=True)
class Sending:
    """One send: the card, the way to its recipient, and what to record afterwards."""

    job: Job
    card: Card
    platform: str
    version: int
    """The redraw that the card answers (``ShownCard.wanted``)."""
    address: Address | None
    """``None`` if the private conversation with ``account`` must be opened first."""
    account: Account | None = None
    person: str | None = None
    message: str | None = None
    """The message to redraw; ``None`` to post a new one."""
    others: tuple[Account, ...] = ()
    """The recipient's accounts on other platforms, tried if this one cannot be reached."""
    terms: Terms | None = None
    """The terms of a new message; ``None`` for a redraw."""
    by_day: bool = False
    """Whether it must wait while its reader has paused notifications."""
    enclosed: Card | None = None
    """What is posted instead where messages close; ``None`` for what always shows all its words."""


class Decisions:
    """Decides about jobs, for a process that has certain platforms open."""

    def __init__(
        self,
        registry: Registry,
        wording: Wording,
        directory: Directory,
        outcomes: Outcomes,
        opened: Collection[str],
    ) -> None:
        """``opened`` names the platforms that this process has open."""
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._outcomes = outcomes
        self._opened = opened

    async def prepare(self, work: Work, job: Job) -> Sending | None:
        """Decide about a leased job; returns the send to make, if there is one.

        Raises ``LeaseLost``, and whatever a faulty kind of job raises.
        """
        job = await ours(work, job)
        kind = self._registry.jobs[job.kind]
        try:
            if kind.lasts is not None and work.now > job.meant_for + kind.lasts:
                await self._give_up(work, job, Expired())
                return None
            return await self._decide(work, job, kind)
        except SubjectGone:
            await finish(work, job, JobState.CANCELLED)
        return None

    async def _decide(self, work: Work, job: Job, kind: JobKind) -> Sending | None:
        context = await self._outcomes.context(work, job)
        step = await kind.run(context, job)
        await self._registry.settle(context)
        present = await work.of(Job).get(job.reference)
        if present is None or present.state is JobState.CANCELLED:
            # The job ended its own subject, which cancels all jobs about it, even this one.
            return None
        match step:
            case Done():
                await finish(work, job, JobState.DONE)
            case Dropped():
                await finish(work, job, JobState.CANCELLED)
            case NotNow(at=at):
                await put_back(work, postponed(job, at), at)
            case Paused(at=at):
                await put_back(work, job, at, Reason.HOURS)
            case Deliver(message=message, subject=subject, recipient=recipient):
                return await self._prepare_post(work, job, message, subject, recipient)
            case DeliverPlanned():
                to = Recipient.parse(job.recipient)
                return await self._prepare_post(work, job, job.screen, job.subject, to)
            case Redraw():
                return await self._prepare_redraw(work, job)
        return None

    async def _prepare_post(
        self, work: Work, job: Job, screen: str, subject: str, recipient: Recipient
    ) -> Sending | None:
        terms = self._registry.terms(screen)
        # Kept with the job, so that another process knows its terms if this one dies, and so that
        # the account of its recipient can be looked for.
        job = replace(job, screen=screen, recipient=str(recipient))
        if work.now > terms.last_hour(job):
            await self._give_up(work, job, Expired())
            return None
        way = await way_to(work, self._directory, recipient, self._opened)
        if isinstance(way, NoWay):
            await self._wait_for_way(work, job, way)
            return None
        by_day = way.person is not None and (
            self._registry.jobs[job.kind].by_day or terms.only_by_day(job, work.now)
        )
        if way.person and by_day and await self._sleeps(work, job, way.person, terms):
            return None
        reader = await self._reader(work, way.person)
        card = await self._drawn(work, screen, subject, way.person, reader)
        shown = await self._show(work, job, screen, subject, recipient)
        closes = way.person is not None and not terms.complete
        if closes and await self._directory.closes_messages(work):
            enclosed = await self._closed(work, shown, reader, card)
        else:
            enclosed = None
        return Sending(
            job=await work.save(replace(job, platform=way.platform)),
            card=card,
            platform=way.platform,
            version=shown.wanted,
            address=way.address,
            account=way.account,
            person=way.person.reference if way.person else None,
            others=way.others,
            terms=terms,
            by_day=by_day,
            enclosed=enclosed,
        )

    async def _sleeps(self, work: Work, job: Job, person: Person, terms: Terms) -> bool:
        """Let a job wait for its reader's day, or end if its last hour comes before that."""
        awake = await self._directory.waking_at(work, person)
        if awake > terms.last_hour(job):
            await self._give_up(work, job, Expired())
            return True
        if awake > work.now:
            await put_back(work, job, awake, Reason.HOURS)
            return True
        return False

    async def _show(
        self, work: Work, job: Job, screen: str, subject: str, recipient: Recipient
    ) -> ShownCard:
        """Record the card that is about to be posted; a second attempt posts the same one."""
        shown = ShownCard(
            reference=job.reference,
            subject=subject,
            screen=screen,
            recipient=str(recipient),
            at=work.now,
            redrawing=job.reference,
        )
        if await work.add(shown):
            return shown
        before = await work.of(ShownCard).get(job.reference)
        if before is None:
            return shown
        return await work.save(replace(before, redrawing=job.reference))

    async def _wait_for_way(self, work: Work, job: Job, way: NoWay) -> None:
        """Wait for an account or for another process; end if the recipient has left."""
        match way.reason:
            case Reason.GONE if way.person is not None:
                # The recipient left, so a missing address is not a failure.
                await finish(work, job, JobState.CANCELLED, Reason.GONE)
                kind = self._registry.jobs[job.kind]
                await self._outcomes.react(work, job, kind.given_up)
            case Reason.GONE:
                await self._give_up(work, job, Gone())
            case Reason.PROCESS:
                job = replace(job, platform=way.platform)
                await put_back(work, job, work.now, Reason.PROCESS)
            case _:
                await self._outcomes.wait(work, job, Waits(way.reason))
                if job.reason is not way.reason:
                    kind = self._registry.jobs[job.kind]
                    await self._outcomes.react(work, job, kind.without_account)

    async def _give_up(self, work: Work, job: Job, result: Result) -> None:
        await self._outcomes.react(work, job, await self._outcomes.end(work, job, result))

    async def _prepare_redraw(self, work: Work, job: Job) -> Sending | None:
        shown = await work.of(ShownCard).get(job.subject)
        message = await work.vault.open(ShownCard.message.of(job.subject)) if shown else None
        at = await work.vault.open(ShownCard.address.of(job.subject)) if shown else None
        busy = await work.of(Job).get(shown.redrawing) if shown and shown.redrawing else None
        if shown is None or message is None or at is None or shown.shown >= shown.wanted:
            await finish(work, job, JobState.CANCELLED)
            return None
        if busy and busy.state in UNDER_WAY and busy.reference != job.reference:
            # The job that draws this card now finds afterwards that one more redraw is wanted.
            await finish(work, job, JobState.CANCELLED)
            return None
        if at.platform not in self._opened:
            await put_back(work, replace(job, platform=at.platform), work.now, Reason.PROCESS)
            return None
        recipient = Recipient.parse(shown.recipient)
        try:
            person = await person_of(work, recipient)
        except SubjectGone:
            # The person was erased; their card must still show that its subject ended.
            person = None
        # What hangs in a channel is not only for whoever pressed it last.
        is_private = recipient.kind is not RecipientKind.CHANNEL
        pressed_by = await work.vault.open(shown.reader) if is_private else None
        reader = await self._reader(work, person, pressed_by)
        card = await self._redrawn(work, shown, person, reader)
        await work.save(replace(shown, redrawing=job.reference))
        job = await work.save(replace(job, platform=at.platform))
        return Sending(job, card, at.platform, shown.wanted, at, message=message)

    async def _redrawn(
        self, work: Work, shown: ShownCard, person: Person | None, reader: Reader
    ) -> Card:
        """Draw a shown card anew: closed, with a button that closes it, or as it always is."""
        closes = shown.closes and shown.screen != ENVELOPE_OVER
        closes = closes and not self._registry.is_complete(shown.screen)
        closes = closes and await self._directory.closes_messages(work)
        is_open = shown.open_until is not None and shown.open_until > work.now
        card: Card | None = None
        try:
            card = await self._drawn(work, shown.screen, shown.subject, person, reader)
        except SubjectGone:
            if not closes or is_open:
                raise
        if card is not None and not closes:
            return card
        if card is not None and is_open:
            words = self._wording.words(reader.locale, reader.zone)
            return opened_card(words, shown.reference, card)
        return await self._closed(work, shown, reader, card)

    async def _closed(
        self, work: Work, shown: ShownCard, reader: Reader, card: Card | None
    ) -> Card:
        """Draw a shown card closed, with the button that opens it and ``card`` inside.

        A card about nothing that is kept says instead that it is closed for good, unless this is
        its first message: nobody could draw again what it said.
        """
        if not shown.subject and shown.wanted:
            return await self._drawn(work, ENVELOPE_OVER, "", None, reader)
        words = self._wording.words(reader.locale, reader.zone)
        hospital = await self._directory.hospital(work)
        closed = closed_card(words, hospital, shown.reference, card)
        return replace(closed, language=words.language)

    async def _reader(
        self, work: Work, person: Person | None, erased: Reader | None = None
    ) -> Reader:
        """Return how somebody reads: a person, or ``erased`` whose reference is erased."""
        if person:
            return Reader(person.locale, person.zone)
        directory = self._directory
        return erased or Reader(await directory.language(work), await directory.zone(work))

    async def _drawn(
        self, work: Work, screen: str, subject: str, person: Person | None, reader: Reader
    ) -> Card:
        """Draw a screen for a person, or for a ``reader`` whose reference was erased."""
        words = self._wording.words(reader.locale, reader.zone)
        roles = await self._directory.roles_of(work, person) if person else frozenset()
        context = Context(work, words, self._directory.lines(person), person=person, roles=roles)
        card = await self._registry.screen(screen)(context, subject)
        return replace(card, language=words.language)
