"""How a call that the Bot Connector refused ends: the refusal's codes, and what they mean.

A message ends only by evidence about its reader or its conversation. So the lists of codes here
are lists of exceptions to waiting; a refusal that is on none of them is ``NotUnderstood``.
Teams spells the same refusal in several ways, so all codes of an answer are read.
"""

import json
import random
import re
from collections.abc import Iterator
from datetime import timedelta

from bot.core.errors import (
    BotError,
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
    Unwanted,
)

# The codes are in lower case. [1], [2] and [3] are where each is documented or was seen:
# [1] https://learn.microsoft.com/en-us/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
# [2] https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages#understand-who-blocked-muted-or-uninstalled-a-bot
# [3] https://learn.microsoft.com/en-sg/answers/questions/5858588/ (Microsoft's moderator)

BLOCKED = frozenset(
    {
        "conversationblockedbyuser",  # [1] 403
        "messagewritesblocked",  # [2] 403, as a subCode inside the text of the message
        "botdisabledbyuser",  # [3] 403
    }
)
"""The person blocked the app."""
BLOCKED_NUMBER = "209"
"""[2] The number of the same refusal. It is also seen when an administrator disabled the app,
so it only counts if the answer names no other code."""
GONE = frozenset(
    {
        "activitynotfoundinconversation",  # [1] 404: this message was deleted
        "botnotinconversationroster",  # [1] 403: the app was taken out of this conversation
        "conversationnotfound",  # [1] 404: this conversation was deleted
        "forbiddenoperationexception",  # [1] 403: this person does not have the app
    }
)
"""This conversation, message, or person's copy of the app does not exist any more."""
ADMINISTRATORS = frozenset(
    {
        "appdisabled",
        "botdisabledbyadmin",  # [1] 403
        "botdisabledbytenantadmin",
        "botnotregistered",  # [1] 401
        "invalidbotapihost",  # [1] 403: the cloud is wrong (GCC)
        "notenoughpermissions",  # [1] 403
        "tenantadminblocked",
    }
)
"""An administrator has to mend it. These outweigh the codes above in the same answer."""
SENTENCES = {
    "user blocked the conversation with the bot": "ConversationBlockedByUser",  # [1]
    "thread is blocked from message writes": "MessageWritesBlocked",  # [2]
    "the tenant admin disabled this bot": "BotDisabledByAdmin",  # [1]
    # [1] A new chat with somebody without the app is refused with the code BadArgument.
    "installed in user's personal scope": "ForbiddenOperationException",
}
"""Sentences of Microsoft's that stand for a code, where the answer names a vaguer one or none."""
BUSY = frozenset({412, 429, 502, 504})
"""[1] The statuses after which Teams asks for a repetition."""
PAYLOAD = frozenset({400, 413, 415, 422})
"""The statuses of a refusal of what we wrote: [1] has 400 and 413, HTTP the others."""
UNAUTHORIZED, FORBIDDEN = 401, 403
SERVER_FAULT = 500
INNER = frozenset({403, 404})
"""The inner statuses that say more than the server's fault around them."""

BUSY_FOR_S = 2.0
"""The first wait if Teams does not name one. Up to half of it is added at random, so that calls
do not all return at once; ``pace`` doubles it with each refusal."""


# ---- what a refusal means ----


def ending_of(status: int, codes: tuple[str, ...], retry_after: float | None = None) -> BotError:
    """How a refused call ends. ``codes`` are those of ``read_refusal``."""
    known = {code.casefold() for code in codes}
    code = next(iter(codes), f"http_{status}")
    if status in BUSY:
        return PlatformBusy(moment(retry_after))
    if status == UNAUTHORIZED or known & ADMINISTRATORS or (status == FORBIDDEN and not codes):
        return InstallationBroken(code)
    if status >= SERVER_FAULT:
        return OutcomeUnknown()
    if known & BLOCKED or known == {BLOCKED_NUMBER}:
        return Unwanted()
    if known & GONE:
        return RecipientGone()
    return Faulty(code) if status in PAYLOAD else NotUnderstood(code)


def moment(seconds: float | None) -> timedelta:
    """The wait that Teams asked for, plus a random part."""
    wait = BUSY_FOR_S if seconds is None else max(1.0, seconds)
    return timedelta(seconds=wait * random.uniform(1.0, 1.5))  # noqa: S311 - no secret


# ---- what a refusal says ----

DEEPEST = 8
"""How deep an answer is read; Microsoft's are four levels deep."""
LONGEST_CODE = 80
LONGEST_TEXT = 4_000
_CODES = ("code", "subcode", "errorcode", "errorsubcode")
_INSIDE = ("error", "innererror", "innerhttperror", "body", "message", "details")
_KNOWN = BLOCKED | GONE | ADMINISTRATORS
_WORD = re.compile(r"[A-Za-z]+")


def read_refusal(status: int, body: bytes) -> tuple[int, tuple[str, ...]]:
    """The status and the error codes of a refusal, the outermost code first. Never raises.

    A refusal of the service behind the Bot Connector may come as a server's fault around the
    refusal itself; the status is then that of the refusal.
    """
    found = _parsed(body.decode("utf-8", "replace"))
    codes = tuple(dict.fromkeys(_codes(found, DEEPEST)))
    return (_inner_status(found) or status if status >= SERVER_FAULT else status), codes


def _codes(found: object, deep: int) -> Iterator[str]:
    """The codes in a part of an answer, which may be an object, or a text with one inside."""
    if isinstance(found, dict) and deep:
        named = {str(name).casefold(): value for name, value in found.items()}
        given = (named.get(name) for name in _CODES)
        yield from (str(one)[:LONGEST_CODE] for one in given if _is_code(one))
        for name in _INSIDE:
            yield from _codes(named.get(name), deep - 1)
    elif isinstance(found, list) and deep:
        for one in found:
            yield from _codes(one, deep - 1)
    elif isinstance(found, str):
        parsed = _parsed(found)
        if isinstance(parsed, str):
            yield from _in_words(parsed[:LONGEST_TEXT])
        else:
            yield from _codes(parsed, deep - 1 if deep else 0)


def _is_code(found: object) -> bool:
    return isinstance(found, str | int) and not isinstance(found, bool) and found != ""


def _in_words(text: str) -> Iterator[str]:
    """The known codes that a sentence names or stands for."""
    yield from (word for word in _WORD.findall(text) if word.casefold() in _KNOWN)
    plain = text.casefold().replace("\u2019", "'")
    yield from (code for sentence, code in SENTENCES.items() if sentence in plain)


def _inner_status(found: object) -> int | None:
    """The status of the refusal within a server's fault, if it says more than the fault."""
    try:
        status = found["error"]["innerHttpError"]["statusCode"]  # type: ignore[index]
    except (KeyError, TypeError):
        return None
    return status if isinstance(status, int) and status in INNER else None


def _parsed(text: str) -> object:
    """The JSON object or list in a text, or else the text."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict | list) else text
