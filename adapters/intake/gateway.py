"""Passes what a message reports to the bot, in one unit of work with the reactions to it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adapters.intake.faults import BadField
from bot.adverse_events import note_unread, take_report, take_statement
from bot.adverse_events.last_said import Statement
from bot.adverse_events.model import SourceReport, Taken, UnknownUnitError
from bot.adverse_events.statements import StatementLacks, statements_ahead
from bot.adverse_events.unread import Lacks, Outcome
from bot.core.context import Context, Directory
from bot.core.errors import Conflict, StorageDown
from bot.core.routes import Registry
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording
from bot.core.together import Together
from bot.programme import current
from bot.programme.model import Programme


@dataclass(frozen=True)
class PassedOver:
    """Something in a message that is counted and not reported; the rest of it goes on."""

    source: str
    lacks: Lacks


Reported = SourceReport | Statement | PassedOver
"""One thing that a message reports."""

Read = Callable[[Programme], Sequence[Reported]]
"""Reads what a message reports under a programme. Raises ``BadField``."""

log = logging.getLogger(__name__)


@dataclass
class _Message:
    """A message, which is read once under each programme that it meets."""

    read: Read
    _under: Programme | None = None
    _reported: Sequence[Reported] = ()
    _fault: BadField | None = None

    def reported(self, programme: Programme) -> Sequence[Reported]:
        """What it reports under this programme. Raises ``BadField``."""
        if programme is not self._under:
            self._under, self._reported, self._fault = programme, (), None
            try:
                self._reported = self.read(programme)
            except BadField as fault:
                self._fault = fault
        if self._fault is not None:
            raise self._fault
        return self._reported

    def seems_to_report(self, programme: Programme) -> bool:
        """Whether it reports something, if the programme is still this one."""
        try:
            return bool(self.reported(programme))
        except BadField:
            return False

    @property
    def statements(self) -> list[Statement]:
        """The statements in it, as it was read last."""
        return [each for each in self._reported if isinstance(each, Statement)]


async def _statements_ahead(work: Work, messages: Sequence[_Message]) -> None:
    await statements_ahead(work, [each for one in messages for each in one.statements])


@dataclass
class Intake:
    """Accepts what the channels receive: all of a message, or nothing of it.

    A commit waits for the disk, so messages that arrive meanwhile share the next one.
    """

    storage: Storage
    registry: Registry
    wording: Wording
    directory: Directory
    wake: Callable[[], None]
    """Informs the worker that something may be due."""
    _last: Programme | None = field(default=None, init=False)
    """The programme as it was read last; another process may have changed it since."""

    def __post_init__(self) -> None:
        """Let what waits at the same time share a unit of work."""
        # Whatever a message builds on was committed by this queue, before the message came.
        self._commits = Together(self.storage, lets_in_late=True)
        self._reads = Together(self.storage, reads_only=True)

    async def programme(self) -> Programme:
        """The programme as it stands. Raises ``StorageDown``."""
        self._last = await self._reads.run(current)
        return self._last

    async def take(self, report: SourceReport) -> Taken:
        """Accept a report; it is committed when this returns.

        Raises ``UnknownUnitError``, ``StorageDown`` or ``Conflict``; then nothing was accepted,
        and the source has to send it again.
        """
        return await self._take(_Message(lambda _: [report]))

    async def take_all(self, reported: Sequence[Reported]) -> Taken:
        """Accept everything a message reports; it is committed when this returns.

        Raises ``BadField`` if a new fact cannot be understood, ``StorageDown`` or ``Conflict``;
        then nothing was accepted.
        """
        return await self.take_message(lambda _: reported) if reported else Taken.KNOWN

    async def take_message(self, read: Read) -> Taken:
        """Accept everything a message reports under the programme as it stands, as ``take_all``.

        ``read`` is called again where the programme turns out to be another one than thought.
        So a message that reports something needs one unit of work, which reads the programme and
        writes; only one that seems to report nothing needs the programme by itself.
        Raises what ``read`` raises, too.
        """
        message = _Message(read)
        seems = self._last is not None and message.seems_to_report(self._last)
        if not seems and not message.reported(await self.programme()):
            return Taken.KNOWN
        try:
            return await self._take(message)
        except StatementLacks as fault:
            raise BadField(fault.lacks.field, fault.lacks.reason) from None
        except UnknownUnitError:
            raise BadField("unit", "is not a unit of the programme") from None

    async def unread(self, source: str, fault: BadField) -> None:
        """Record that a message was refused, and why, without its contents.

        If the database is down only the sender learns of it, by the answer.
        """
        slug = "-".join(f"{fault.field} {fault.reason}".split())[:80]
        log.warning("intake_unread", extra={"source": source, "reason": slug})
        try:
            await in_one_work(
                self.storage,
                lambda work: note_unread(work, source, Lacks(fault.field, fault.reason)),
            )
        except (StorageDown, Conflict):
            log.warning("intake_not_now")

    async def _take(self, message: _Message) -> Taken:
        async def take(work: Work) -> set[Taken]:
            programme = self._last = await current(work)
            words = self.wording.words("en", await self.directory.zone(work))
            context = Context(work, words, self.directory.lines())
            taken = {await _one(context, each) for each in message.reported(programme)}
            await self.registry.settle(context)
            return taken

        taken = await self._commits.run(take, message, _statements_ahead)
        if taken - {Taken.NOTED}:
            self.wake()
        return Taken.ACCEPTED if Taken.ACCEPTED in taken else Taken.KNOWN


async def _one(context: Context, reported: Reported) -> Taken:
    match reported:
        case Statement():
            return await take_statement(context, reported)
        case PassedOver(source=source, lacks=lacks):
            await note_unread(context.work, source, lacks, Outcome.PASSED_OVER)
            return Taken.NOTED
        case SourceReport():
            return await take_report(context, reported)
