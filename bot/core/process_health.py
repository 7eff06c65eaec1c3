"""What is wrong with the processes of the deployment, and what they noticed."""

import math
from collections.abc import Callable, Iterable
from datetime import timedelta

from bot.core.context import Context
from bot.core.deployment import clock_is_doubtful, state_of, went_back_from
from bot.core.health import Cause, Check, Finding, Mender, Symptom
from bot.core.observations import Topic, counted, standing
from bot.core.platforms import known_platforms
from bot.core.processes import ProcessKind, alive
from bot.core.storage import Work
from bot.core.symptoms import SYMPTOMS

IT = Mender.IT
LATELY = timedelta(hours=1)
"""How long a refused delivery is worth telling of."""
IN_USE = timedelta(days=1)
"""A platform that no process has had open for this long may be switched off for good."""
MOST_OFF = timedelta(seconds=60)
"""How far a host's clock may be from the database's: signatures last five minutes."""

NO_WORKER = Cause("no_worker", IT, "health.found.no_worker", "health.mend.no_worker", broken=True)
PLATFORM_NOT_OPEN = Cause(
    "platform_not_open", IT, "platform.not_open", "platform.mend_not_open", broken=True
)
PLATFORM_LACKING = Cause(
    "platform_lacking", IT, "platform.lacking", "platform.mend_lacking", broken=True
)
VERSIONS_DIFFER = Cause("versions_differ", IT, "health.found.versions", "health.mend.versions")
CLOCKS_DIFFER = Cause("clocks_differ", IT, "health.found.clocks", "health.mend.clocks", broken=True)
HELD = Cause("held", IT, "programme.finding.held", "programme.mend.release", broken=True)
CLOCK_LEAPT = Cause("clock_leapt", IT, "programme.finding.clock", "programme.mend.clock")
CLOCK_BACK = Cause(
    "clock_back", IT, "health.found.clock_back", "health.mend.clock_back", broken=True
)
FORGED = Cause("deliveries_forged", IT, "platform.forged", "platform.mend_forged", broken=True)
OTHER_APP = Cause(
    "deliveries_other_app", IT, "platform.other_app", "platform.mend_other_app", broken=True
)
STALE = Cause("deliveries_stale", IT, "platform.stale", "platform.mend_stale", broken=True)
OF_OTHERS = Cause("deliveries_of_others", IT, "platform.of_others", "platform.mend_of_others")
REPORTS_FORGED = Cause(
    "reports_forged", IT, "health.found.reports_forged", "health.mend.reports_forged", broken=True
)
REPORTS_STALE = Cause(
    "reports_stale", IT, "health.found.reports_stale", "health.mend.reports_stale", broken=True
)

REFUSALS = {
    (Topic.REFUSED, "signature"): FORGED,
    (Topic.REFUSED, "unknown_key"): FORGED,
    (Topic.REFUSED, "key_not_endorsed"): FORGED,
    (Topic.REFUSED, "issuer"): OTHER_APP,
    (Topic.REFUSED, "audience"): OTHER_APP,
    (Topic.REFUSED, "service_url"): OTHER_APP,
    (Topic.REFUSED, "service_host"): OTHER_APP,
    (Topic.REFUSED, "expired"): STALE,
    (Topic.REFUSED, "not_yet_valid"): STALE,
    (Topic.REFUSED, "tenant"): OF_OTHERS,
    (Topic.INTAKE, "signature"): REPORTS_FORGED,
    (Topic.INTAKE, "expired"): REPORTS_STALE,
    (Topic.INTAKE, "not_yet_valid"): REPORTS_STALE,
}
"""What a refusal shows, by what differed. What anybody can send, such as no token, shows nothing
but that the address is known; it is only counted."""


async def _processes(context: Context) -> list[Finding]:
    words = context.words
    running = await alive(context.work)
    workers = [each for each in running if each.works]
    # Before the first start there is no deployment yet, and nothing to miss.
    has_begun = await state_of(context.work) is not None
    found = [NO_WORKER.said(words)] if has_begun and not workers else []
    opened = {name for each in workers for name in each.platforms}
    in_use = await _in_use(context.work)
    closed = sorted(in_use - opened) if workers else []
    found += [PLATFORM_NOT_OPEN.said(words, platform) for platform in closed]
    serving = [each for each in running if each.kind is not ProcessKind.LISTENER]
    for platform in sorted(in_use & opened):
        if lacking := sum(platform not in each.platforms for each in serving):
            found.append(PLATFORM_LACKING.said(words, platform, count=lacking))
    versions = sorted({each.version for each in running})
    if len(versions) > 1:
        found.append(VERSIONS_DIFFER.said(words, names=", ".join(versions)))
    worst = max((abs(each.clock_offset) for each in running), default=0)
    if worst > MOST_OFF / timedelta(milliseconds=1):
        found.append(CLOCKS_DIFFER.said(words, count=worst // 1000))
    return found


async def _in_use(work: Work) -> set[str]:
    """Return the platforms that some process has open, or had within the last day."""
    known = await known_platforms(work)
    lately = {name for name, opened_at in known.items() if work.now - opened_at < IN_USE}
    return lately | {name for each in await alive(work) for name in each.platforms}


async def _standing(context: Context) -> list[Finding]:
    found = []
    state = await state_of(context.work)
    if state is not None and state.held is not None:
        found.append(HELD.said(context.words))
    if await clock_is_doubtful(context.work):
        found.append(CLOCK_LEAPT.said(context.words))
    before = went_back_from(state, context.now) if state is not None else None
    if before is not None:
        minutes = math.ceil((before - context.now) / timedelta(minutes=1))
        found.append(CLOCK_BACK.said(context.words, count=minutes))
    return found


async def _refusals(context: Context) -> list[Finding]:
    """Find the deliveries and reports refused in the last hour, together by what that shows."""
    together: dict[tuple[Cause, str], tuple[int, int]] = {}
    for row in (await counted(context.work, Topic.REFUSED, Topic.INTAKE)).values():
        cause = REFUSALS.get((row.topic, row.code))
        if cause is None or row.last_at < context.now - LATELY:
            continue
        count, seconds = together.get((cause, row.about), (0, 0))
        together[cause, row.about] = count + row.count, max(seconds, abs(row.seconds))
    found = []
    for (cause, about), (count, seconds) in together.items():
        if cause in {REPORTS_FORGED, REPORTS_STALE}:
            said = cause.said(context.words, source=about, count=count, seconds=seconds)
        else:
            said = cause.said(context.words, about, count=count, seconds=seconds)
        found.append(said)
    return found


async def _observed(context: Context) -> list[Finding]:
    rows = [row for row in await standing(context.work) if row.code in SYMPTOMS]
    noticed = [Symptom(SYMPTOMS[row.code], row.about, row.detail, row.count) for row in rows]
    return [symptom.said(context.words) for symptom in noticed]


NOTICED_HERE = "this process"


def noticed_here(symptoms: Callable[[], Iterable[Symptom]]) -> Check:
    """Make the check of what this very process notices, which it may be unable to write."""

    async def find(context: Context) -> list[Finding]:
        return [symptom.said(context.words) for symptom in symptoms()]

    return Check(NOTICED_HERE, find, ())


RUNNING = Check(
    "processes",
    _processes,
    (NO_WORKER, PLATFORM_NOT_OPEN, PLATFORM_LACKING, VERSIONS_DIFFER, CLOCKS_DIFFER),
)
"""Only for deployments whose processes announce themselves; a demo has none."""
CHECKS = (
    Check("standing", _standing, (HELD, CLOCK_LEAPT, CLOCK_BACK)),
    Check("refusals", _refusals, tuple(dict.fromkeys(REFUSALS.values()))),
    Check("observed", _observed, tuple(SYMPTOMS.values())),
)
