"""A running deployment: its parts, and what it knows of itself."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from adapters.clock import SystemClock
from adapters.database.deployments import Standing
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.ledger import ErasureLedger
from adapters.database.reachability import trouble_with
from adapters.database.sealing import VaultError
from adapters.database.unit_of_work import DatabaseStorage
from adapters.examination import Examination, of_database, of_writes
from adapters.figures import read_figures, seconds_to_answer
from adapters.http import Report
from adapters.intake.gateway import Intake
from adapters.limits import Limits
from adapters.loop import WorkLoop
from adapters.platforms import OpenPlatform
from adapters.refusals import Refusals
from bot.core.context import Context
from bot.core.conversation import Messenger, Workplace
from bot.core.dispatcher import Dispatcher
from bot.core.errors import Conflict, StorageDown
from bot.core.health import Finding, Symptom, health
from bot.core.housekeeping import plan_sweeps
from bot.core.jobs import Urgency
from bot.core.observations import Observations, dated, note_lasting
from bot.core.process_health import NOTICED_HERE
from bot.core.routes import Registry
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.core.symptoms import DATABASE
from bot.core.texts import Wording, Words
from bot.core.worker import Worker
from bot.home import open_cards
from bot.privacy import forget_again
from bot.privacy.model import Forgotten
from bot.programme import ProgrammeDirectory

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Platforms:
    """The platforms that are switched on, by name."""

    messengers: Mapping[str, Messenger]
    workplaces: Mapping[str, Workplace] = field(default_factory=dict)
    opened: Mapping[str, OpenPlatform] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=lambda: Refusals(SystemClock()))
    """The deliveries that they refused."""


@dataclass
class Deployment:
    """The parts of a running deployment."""

    storage: DatabaseStorage
    queue: DatabaseJobQueue
    registry: Registry
    wording: Wording
    directory: ProgrammeDirectory
    worker: Worker
    bot: Dispatcher
    loop: WorkLoop
    ledger: ErasureLedger
    platforms: Platforms
    standing: Standing
    observations: Observations
    examination: Examination
    database_url: str = field(repr=False)
    limits: Limits = field(default_factory=Limits)
    """What each address may still do at the doors of this process."""
    key_id: str = ""
    """The id of the deployment key that this process seals with."""
    is_serving: bool = True
    """Whether it takes requests: not while it stops."""

    @property
    def intake(self) -> Intake:
        """Accepts what hospital systems report."""
        return Intake(self.storage, self.registry, self.wording, self.directory, self.loop.wake)

    async def plan(self) -> int:
        """Schedule due sweeps, load a new playbook, and write the erasure ledger."""
        await plan_sweeps(self.storage, self.registry)
        await in_one_work(self.storage, self.directory.refresh, reads_only=True)
        await self._write_ledger()
        return 0

    async def _write_ledger(self) -> None:
        try:
            written = await self.ledger.write_pending(self.storage)
        except OSError:
            log.exception("ledger_not_written")
            return
        if written:
            # The bytes of erased values must go, too, not only the rows.
            await self.storage.tidy()

    async def forget_again(self, forgotten: Sequence[Forgotten]) -> None:
        """Forget those whom the ledger names and a restored database does not."""

        async def forget(work: Work) -> None:
            context = Context(work, self.wording.words("en", "UTC"), self.directory.lines())
            await forget_again(context, forgotten)
            await self.registry.settle(context)

        await in_one_work(self.storage, forget)

    async def answers(self) -> int:
        """Run only the jobs that a person is waiting for, straight after the commit."""
        return await self.worker.run_due((Urgency.ANSWER,))

    @property
    def is_alive(self) -> bool:
        """Whether no duty of the loop hangs."""
        return self.loop.is_alive

    @property
    def here(self) -> list[Symptom]:
        """What only this process notices, also when the database takes no changes."""
        return [*self.observations.symptoms, *of_writes(self.storage)]

    def open_cards(self) -> list[Card]:
        """The cards that anybody may see, in each language."""
        words, lines = self.wording.words("en", "UTC"), self.directory.lines()
        spoken = (words, *(words.into(language) for language in words.others()))
        return [card for each in spoken for card in open_cards(each, lines)]

    async def write_observations(self) -> None:
        """Write what this process noticed, for all others; may raise ``StorageDown``."""
        self.observations.found("doors", self.limits.symptoms)
        await self.observations.write(self.storage)

    async def note_lasting(self) -> None:
        """Note since when the deployment's faults last; ``StorageDown`` or ``Conflict``.

        What only this process notices is left out, since the next process would not find it.
        """
        words = self.wording.words("en", "UTC")
        shared = [each for each in self.registry.checks if each.name != NOTICED_HERE]

        async def look(work: Work) -> list[Finding]:
            return await health(Context(work, words, self.directory.lines()), shared)

        found = await in_one_work(self.storage, look, reads_only=True)
        await note_lasting(self.storage, found)

    async def findings(self) -> list[Finding]:
        """Everything that is wrong, what is broken first; also with the database down."""
        return list((await self.report()).findings)

    async def report(self) -> Report:
        """The state of the deployment; also with the database down."""
        words, causes = self.wording.words("en", "UTC"), tuple(self.registry.causes)
        free, limited = self.examination.free_bytes, self.limits.refused
        try:
            took_s = await seconds_to_answer(self.storage)
            report = await in_one_work(
                self.storage, partial(self._report, words, causes), reads_only=True
            )
            return replace(report, database_s=took_s, free_bytes=free, limited=limited)
        except (StorageDown, Conflict, VaultError):
            log.warning("health_without_database")
        trouble = await trouble_with(self.database_url)
        down = of_database(trouble) if trouble else Symptom(DATABASE, detail="?")
        found = dict.fromkeys(symptom.said(words) for symptom in (down, *self.here))
        return Report(tuple(found), causes=causes, free_bytes=free, limited=limited)

    async def _report(self, words: Words, causes: tuple[str, ...], work: Work) -> Report:
        context = Context(work, words, self.directory.lines())
        findings = await dated(work, await health(context, self.registry.checks))
        return Report(tuple(findings), await read_figures(work, self.registry), causes)
