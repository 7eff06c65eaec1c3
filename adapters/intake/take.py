"""Into the bot: a report is taken in one unit of work, with the reactions to it."""

from collections.abc import Callable

from bot.adverse_events import take_report
from bot.adverse_events.model import SourceReport, Taken
from bot.context import Context, Directory
from bot.dispatcher import settle
from bot.routes import Registry
from bot.storage import Storage, Work, in_one_work
from bot.texts import Wording


class Intake:
    """What the door hands a report to."""

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

    async def take(self, report: SourceReport) -> Taken:
        """Take a report; when it returns, all of it is committed.

        Raises ``UnknownUnitError``, and ``StorageDown`` or ``Conflict`` when the database does
        not settle: then nothing was taken, and the source sends it again.
        """

        async def take(work: Work) -> Taken:
            words = self._wording.words("en", await self._directory.zone(work))
            context = Context(work, words, self._directory.lines())
            taken = await take_report(context, report)
            await settle(self._registry, context)
            return taken

        taken = await in_one_work(self._storage, take)
        self._wake()
        return taken
