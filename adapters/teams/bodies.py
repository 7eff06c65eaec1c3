"""Reads and writes the bodies of calls to Microsoft's services."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from adapters.teams.transport import CardMessage, Json, Member, Unanswered

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
PAGE = 500
"""How many members one page holds at most."""
MOST_PAGES = 60
"""Enough for the 25,000 people of the largest team; a cut list would shorten a roster."""


def as_sent(found: Any) -> bytes:  # noqa: ANN401 - plain JSON
    """JSON in UTF-8 without escapes, which would triple the size of a name in Hebrew."""
    # A lone surrogate cannot be encoded and becomes a question mark.
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")


def activity_of(message: CardMessage) -> Json:
    """The activity that posts a message."""
    attachment = {"contentType": CARD_TYPE, "content": message.card}
    return {"type": "message", "summary": message.summary, "attachments": [attachment]}


async def all_members(page: Callable[[str], Awaitable[Any]]) -> list[Member]:
    """The members on all pages, except bots.

    ``page`` gets the continuation token of the page before, empty for the first, and returns
    plain JSON. Raises ``Unanswered`` if a page has another form than members.
    """
    found: list[Member] = []
    token = ""
    for _ in range(MOST_PAGES):
        answer = await page(token)
        try:
            found += [_member(one) for one in answer.get("members") or ()]
            token = str(answer.get("continuationToken") or "")
        except (AttributeError, TypeError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        if not token:
            break
    return [member for member in found if member.account]


def _member(found: Json) -> Member:
    def text(*names: str) -> str:
        return next((str(found[name]) for name in names if found.get(name)), "")

    return Member(
        # Teams sends "objectId" where the documentation says "aadObjectId".
        account=text("aadObjectId", "objectId").casefold(),
        user=text("id"),
        name=text("name"),
        email=text("email"),
        tenant=text("tenantId").casefold(),
        guest=text("userRole", "role").casefold() in {"guest", "anonymous"},
    )
