"""Passes what a message reports to the bot, in one unit of work with the reactions to it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.intake.faults import BadField
from bot.adverse_events import note_unread, take_report, take_statement
from bot.adverse_events.last_said import Statement
from bot.adverse_events.model import SourceReport, Taken, UnknownUnitError
from bot.adverse_events.statements import StatementLacks
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

log = logging.getLogger(__name__)


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

    def __post_init__(self) -> None:
        """Let what waits at the same time share a unit of work."""
        self._commits = Together(self.storage)
        self._reads = Together(self.storage, reads_only=True)

    async def programme(self) -> Programme:
        """The programme as it stands. Raises ``StorageDown``."""
        return await self._reads.run(current)

    async def take(self, report: SourceReport) -> Taken:
        """Accept a report; it is committed when this returns.

        Raises ``UnknownUnitError``, ``StorageDown`` or ``Conflict``; then nothing was accepted,
        and the source has to send it again.
        """
        return await self._take([report])

    async def take_all(self, reported: Sequence[Reported]) -> Taken:
        """Accept everything a message reports; it is committed when this returns.

        Raises ``BadField`` if a new fact cannot be understood, ``StorageDown`` or ``Conflict``;
        then nothing was accepted.
        """
        if not reported:
            return Taken.KNOWN
        try:
            return await self._take(reported)
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

    async def _take(self, reported: Sequence[Reported]) -> Taken:
        async def take(work: Work) -> Taken:
            words = self.wording.words("en", await self.directory.zone(work))
            context = Context(work, words, self.directory.lines())
            taken = [await _one(context, each) for each in reported]
            await self.registry.settle(context)
            return Taken.ACCEPTED if Taken.ACCEPTED in taken else Taken.KNOWN

        taken = await self._commits.run(take)
        self.wake()
        return taken


async def _one(context: Context, reported: Reported) -> Taken:
    match reported:
        case Statement():
            return await take_statement(context, reported)
        case PassedOver(source=source, lacks=lacks):
            await note_unread(context.work, source, lacks, Outcome.PASSED_OVER)
            return Taken.KNOWN
        case SourceReport():
            return await take_report(context, reported)
