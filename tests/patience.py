"""How long tests wait for something that will happen, also on a slow machine."""

import sys

from aiohttp import ClientTimeout

PATIENCE_S = 60
"""A limit that only something that hangs exceeds. Tests wait for a state, never for a time."""

LIMITS = {
    "adapters.database.sessions": ("_CONNECT_SECONDS", "_STATEMENT_SECONDS", "_POOL_WAIT_SECONDS"),
    "adapters.database.sqlite_file": ("BUSY_SECONDS",),
    "adapters.database.wakeups": ("HEARD_WITHIN_S",),
    "adapters.slack.opening": ("TIMEOUT",),
    "adapters.slack.app": ("MET_WITHIN_S",),
    "adapters.slack.messenger": ("REST_TIMEOUT_S",),
    "adapters.slack.replies": ("OPEN_TIMEOUT_S",),
    "adapters.slack.workplace": ("TIMEOUT_S",),
    "adapters.teams.opening": ("TIMEOUT",),
    "adapters.teams.keys": ("TIMEOUT_S",),
    "adapters.teams.members": ("TIMEOUT_S",),
    "adapters.teams.tokens": ("TIMEOUT_S",),
    "adapters.teams.workplace": ("TIMEOUT_S",),
}
"""The program's own time limits, after which it goes on without an answer."""


def be_patient() -> None:
    """Lengthen the limits of every module that was imported.

    A stand-in answers at once, but a busy machine may take a second over it. A test of a limit
    sets a short one.
    """
    for module, names in LIMITS.items():
        if module in sys.modules:
            for name in names:
                before = getattr(sys.modules[module], name)
                patient = isinstance(before, ClientTimeout)
                after = ClientTimeout(total=PATIENCE_S) if patient else PATIENCE_S
                setattr(sys.modules[module], name, after)
