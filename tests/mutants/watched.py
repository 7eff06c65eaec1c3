"""Which modules are mutated, and the tests that should notice: one line for each."""

from typing import NamedTuple

REQUESTS = "tests/bot/requests/"
WORKER = ("tests/bot/test_worker.py", "tests/bot/test_worker_faults.py")
CLAIMS = (f"{REQUESTS}test_claims.py", f"{REQUESTS}test_asking.py", f"{REQUESTS}test_ladder.py")
DATABASE = "tests/adapters/database/"
NOTES = ("tests/bot/check_ins", "tests/bot/adverse_events/test_reporting.py")


class Watched(NamedTuple):
    """A module, and the tests that run for each of its mutants, the quickest first."""

    module: str
    tests: tuple[str, ...]


WATCHED = (
    Watched("bot/core/worker.py", (*WORKER, "tests/bot/test_how_sends_end.py")),
    Watched("bot/core/decisions.py", (*WORKER, "tests/bot/test_how_sends_end.py")),
    Watched("bot/core/outcomes.py", (*WORKER, "tests/bot/test_how_sends_end.py")),
    Watched("bot/core/jobs.py", (*WORKER, "tests/bot/test_jobs_and_messages.py")),
    Watched("bot/core/messages.py", (*WORKER, f"{REQUESTS}test_after_an_outage.py")),
    Watched("bot/core/context.py", (*WORKER, f"{REQUESTS}test_words_once.py", *CLAIMS)),
    Watched("bot/core/dispatcher.py", ("tests/bot/test_dispatcher.py", "tests/bot/test_roles.py")),
    Watched(
        "bot/requests/transitions.py",
        (*CLAIMS, f"{REQUESTS}test_handing.py", f"{REQUESTS}test_calls.py"),
    ),
    Watched("bot/requests/transition_table.py", (f"{REQUESTS}test_transition_table.py", *CLAIMS)),
    Watched("bot/requests/telling.py", (f"{REQUESTS}test_words_once.py", *CLAIMS)),
    Watched("bot/requests/eligibility.py", (f"{REQUESTS}test_matching.py", *CLAIMS)),
    Watched(
        "bot/requests/queries.py",
        (*CLAIMS, f"{REQUESTS}test_handing.py", f"{REQUESTS}test_assigning.py"),
    ),
    Watched(
        "bot/requests/escalation.py",
        (f"{REQUESTS}test_levels.py", f"{REQUESTS}test_ladder.py", f"{REQUESTS}test_waiting.py"),
    ),
    Watched(
        "bot/requests/next_step.py",
        (f"{REQUESTS}test_levels.py", f"{REQUESTS}test_ladder.py", f"{REQUESTS}test_machine.py"),
    ),
    Watched("bot/requests/anonymity.py", (f"{REQUESTS}test_anonymity.py",)),
    Watched("bot/adverse_events/audience.py", ("tests/bot/adverse_events", "tests/bot/check_ins")),
    Watched("bot/adverse_events/reports.py", ("tests/bot/adverse_events",)),
    Watched(
        "bot/adverse_events/brake/model.py",
        (
            "tests/bot/adverse_events/test_brake.py",
            "tests/bot/adverse_events/test_brake_goes_on.py",
        ),
    ),
    Watched(
        "bot/adverse_events/brake/holding.py",
        (
            "tests/bot/adverse_events/test_brake.py",
            "tests/bot/adverse_events/test_brake_goes_on.py",
        ),
    ),
    Watched("bot/check_ins/jobs.py", NOTES),
    Watched("bot/follow_ups/jobs.py", ("tests/bot/follow_ups",)),
    Watched("bot/follow_ups/cadence.py", ("tests/bot/follow_ups",)),
    Watched("bot/reports/suppression.py", ("tests/bot/reports/test_suppression.py",)),
    Watched("bot/time_outs/state_machine.py", ("tests/bot/time_outs",)),
    Watched(
        "adapters/database/jobs.py",
        (f"{DATABASE}test_unit_of_work.py", *WORKER, f"{DATABASE}test_faults.py"),
    ),
    Watched("adapters/database/vault.py", (f"{DATABASE}test_vault.py",)),
    Watched("adapters/database/ledger.py", (f"{DATABASE}test_ledger.py",)),
    Watched("adapters/database/ledger_file.py", (f"{DATABASE}test_ledger.py",)),
    Watched("adapters/signing.py", ("tests/adapters/intake/test_door.py",)),
    Watched("adapters/intake/webhook.py", ("tests/adapters/intake/test_door.py",)),
)
