"""After a talk: it is closed, and a few taps for counting, if one likes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.inputs import Choice, Ticks, options_labelled
from bot.core.inputs import Option as Pick
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Action, Dialog, Screen
from bot.core.notices import Notice
from bot.core.packed import Packed
from bot.core.screens import Button, Card, Form, Text
from bot.core.texts import Words, texts_of
from bot.requests.model import ABOUT_TIME, AskerAnswer, AskerToken, Lasted, Origin, Reason, Way
from bot.requests.names import DONE_CARD
from bot.requests.screens import request_card

DESCRIBE = Dialog("request.describe")
THANKS = Dialog("request.described")
RATE = Action("request.rate")
CLOSED_TALK = Screen("request.closed_talk")
RATED = Notice(Screen("request.rated"), "support_requests.rate.thanks", "support_requests.preview")
LASTED, WAY, REASON, MORE, YES = "lasted", "way", "reason", "more", "yes"


def done_card(words: Words, lines: Lines, token: str, *, asks: bool) -> Card:
    """The talk is closed; ``asks`` whether its supporter would like to say a little of it."""
    ended = Text(words("support_requests.held.ended"))
    if not asks:
        return request_card(words, lines, DONE_CARD, token, ended)
    question = Text(words("support_requests.describe.ask"))
    button = Button(DESCRIBE, words("support_requests.describe.button"), token, opens_form=True)
    return request_card(words, lines, DONE_CARD, token, ended, question, buttons=(button,))


@dataclass(frozen=True)
class RateSubject(Packed):
    """What a button is about that answers one question about a talk."""

    token: str
    answer: AskerAnswer


def closed_talk_card(words: Words, lines: Lines, token: AskerToken | None) -> Card:
    """A talk is closed, for the person who asked for it; ``token`` says what to ask them."""
    parts, buttons = [Text(words("support_requests.ended.done"))], list[Button]()
    if token is not None and token.origin is Origin.CALL:
        parts = [
            Text(words("support_requests.calls.done")),
            Text(words("support_requests.calls.rate")),
        ]
    elif token is not None:
        parts.append(Text(words("support_requests.rate.ask")))
    if token is not None:
        labels = texts_of(words, "support_requests.rate", AskerAnswer)
        buttons = [
            Button(RATE, labels[answer], str(RateSubject(token.reference, answer)))
            for answer in AskerAnswer
            if not (token.soon_said if answer in ABOUT_TIME else token.helped_said)
        ]
    buttons.append(Button(CRISIS_SHOW, words("support_requests.button.crisis")))
    reference = token.reference if token else ""
    return request_card(words, lines, CLOSED_TALK, reference, *parts, buttons=tuple(buttons))


def describe_form(words: Words, token: str) -> Form:
    """Four questions; each may be left out, and none takes words."""
    return Form(
        name=DESCRIBE,
        subject=token,
        title=words("support_requests.describe.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.describe.what")),),
        inputs=(
            _choice(
                LASTED,
                words("support_requests.describe.lasted"),
                texts_of(words, "support_requests.describe", Lasted),
            ),
            _choice(WAY, words("support_requests.describe.way"), _ways(words)),
            _choice(
                REASON,
                words("support_requests.describe.reason"),
                texts_of(words, "support_requests.describe", Reason),
            ),
            Ticks(
                MORE,
                words("support_requests.describe.more"),
                (Pick(YES, words("support_requests.describe.more_yes")),),
            ),
        ),
        submit=words("support_requests.describe.send"),
    )


def _choice(name: str, label: str, said: Mapping[str, str]) -> Choice:
    return Choice(name, label, options_labelled(said), optional=True)


def _ways(words: Words) -> dict[str, str]:
    return {
        Way.PHONE: words("support_requests.reach.phone"),
        Way.IN_PERSON: words("support_requests.reach.in_person"),
        Way.VIDEO: words("support_requests.reach.video"),
        Way.MESSAGES: words("support_requests.describe.messages"),
    }
