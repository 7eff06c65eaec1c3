"""Into the bot: what a message says is taken in one unit of work, with the reactions to it."""

import logging
from collections.abc import Callable, Sequence

from adapters.intake.faults import BadField
from bot.adverse_events import note_unread, take_report, take_statement
from bot.adverse_events.model import SourceReport, Taken, UnknownUnitError
from bot.adverse_events.statements import Statement, StatementLacks
from bot.core.context import Context, Directory
from bot.core.errors import Conflict, StorageDown
from bot.core.routes import Registry
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording
from bot.programme import current
from bot.programme.model import Programme

Said = SourceReport | Statement
log = logging.getLogger(__name__)


class Intake:
    """What the doors hand to: everything a message says is taken, or nothing of it."""

    def __init__(
        self,
        storage: Storage,
        registry: Registry,
        wording: Wording,
        directory: Directory,
        wake: Callable[[], None],
    ) -> None:
        """Keep what it works with; ``wake`` tells the worker that something may be due."""
        self._storage = storage
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._wake = wake

    async def programme(self) -> Programme:
        """The programme as it stands. Raises ``StorageDown``."""
        return await in_one_work(self._storage, current, reads_only=True)

    async def take(self, report: SourceReport) -> Taken:
        """Take a report; when it returns, all of it is committed.

        Raises ``UnknownUnitError``, and ``StorageDown`` or ``Conflict`` when the database does
        not settle: then nothing was taken, and the source sends it again.
        """
        return await self._take([report])

    async def take_all(self, said: Sequence[Said]) -> Taken:
        """Take everything a message says; when it returns, all of it is committed.

        Raises ``BadField`` where something of it is news and cannot be understood, and
        ``StorageDown`` or ``Conflict``: then nothing was taken.
        """
        if not said:
            return Taken.KNOWN
        try:
            return await self._take(said)
        except StatementLacks as fault:
            raise BadField(fault.lacks.field, fault.lacks.reason) from None
        except UnknownUnitError:
            raise BadField("unit", "is no unit of the programme") from None

    async def unread(self, source: str, fault: BadField) -> None:
        """Write down that a message could not be taken, and why; never what was in it.

        Where even that cannot be written, the sender's answer still says it.
        """
        log.warning("intake_unread", extra={"source": source, "reason": _slug(fault)})
        try:
            await in_one_work(
                self._storage, lambda work: note_unread(work, source, fault.field, fault.reason)
            )
        except (StorageDown, Conflict):
            log.warning("intake_not_now")

    async def _take(self, said: Sequence[Said]) -> Taken:
        async def take(work: Work) -> Taken:
            words = self._wording.words("en", await self._directory.zone(work))
            context = Context(work, words, self._directory.lines())
            taken = [await _one(context, each) for each in said]
            await self._registry.settle(context)
            return Taken.ACCEPTED if Taken.ACCEPTED in taken else Taken.KNOWN

        taken = await in_one_work(self._storage, take)
        self._wake()
        return taken


async def _one(context: Context, said: Said) -> Taken:
    if isinstance(said, Statement):
        return await take_statement(context, said)
    return await take_report(context, said)


def _slug(fault: BadField) -> str:
    """The fault as one word, as a log line may hold it."""
    return "-".join(f"{fault.field} {fault.reason}".split())[:80]
