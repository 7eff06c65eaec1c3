"""Mutants that somebody thought of: each breaks one promise, and once no test noticed."""

from typing import NamedTuple

DOOR = "tests/adapters/teams/test_door.py"


class ByHand(NamedTuple):
    """A text in a module, what stands there instead, and the tests that should notice."""

    what: str
    module: str
    old: str
    new: str
    tests: tuple[str, ...]


BY_HAND = (
    ByHand(
        "every person's name is a label of a metric",
        "adapters/figures.py",
        "jobs={state: await work.of(Job).count(Job.state.is_(state)) for state in JobState},",
        "jobs={\n"
        "            (await work.vault.open(each.name)) or '': 1\n"
        "            for each in await __import__('bot').core.people.active_after(work, '')\n"
        "        },",
        ("tests/adapters/health/test_names.py",),
    ),
    ByHand(
        "the ledger is not replayed at a start",
        "adapters/wiring.py",
        "replayed = await ledger.replay(storage)",
        "replayed = Replayed()",
        ("tests/process/test_restored.py", "tests/adapters/test_wiring.py"),
    ),
    ByHand(
        "a unit's leads are posted a card when somebody answers",
        "bot/check_ins/handlers.py",
        "    context.tell(Answered(episode.reference))\n",
        "    context.tell(Answered(episode.reference))\n"
        "    from bot.core.jobs import Recipient\n"
        "    from bot.programme import current\n"
        "    from bot.check_ins.names import NOTE\n"
        "    for unit in (await current(context.work)).units:\n"
        "        for lead in unit.leads:\n"
        "            to = Recipient.person(lead)\n"
        "            await context.post(NOTE, episode.reference, to, episode.reference + lead)\n",
        ("tests/bot/unit_leads",),
    ),
    ByHand(
        "a worker that lost its lease to another one writes all the same",
        "bot/core/leases.py",
        " or now.lease_token != job.lease_token",
        "",
        ("tests/bot/test_worker.py", "tests/bot/test_worker_faults.py"),
    ),
    ByHand(
        "a lease lasts no time",
        "bot/core/worker.py",
        "LEASE = timedelta(seconds=60)",
        "LEASE = timedelta(0)",
        ("tests/bot/test_worker.py",),
    ),
    ByHand(
        "a lease is shorter than one call may take",
        "bot/core/worker.py",
        "LEASE = timedelta(seconds=60)",
        "LEASE = timedelta(seconds=5)",
        ("tests/bot/test_worker.py",),
    ),
    ByHand(
        "a report a day old needs no signature",
        "adapters/signing.py",
        "    if not any(fits):\n",
        (
            "    if abs(now.timestamp() - int(stamp)) > 86400:\n"
            "        return None\n"
            "    if not any(fits):\n"
        ),
        ("tests/adapters/intake/test_door.py",),
    ),
    ByHand(
        "a report a day old is taken",
        "adapters/signing.py",
        "    if abs(late) > WINDOW.total_seconds():",
        "    if 86400 > abs(late) > WINDOW.total_seconds():",
        ("tests/adapters/intake/test_door.py",),
    ),
    ByHand(
        "a message goes to a service URL that is not on the list",
        "adapters/teams/sdk.py",
        "        if not self._hosts.allows(service_url):\n",
        "        if not service_url:\n",
        ("tests/adapters/teams/test_transports.py",),
    ),
    ByHand(
        "SQLite does not wait for the disk",
        "adapters/database/sqlite_connections.py",
        '"synchronous = FULL"',
        '"synchronous = OFF"',
        ("tests/adapters/database/test_shared_commits.py",),
    ),
    ByHand(
        "a note after a day of a milestone is repeated though it may have arrived",
        "bot/milestones/names.py",
        'Message("milestone.after", by_day(3 * A_DAY, urgency',
        'Message("milestone.after", by_day(3 * A_DAY, repeats_after=AN_HOUR, urgency',
        ("tests/bot/milestones",),
    ),
    ByHand(
        "a note before a day of a milestone is repeated though it may have arrived",
        "bot/milestones/names.py",
        'Message("milestone.before", by_day(8 * AN_HOUR, urgency',
        'Message("milestone.before", by_day(8 * AN_HOUR, repeats_after=AN_HOUR, urgency',
        ("tests/bot/milestones",),
    ),
    ByHand(
        "a later note goes to somebody who is under age by now",
        "bot/follow_ups/jobs.py",
        "wishes.stopped or not person.adult or not person.active",
        "wishes.stopped or not person.active",
        ("tests/bot/follow_ups",),
    ),
    ByHand(
        "a later note goes to somebody who left",
        "bot/follow_ups/jobs.py",
        "wishes.stopped or not person.adult or not person.active",
        "wishes.stopped or not person.adult",
        ("tests/bot/follow_ups",),
    ),
    ByHand(
        "a report that was called off is released",
        "bot/adverse_events/jobs.py",
        "    if report.state is not ReportState.HELD:\n        return Dropped()\n    await",
        "    await",
        ("tests/bot/adverse_events",),
    ),
    ByHand(
        "Slack's deliveries do not grow stale",
        "adapters/slack/verification.py",
        "WINDOW_S = 300\n",
        "WINDOW_S = 10**12\n",
        ("tests/adapters/slack/test_door.py", "tests/adapters/slack/test_deliveries.py"),
    ),
    *(
        ByHand(
            f"a token's {what} is looked at by the vendor's library alone",
            "adapters/teams/claims.py",
            old,
            new,
            (DOOR, "tests/adapters/teams/test_deliveries.py"),
        )
        for what, old, new in (
            ("issuer", 'if claims.get("iss") != self.issuer:', "if False:"),
            ("audience", 'if not self.is_audience(claims.get("aud")):', "if False:"),
            (
                "service URL",
                "not given or not same_service_url(given, service_url):",
                "not given:",
            ),
            ("end", "if now - ends > LEEWAY_S:", "if False:"),
        )
    ),
)
