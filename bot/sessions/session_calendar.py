"""A session for one's own calendar: an address in a dialog, which leads to one neutral entry.

A link, not a file: for a file the app would need one more permission. The address is one for the
whole session, so that asking it tells nobody who comes, and it is gone with the session.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.storage import Work
from bot.programme import current
from bot.sessions.model import GroupSession, SessionState


@dataclass(frozen=True)
class SessionEntry:
    """What a calendar shows of a session; ``title`` stands in the catalogue of words."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    place: str
    changes: int
    is_cancelled: bool


async def address_of(work: Work, session: GroupSession) -> str:
    """The address of the entry; empty where the playbook does not say how this is reached."""
    base = (await current(work)).address
    return f"{base}/calendar/session/{_secret(work, session)}.ics" if base else ""


async def session_behind(work: Work, secret: str) -> SessionEntry | None:
    """The session behind a secret; ``None`` for a wrong one, and once it is over."""
    for session in await work.of(GroupSession).find():
        shown = session.is_ahead or session.state is SessionState.CANCELLED
        if shown and _secret(work, session) == secret:
            return SessionEntry(
                uid=work.vault.mark("group-entry", session.reference),
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                place=session.place,
                changes=session.changes,
                is_cancelled=session.state is SessionState.CANCELLED,
            )
    return None


def _secret(work: Work, session: GroupSession) -> str:
    return work.vault.mark("group-calendar", session.reference)
