"""Reads the figures of ``/metrics`` from the database. None of them is about a person."""

import time
from collections import Counter
from collections.abc import Iterable

from adapters.metrics import Figures, Heartbeats
from bot.core.deployment import state_of
from bot.core.jobs import Job, JobState
from bot.core.last_audit import last_audit
from bot.core.observations import Topic, counted
from bot.core.processes import ALIVE_FOR, Process
from bot.core.routes import Registry
from bot.core.sending_health import unsent
from bot.core.storage import Storage, Work, in_one_work
from bot.duty.response_times import Wait, rounded_waits
from bot.programme import current

TOPICS = (Topic.SENT, Topic.NOT_SENT, Topic.REFUSED, Topic.INTAKE)


async def read_figures(work: Work, registry: Registry) -> Figures:
    """The figures of the whole deployment."""
    state = await state_of(work)
    last, names = await last_audit(work), (each.name for each in registry.audits)
    found = {each.audit: each.count for each in last.found} if last else {}
    step = (await current(work)).smallest_count
    return Figures(
        jobs={state: await work.of(Job).count(Job.state.is_(state)) for state in JobState},
        overdue={name: found.get(name, 0) for name in names},
        audited=work.now - last.at if last else None,
        counts=tuple((await counted(work, *TOPICS)).values()),
        unsent=await unsent(work),
        heartbeats=_heartbeats(work, await work.of(Process).find()),
        held=state is not None and state.held is not None,
        waits=await rounded_waits(work, Wait.YES, step),
    )


def _heartbeats(work: Work, processes: Iterable[Process]) -> Heartbeats:
    """What the processes say of themselves; one that ended without a word is known a while."""
    rows = list(processes)
    alive = [each for each in rows if work.now - each.seen_at <= ALIVE_FOR]
    return Heartbeats(
        workers=sum(each.works for each in alive),
        alive=Counter((str(each.kind), each.version) for each in alive),
        newest={
            str(kind): work.now - max(each.seen_at for each in rows if each.kind is kind)
            for kind in {each.kind for each in rows}
        },
        clock_offset_ms=max((abs(each.clock_offset) for each in alive), default=0),
    )


async def seconds_to_answer(storage: Storage) -> float:
    """How long the database takes for the shortest unit of work. Raises ``StorageDown``."""

    async def nothing(_: Work) -> None:
        return None

    began = time.monotonic()
    await in_one_work(storage, nothing, reads_only=True)
    return time.monotonic() - began
