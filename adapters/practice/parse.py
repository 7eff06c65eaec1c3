"""Parses what the page sends into plain data for the bot."""

import json
from dataclasses import dataclass
from typing import Any

from adapters.practice.address import account_of
from bot.core.commands import ADMIN, FREE_TEXT, OPEN_HOME, SUPPORT
from bot.core.conversation import HOME_PAGE, Command, Delivery, Incoming, Press, Submission

COMMANDS = (SUPPORT, ADMIN)
LONGEST_USER = 64
HOME = HOME_PAGE


class Unreadable(ValueError):
    """The body is not one that the page sends; the text says what is wrong."""


@dataclass(frozen=True)
class Sent:
    """A person's action, and the conversation it came from."""

    incoming: Incoming
    conversation: str


def parse(body: bytes) -> Sent:
    """The action in a request body. Raises ``Unreadable``."""
    try:
        sent = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise Unreadable("the body is not JSON in UTF-8") from fault
    if not isinstance(sent, dict):
        raise Unreadable("the body is not an object")
    user = _user(sent)
    conversation = _conversation(sent, user)
    delivery = Delivery(_text(sent, "kind"), conversation, _text(sent, "id"))
    account = account_of(user)
    match sent.get("kind"):
        case "command":
            name, words, mentioned = _command(_text(sent, "text"))
            return Sent(Command(delivery, account, name, words, mentioned), conversation)
        case "press":
            action, value = _text(sent, "action"), _text(sent, "value")
            message_id = _text(sent, "message")
            return Sent(Press(delivery, account, action, value, message_id), conversation)
        case "submission":
            values = _values(sent.get("values", {}))
            form, subject = _text(sent, "form"), _text(sent, "subject")
            return Sent(Submission(delivery, account, form, subject, values), conversation)
        case "home":
            return Sent(Command(delivery, account, OPEN_HOME, ()), conversation)
        case _:
            raise Unreadable("kind: one of command, press, submission, home")


def _user(sent: dict[str, Any]) -> str:
    user = _text(sent, "user")
    if not user or len(user) > LONGEST_USER:
        raise Unreadable(f"user: a text of 1 to {LONGEST_USER} characters")
    return user


def _conversation(sent: dict[str, Any], user: str) -> str:
    """A channel, or the user's own conversation or home. Raises ``Unreadable`` for any other."""
    conversation = _text(sent, "conversation")
    if conversation not in {f"@{user}", f"{HOME}@{user}"} and not conversation.startswith("#"):
        raise Unreadable("conversation: must be the user's own or a channel")
    return conversation


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or not _is_text(value):
        raise Unreadable(f"{name}: not a text")
    return value


def _is_text(value: str) -> bool:
    """Whether a string can be encoded as UTF-8; JSON may contain lone surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _values(given: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        raise Unreadable("values: not an object")
    values: dict[str, tuple[str, ...]] = {}
    for name, some in given.items():
        whole = isinstance(some, list) and _is_text(name)
        if not whole or not all(isinstance(one, str) and _is_text(one) for one in some):
            raise Unreadable("values: not lists of texts")
        values[name] = tuple(one for one in some if one)
    return values


def _command(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name, words and mentions of a command. Other text becomes free text without its words."""
    first, *rest = text.split() or [""]
    name = first.removeprefix("/").casefold()
    if not first.startswith("/") or name not in COMMANDS:
        return FREE_TEXT, (), ()
    words: list[str] = []
    mentioned: list[str] = []
    for word in rest:
        # ``people=@a,@b`` mentions two people; each mention becomes ``@`` in the words.
        pieces = word.split("@")
        mentioned.extend(piece.strip(",").casefold() for piece in pieces[1:])
        words.append(pieces[0].casefold() + ",".join("@" for _ in pieces[1:]))
    return name, tuple(words), tuple(mentioned)
