"""Opens a deployment of a playbook that a simulation lives in, in a scratch folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from adapters.database.migrations import migrate
from adapters.playbook import check
from adapters.scratch import scratch_settings
from adapters.simulation.clock import SimulatedClock
from adapters.simulation.hospital import Hospital
from adapters.simulation.mailbox import Mailbox
from adapters.simulation.rates import Chance, Rates
from adapters.simulation.staff import on_one_platform, with_more_people, with_one_more_at_night
from adapters.wiring import deployed
from bot.core.storage import in_one_work
from bot.programme import Playbook, apply
from bot.programme.model import PAGING

PLATFORM = TENANT = "practice"
PER_UNIT = 8
"""How many people are added to each unit, so that its shifts are staffed; assumed."""


class Unsound(ValueError):
    """The playbook has faults, which the text lists."""


@dataclass(frozen=True)
class Setting:
    """What a simulated hospital is like."""

    start: datetime
    seed: int
    rates: Rates = field(default_factory=Rates)
    per_unit: int = PER_UNIT
    """How many people are added to each unit that has shifts."""
    one_more: bool = False
    """Whether one more supporter is on duty every night."""
    swept_every: timedelta = timedelta(hours=6)
    """How often housekeeping is planned; it changes nothing for people."""
    keeps: bool = True
    """Whether all that was shown is kept until the end."""


@asynccontextmanager
async def simulated_hospital(folder: Path, text: str, setting: Setting) -> AsyncIterator[Hospital]:
    """A hospital with the playbook ``text``. Raises ``Unsound``.

    Everybody has an account on one made-up platform; nothing leaves this machine.
    """
    playbook = with_more_people(on_one_platform(_sound(text), PLATFORM), setting.per_unit, PLATFORM)
    if setting.one_more:
        playbook = with_one_more_at_night(playbook, PLATFORM)
    settings = scratch_settings(folder)
    clock = SimulatedClock(setting.start)
    mailbox = Mailbox(PLATFORM, clock, keeps=setting.keeps)
    await migrate(settings.database_url)
    # Pages come to the same place as messages, in a conversation of their own.
    messengers = {PLATFORM: mailbox, PAGING: mailbox}
    async with deployed(settings, messengers, clock) as parts:
        await in_one_work(parts.storage, lambda work: apply(work, playbook, "simulation"))
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
            chance=Chance(setting.seed),
            rates=setting.rates,
            swept_every=setting.swept_every,
        )


def _sound(text: str) -> Playbook:
    found = check(text)
    if not isinstance(found, Playbook):
        raise Unsound("\n".join(str(fault) for fault in found))
    return found
