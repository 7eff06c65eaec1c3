"""What Teams delivers, as plain data for the bot, and where it came from.

Shapes: https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
and https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
"""

import json
import zoneinfo
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.teams.address import HOME, account_of, address_of
from adapters.teams.render import OURS
from bot.core.conversation import Command, Delivery, Press, Submission
from bot.core.people import Account

Json = dict[str, Any]

LONGEST_TEXT = 4_000
PERSONAL = "personal"
TEXTS = ("action", "value", "form", "subject", "nonce", "many")
"""What stands in the data of our buttons."""


class Unreadable(ValueError):
    """What came in is not what Teams sends; the text says what is amiss, without any value."""


class Surface(StrEnum):
    """What somebody looked at when they did something."""

    CHAT = "chat"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Origin:
    """Where something came from, and so where an answer goes.

    ``conversation`` is that which was written in, ``message`` the one whose button was pressed.
    ``user`` is the id this bot knows somebody by.
    """

    surface: Surface
    account: Account
    tenant: str
    conversation: str
    message: str = ""
    user: str = ""
    zone: str = ""
    locale: str = ""
    home: bool = False


def tenant_of(activity: Json) -> str:
    """Whose people these are, in small letters; empty where it is not said, or said differently.

    From the channel's data: the SDK's own field stays empty on what Teams sends.
    """
    channel, conversation = activity.get("channelData"), activity.get("conversation")
    tenant = channel.get("tenant") if isinstance(channel, dict) else None
    said = {
        found.casefold() if isinstance(found, str) else ""
        for found in (
            tenant.get("id") if isinstance(tenant, dict) else None,
            conversation.get("tenantId") if isinstance(conversation, dict) else None,
        )
        if found is not None
    }
    return said.pop() if len(said) == 1 else ""


def origin_of(activity: Json) -> Origin:
    """Who did something, and where. Raises ``Unreadable``."""
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
        user=str(who.get("id") or ""),
        zone=zone,
        locale=locale,
    )


def delivery_of(activity: Json, origin: Origin, kind: str) -> Delivery:
    """What makes a repeat the same; ids are one of a kind within a conversation only."""
    at = address_of(origin.tenant, origin.conversation).value
    return Delivery(kind, at, _text(activity, "id"))


def home(activity: Json, origin: Origin) -> Command:
    """Somebody wants their home in their chat, or has the app anew."""
    return _command(delivery_of(activity, origin, HOME), origin, HOME, (), ())


def command(
    activity: Json, origin: Origin, name: str, words: tuple[str, ...], mentioned: tuple[str, ...]
) -> Command:
    """Words that were typed and understood to be a command."""
    return _command(delivery_of(activity, origin, "command"), origin, name, words, mentioned)


def _command(
    came: Delivery, origin: Origin, name: str, words: tuple[str, ...], mentioned: tuple[str, ...]
) -> Command:
    return Command(came, origin.account, name, words, mentioned, origin.zone, origin.locale)


def mentions(activity: Json, user: str) -> bool:
    """Whether somebody (by ``29:`` or ``28:`` id) is named in what was written."""
    entities = activity.get("entities")
    return any(
        isinstance(one, dict)
        and isinstance(one.get("mentioned"), dict)
        and one["mentioned"].get("id") == user
        for one in (entities if isinstance(entities, list) else ())
    )


@dataclass(frozen=True)
class Action:
    """What stands in the data of one of our buttons, and what was entered beside it."""

    name: str
    value: str
    form: str
    subject: str
    nonce: str
    on_home: bool
    entered: dict[str, tuple[str, ...]]


def action_of(activity: Json) -> Action:
    """The button that was pressed, whichever way it was drawn. Raises ``Unreadable``."""
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
    """A button that was pressed on a message."""
    return Press(
        delivery_of(activity, origin, "press"),
        origin.account,
        action.name,
        action.value,
        HOME if action.on_home else origin.message,
        zone=origin.zone,
        locale=origin.locale,
        # The answer changes the card for who pressed; a job changes the message for everybody.
        redrawn_later=bool(origin.message) and not action.on_home,
    )


def submission(activity: Json, origin: Origin, action: Action) -> Submission:
    """A form that was sent. The nonce drawn into it tells a repeat."""
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
    """The command that a button stands for. Raises ``Unreadable``."""
    try:
        name, words, mentioned = json.loads(action.value)
        given = (str(name), tuple(map(str, words)), tuple(map(str, mentioned)))
    except (ValueError, TypeError, RecursionError) as fault:
        raise Unreadable("a button that is not ours") from fault
    return _command(delivery_of(activity, origin, "press"), origin, *given)


def again_value(typed: Command) -> str:
    """The value of a button that stands for a command which was typed."""
    return json.dumps([typed.name, typed.words, typed.mentioned])


def _entered(data: Json, many: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What was entered in each input; those of ``many`` have commas between their values."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in data.items():
        if name in {OURS, "msteams"} or not isinstance(value, str) or not _is_whole(name + value):
            continue
        parts = value.split(",") if name in many else [value]
        found[name] = tuple(part.strip() for part in parts if part.strip())
    return found


def _reader(activity: Json) -> tuple[str, str]:
    """Zone and language of the client, empty where they are not said or not known."""
    zone, locale = activity.get("localTimezone"), activity.get("locale")
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if isinstance(entity, dict) and entity.get("type") == "clientInfo":
            zone, locale = zone or entity.get("timezone"), locale or entity.get("locale")
    if not isinstance(locale, str) or not locale.replace("-", "").isalnum():
        locale = ""
    known = isinstance(zone, str) and _is_zone(zone)
    return str(zone) if known else "", locale.replace("-", "_")


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def _is_whole(value: str) -> bool:
    """Whether it can be written as UTF-8; JSON can name halves of characters, which cannot."""
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
