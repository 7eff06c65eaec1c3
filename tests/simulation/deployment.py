"""Opens a deployment of a playbook that a simulation lives in, in a scratch folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.database.migrations import migrate
from adapters.playbook import check, without_names
from adapters.practice.scratch import scratch_settings
from adapters.wiring import deployed
from bot.core.storage import in_one_work
from bot.programme import Playbook, apply
from bot.programme.model import PAGING
from tests.clock import SimulatedClock
from tests.simulation.hospital import Hospital
from tests.simulation.mailbox import Mailbox
from tests.simulation.rates import Chance, Rates
from tests.simulation.staff import more_people

PLATFORM = TENANT = "practice"
PER_UNIT = 8
"""How many people are added to each unit, so that its shifts are staffed; assumed."""


class Unsound(ValueError):
    """The playbook has faults, which the text lists."""


@asynccontextmanager
async def simulated_hospital(
    folder: Path,
    text: str,
    start: datetime,
    seed: int,
    rates: Rates | None = None,
    per_unit: int = PER_UNIT,
) -> AsyncIterator[Hospital]:
    """A hospital with the playbook ``text``, at ``start``. Raises ``Unsound``.

    Everybody has an account on one made-up platform; nothing leaves this machine.
    """
    sound = _sound(text)
    playbook = _sound(text + more_people(sound.programme, per_unit, PLATFORM))
    settings = scratch_settings(folder)
    clock = SimulatedClock(start)
    mailbox = Mailbox(PLATFORM, clock)
    await migrate(settings.database_url)
    # Pages come to the same place as messages, in a conversation of their own.
    messengers = {PLATFORM: mailbox, PAGING: mailbox}
    async with deployed(settings, messengers, clock) as parts:
        plain = without_names(text)
        await in_one_work(
            parts.storage, lambda work: apply(work, playbook, "simulation", text=plain)
        )
        await parts.plan()
        yield Hospital(
            bot=parts.bot,
            worker=parts.worker,
            queue=parts.queue,
            storage=parts.storage,
            directory=parts.directory,
            take=parts.intake.take,
            plan=parts.plan,
            clock=clock,
            mailbox=mailbox,
            tenant=TENANT,
            chance=Chance(seed),
            rates=rates or Rates(),
        )


def _sound(text: str) -> Playbook:
    found = check(text)
    if not isinstance(found, Playbook):
        raise Unsound("\n".join(str(fault) for fault in found))
    return found
