"""Parses what Teams delivers into plain data for the bot, with its origin.

Shapes: https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
and https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.teams.address import HOME, account_of, address_of
from adapters.teams.render import OURS
from bot.core.conversation import Command, Delivery, Press, Submission
from bot.core.people import Account
from bot.programme.hours.quiet_hours import is_zone

Json = dict[str, Any]

LONGEST_TEXT = 4_000
PERSONAL = "personal"
TEXTS = ("action", "value", "form", "subject", "nonce", "many")
"""The text values in the data of the app's buttons."""


class Unreadable(ValueError):
    """The body is not one that Teams sends; the text says what is wrong, without any value."""


class Surface(StrEnum):
    """Where a person acted."""

    CHAT = "chat"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Origin:
    """Where an action came from, and where its answer goes."""

    surface: Surface
    account: Account
    tenant: str
    conversation: str
    message: str = ""
    """The message whose button was pressed, if there is one."""
    zone: str = ""
    locale: str = ""


def tenant_of(activity: Json) -> str:
    """The tenant of an activity, in lower case; empty if it is missing or ambiguous.

    It is read from the channel data, because the SDK's own field stays empty in Teams.
    """
    channel, conversation = activity.get("channelData"), activity.get("conversation")
    tenant = channel.get("tenant") if isinstance(channel, dict) else None
    named = {
        found.casefold() if isinstance(found, str) else ""
        for found in (
            tenant.get("id") if isinstance(tenant, dict) else None,
            conversation.get("tenantId") if isinstance(conversation, dict) else None,
        )
        if found is not None
    }
    return named.pop() if len(named) == 1 else ""


def origin_of(activity: Json) -> Origin:
    """The origin of an activity. Raises ``Unreadable``."""
    tenant = tenant_of(activity)
    if not tenant:
        raise Unreadable("no tenant")
    who, conversation = _object(activity, "from"), _object(activity, "conversation")
    account = account_of(tenant, _text(who, "aadObjectId"))
    kind = conversation.get("conversationType", PERSONAL)
    zone, locale = _reader(activity)
    return Origin(
        surface=Surface.CHAT if kind == PERSONAL else Surface.CHANNEL,
        account=account,
        tenant=tenant,
        conversation=_text(conversation, "id").partition(";")[0],
        message=str(activity.get("replyToId") or ""),
        zone=zone,
        locale=locale,
    )


def delivery_of(activity: Json, origin: Origin, kind: str) -> Delivery:
    """The key by which repeats are found; activity ids are unique within a conversation."""
    at = address_of(origin.tenant, origin.conversation).value
    return Delivery(kind, at, _text(activity, "id"))


def home(activity: Json, origin: Origin) -> Command:
    """A person asked for their home card, or installed the app."""
    return _command(delivery_of(activity, origin, HOME), origin, HOME, (), ())


def command(
    activity: Json, origin: Origin, name: str, words: tuple[str, ...], mentioned: tuple[str, ...]
) -> Command:
    """A typed command."""
    return _command(delivery_of(activity, origin, "command"), origin, name, words, mentioned)


def _command(
    came: Delivery, origin: Origin, name: str, words: tuple[str, ...], mentioned: tuple[str, ...]
) -> Command:
    return Command(came, origin.account, name, words, mentioned, origin.zone, origin.locale)


def mentions(activity: Json, user: str) -> bool:
    """Whether a message mentions a user or bot (by ``29:`` or ``28:`` id)."""
    entities = activity.get("entities")
    return any(
        isinstance(one, dict)
        and isinstance(one.get("mentioned"), dict)
        and one["mentioned"].get("id") == user
        for one in (entities if isinstance(entities, list) else ())
    )


@dataclass(frozen=True)
class Action:
    """The data of a pressed button, and the values entered beside it."""

    name: str
    value: str
    form: str
    subject: str
    nonce: str
    on_home: bool
    entered: dict[str, tuple[str, ...]]


def action_of(activity: Json) -> Action:
    """The pressed button, in any of its shapes. Raises ``Unreadable``."""
    value = _object(activity, "value")
    inner = value.get("action")
    data = inner.get("data") if isinstance(inner, dict) else value.get("data")
    if not isinstance(data, dict):
        raise Unreadable("no data")
    ours = _object(data, OURS)
    verb = inner.get("verb") if isinstance(inner, dict) else None
    texts = {name: ours.get(name, "") for name in TEXTS}
    if not all(isinstance(text, str) and _is_whole(text) for text in texts.values()):
        raise Unreadable("a button that is not ours")
    return Action(
        name=str(verb or texts["action"]),
        value=texts["value"],
        form=texts["form"],
        subject=texts["subject"],
        nonce=texts["nonce"],
        on_home=ours.get("on") == HOME,
        entered=_entered(data, frozenset(texts["many"].split())),
    )


def press(activity: Json, origin: Origin, action: Action) -> Press:
    """A pressed button on a message."""
    return Press(
        delivery_of(activity, origin, "press"),
        origin.account,
        action.name,
        action.value,
        HOME if action.on_home else origin.message,
        zone=origin.zone,
        locale=origin.locale,
        # The answer changes the card for the presser; a job changes it for everybody.
        redrawn_later=bool(origin.message) and not action.on_home,
    )


def submission(activity: Json, origin: Origin, action: Action) -> Submission:
    """A sent form; the nonce in it identifies repeats."""
    at = address_of(origin.tenant, origin.conversation).value
    return Submission(
        Delivery("form", at, action.nonce or _text(activity, "id")),
        origin.account,
        action.form,
        action.subject,
        action.entered,
        origin.zone,
        origin.locale,
    )


def again(activity: Json, origin: Origin, action: Action) -> Command:
    """The command that a button repeats. Raises ``Unreadable``."""
    try:
        name, words, mentioned = json.loads(action.value)
        given = (str(name), tuple(map(str, words)), tuple(map(str, mentioned)))
    except (ValueError, TypeError, RecursionError) as fault:
        raise Unreadable("a button that is not ours") from fault
    return _command(delivery_of(activity, origin, "press"), origin, *given)


def again_value(typed: Command) -> str:
    """The value of a button that repeats a typed command."""
    return json.dumps([typed.name, typed.words, typed.mentioned])


def _entered(data: Json, many: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The values of each input; inputs in ``many`` separate their values by commas."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in data.items():
        if name in {OURS, "msteams"} or not isinstance(value, str) or not _is_whole(name + value):
            continue
        parts = value.split(",") if name in many else [value]
        found[name] = tuple(part.strip() for part in parts if part.strip())
    return found


def _reader(activity: Json) -> tuple[str, str]:
    """Zone and language of the client; empty if missing or unknown."""
    zone, locale = activity.get("localTimezone"), activity.get("locale")
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and entity.get("type") == "clientInfo":
            zone, locale = zone or entity.get("timezone"), locale or entity.get("locale")
    if not isinstance(locale, str) or not locale.replace("-", "").isalnum():
        locale = ""
    known = isinstance(zone, str) and is_zone(zone)
    return str(zone) if known else "", locale.replace("-", "_")


def _is_whole(value: str) -> bool:
    """Whether a text is short enough and can be encoded as UTF-8, without lone surrogates."""
    return len(value) <= LONGEST_TEXT and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _object(given: Json, name: str) -> Json:
    value = given.get(name)
    if not isinstance(value, dict):
        raise Unreadable(f"{name} is missing")
    return value


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value or not _is_whole(value):
        raise Unreadable(f"{name} is missing")
    return value
