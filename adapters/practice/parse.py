"""What the page sends, as plain data for the bot. Anything else is refused with a reason."""

import json
from dataclasses import dataclass
from typing import Any

from adapters.practice.address import account_of
from bot.core.conversation import Command, Delivery, Incoming, Press, Submission

COMMANDS = ("support", "support-admin")
FREE_TEXT = "say"
LONGEST_USER = 64
HOME = "home"


class Unreadable(ValueError):
    """What came in is not what the page sends; the text says what is amiss."""


@dataclass(frozen=True)
class Sent:
    """What came in, and the conversation it came from."""

    incoming: Incoming
    conversation: str


def parse(body: bytes) -> Sent:
    """The one thing the page sent. Raises ``Unreadable``."""
    try:
        sent = json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        message = "the body is not JSON in UTF-8"
        raise Unreadable(message) from fault
    if not isinstance(sent, dict):
        message = "the body is not an object"
        raise Unreadable(message)
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
            return Sent(Command(delivery, account, "home", ()), conversation)
        case _:
            message = "kind: one of command, press, submission, home"
            raise Unreadable(message)


def _user(sent: dict[str, Any]) -> str:
    user = _text(sent, "user")
    if not user or len(user) > LONGEST_USER:
        message = f"user: a text of 1 to {LONGEST_USER} characters"
        raise Unreadable(message)
    return user


def _conversation(sent: dict[str, Any], user: str) -> str:
    """One's own conversation or home, or a channel: nobody presses in somebody else's."""
    conversation = _text(sent, "conversation")
    if conversation not in {f"@{user}", f"{HOME}@{user}"} and not conversation.startswith("#"):
        message = "conversation: one's own or a channel"
        raise Unreadable(message)
    return conversation


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or not _is_text(value):
        message = f"{name}: not a text"
        raise Unreadable(message)
    return value


def _is_text(value: str) -> bool:
    """Whether it can be written as UTF-8; JSON can name halves of characters, which cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _values(given: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        message = "values: not an object"
        raise Unreadable(message)
    values: dict[str, tuple[str, ...]] = {}
    for name, some in given.items():
        whole = isinstance(some, list) and _is_text(name)
        if not whole or not all(isinstance(one, str) and _is_text(one) for one in some):
            message = "values: not lists of texts"
            raise Unreadable(message)
        values[name] = tuple(one for one in some if one)
    return values


def _command(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Name, words and mentions. What is no command is free text, and its words are dropped."""
    first, *rest = text.split() or [""]
    name = first.removeprefix("/").casefold()
    if not first.startswith("/") or name not in COMMANDS:
        return FREE_TEXT, (), ()
    words: list[str] = []
    mentioned: list[str] = []
    for word in rest:
        # ``people=@a,@b`` names two; each mention stands in the words as ``@``.
        pieces = word.split("@")
        mentioned.extend(piece.strip(",").casefold() for piece in pieces[1:])
        words.append(pieces[0].casefold() + ",".join("@" for _ in pieces[1:]))
    return name, tuple(words), tuple(mentioned)
