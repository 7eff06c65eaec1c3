"""A film as JSON for the page: its frames, and each card once, as each platform is sent it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from adapters.platforms import Payloads
from adapters.practice.beats import Beat, Closes, Fades, Opens, Presses, Sends, Waits
from adapters.practice.film import Film, Frame, Shot
from bot.core.screens import Card, Form
from bot.core.texts import Words

Json = dict[str, Any]


class Reel:
    """Turns films into JSON, and remembers the payloads it has drawn."""

    def __init__(self, skins: Mapping[str, Payloads], closed: Callable[[Card], Card]) -> None:
        """``skins`` are the platforms whose payloads are shown, by name.

        ``closed`` gives the closed message that hangs in a card's place where messages close.
        """
        self._skins = skins
        self._closed = closed
        self._drawn: dict[object, tuple[str, Json]] = {}

    def json(self, film: Film, words: Words) -> Json:
        """All frames so far, with the words of a language."""
        cards: Json = {}
        frames = [self._frame(frame, cards, words) for frame in film.frames]
        beat = film.next
        return {
            "frames": frames,
            "cards": cards,
            "astray": film.astray,
            "next": beat and {"user": beat.user, **_deed(beat)},
        }

    def _frame(self, frame: Frame, cards: Json, words: Words) -> Json:
        title, text = frame.words
        return {
            "step": frame.step,
            "moment": frame.moment,
            "at": frame.at.isoformat(),
            "day": words.day(frame.at),
            "time": words.time(frame.at),
            "user": frame.user,
            "held": frame.held,
            "in_channel": frame.in_channel,
            "title": words(title),
            "text": words(text),
            "phones": {
                name: [self._shot(shot, frame.at, cards, words) for shot in shots]
                for name, shots in frame.phones.items()
            },
            "dialog": frame.dialog and self._dialog(frame.dialog, cards),
            "linked": frame.linked,
            "rows": frame.rows,
            "other_rows": frame.other_rows,
            "written_to": words("stage.end.people", count=frame.written_to),
        }

    def _shot(self, shot: Shot, now: datetime, cards: Json, words: Words) -> Json:
        def draw() -> Json:
            return {name: self._messages(skin, shot.card) for name, skin in self._skins.items()}

        key, day, time = self._keep(shot.card, cards, draw), words.day(shot.at), words.time(shot.at)
        at = time if day == words.day(now) else f"{day}, {time}"
        flags = {"private": shot.private, "read": shot.read, "open": shot.open}
        return {"id": shot.id, "at": at, "card": key, **flags}

    def _messages(self, skin: Payloads, card: Card) -> Json:
        """A card as it is read, and what hangs in its place while it is closed."""
        hangs = {"closed": skin.message(self._closed(card))} if skin.closes_messages else {}
        return {"message": skin.message(card), **hangs}

    def _dialog(self, form: Form, cards: Json) -> str:
        def draw() -> Json:
            return {name: {"dialog": skin.dialog(form)} for name, skin in self._skins.items()}

        # Two dialogs may differ in nothing but where they are sent.
        return self._keep((form, form.nonce), cards, draw)

    def _keep(self, of: object, cards: Json, draw: Callable[[], Json]) -> str:
        """The key under which a payload stands among the cards; it is drawn once."""
        if of not in self._drawn:
            drawn = draw()
            text = json.dumps(drawn, sort_keys=True)
            self._drawn[of] = hashlib.sha256(text.encode()).hexdigest()[:12], drawn
        key, drawn = self._drawn[of]
        cards[key] = drawn
        return key


def _deed(beat: Beat) -> Json:
    match beat.deed:
        case Opens():
            return {"deed": "open"}
        case Closes():
            return {"deed": "close"}
        case Presses(action=action, in_channel=in_channel):
            return {"deed": "press", "action": action, "in_channel": in_channel}
        case Sends(form=form):
            return {"deed": "send", "form": form}
        case Waits() | Fades():
            return {"deed": "wait"}
