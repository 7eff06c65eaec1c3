"""Offers a session as a calendar entry behind a link, which is shown in a dialog.

A link is used because the app would need one more permission to send a file. All participants
get the same address, so a request for it does not show who comes. It ends with the session.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.storage import Work
from bot.programme import current
from bot.sessions.model import GroupSession, SessionState


@dataclass(frozen=True)
class SessionEntry:
    """What a calendar shows of a session; its title is in the catalogue of texts."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    place: str
    changes: int
    is_cancelled: bool


async def address_of(work: Work, session: GroupSession) -> str:
    """Return the address of the entry; empty if the playbook has no public address."""
    base = (await current(work)).address
    return f"{base}/calendar/session/{_secret(work, session)}.ics" if base else ""


async def session_behind(work: Work, secret: str) -> SessionEntry | None:
    """Return the session of a secret; ``None`` if it is wrong or the session is over."""
    for session in await work.of(GroupSession).find():
        shown = session.is_ahead or session.state is SessionState.CANCELLED
        if shown and _secret(work, session) == secret:
            return SessionEntry(
                uid=work.vault.blind_index("group-entry", session.reference),
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                place=session.place,
                changes=session.changes,
                is_cancelled=session.state is SessionState.CANCELLED,
            )
    return None


def _secret(work: Work, session: GroupSession) -> str:
    return work.vault.blind_index("group-calendar", session.reference)
