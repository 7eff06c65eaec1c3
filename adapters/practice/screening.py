"""Shows a film on the page: the page's own words, the cast, the frames, and what is asked of it."""

import html
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.packaged import text_of
from adapters.platforms import APP_NAME, Payloads
from adapters.practice.beats import BEATS, BEFORE, CAST, MOMENTS
from adapters.practice.film import Film
from adapters.practice.parse import Unreadable, parse
from adapters.practice.reel import Reel
from adapters.practice.stage import ZONE
from bot.core.screens import Card
from bot.core.texts import Wording, Words

Json = dict[str, Any]
People = Callable[[], Awaitable[list[Json]]]

_PLACE = re.compile(r"\{\{(\w+)\}\}")
"""Where a text goes in the page, by its name in ``texts``."""


@dataclass
class Screening:
    """One film, or none where another story is played, with everything the page shows around it."""

    wording: Wording
    film: Film | None
    key: str
    """The key that signs what the page asks for."""
    people: People
    """Everybody in the hospital."""
    happened_at: datetime
    """When the event of the film happened."""
    skins: Mapping[str, Callable[[Words], Payloads]]
    """What each platform is sent, by its name."""
    closed: Callable[[Words, Card], Card]
    """The closed message in a card's place."""
    _reel: Reel | None = None

    def read_in(self, language: str) -> Words:
        """The words of a language, or English."""
        return self.wording.words(language or "en", ZONE.key)

    def page(self, language: str) -> str:
        """The page, its texts in a language."""
        words = self.read_in(language)
        given = {**texts(words, self.happened_at), "lang": words.language}
        page = text_of("adapters.practice", "page", "index.html")
        return _PLACE.sub(lambda found: html.escape(given[found[1]]), page)

    async def json(self, language: str) -> Json:
        """Everything the page shows; ``frames`` is empty where there is no film."""
        words = self.read_in(language)
        people = await self.people()
        named = {one["user"]: one["name"] for one in people}
        if self._reel is None:
            # What stands around a card is in the language of its reader: the cast reads English.
            english = self.read_in("en")
            skins = {name: skin(english) for name, skin in self.skins.items()}
            self._reel = Reel(skins, lambda card: self.closed(english, card))
        reel: Json = {"frames": [], "cards": {}, "astray": False, "next": None}
        if self.film is not None:
            await self.film.begin()
            reel = self._reel.json(self.film, words)
        steps = [moment for moment, *_ in BEFORE] + [beat.moment for beat in BEATS]
        return {
            **reel,
            "key": self.key,
            "app": APP_NAME,
            "cast": [
                {"user": user, "name": named[user], "does": words(does)}
                for user, does in CAST.items()
            ],
            "channels": self.film.channels if self.film else {},
            "people": [{"user": user, "name": name} for user, name in named.items()],
            "moments": [{"key": key, "name": words(name)} for key, name in MOMENTS.items()],
            "steps": steps,
            "texts": texts(words, self.happened_at),
        }

    async def take(self, body: bytes) -> None:
        """Do what the page asks for. Raises ``Unreadable``."""
        try:
            asked = json.loads(body)
        except ValueError as fault:
            raise Unreadable("the body is not JSON") from fault
        if self.film is None or not isinstance(asked, dict):
            raise Unreadable("there is no film, or the body is not an object")
        await self.film.begin()
        match asked:
            case {"go": "on"}:
                await self.film.go_on()
            case {"go": "to", "step": int(step)}:
                await self.film.go_to(step)
            case {"go": "open", "user": str(user)} if user in CAST:
                await self.film.open(user)
            case {"go": "close", "user": str(user)} if user in CAST:
                await self.film.close(user)
            case {"go": "act", "sent": dict(sent)}:
                await self.film.take(parse(json.dumps(sent).encode()))
            case _:
                raise Unreadable("go: one of on, to, open, close, act")


def texts(words: Words, happened_at: datetime) -> dict[str, str]:
    """The page's own texts, by the names under which the page has them."""
    return {
        "nobody_real": words("stage.page.nobody_real"),
        "place": words("stage.opening.place", time=words.time(happened_at)),
        "died": words("stage.opening.died"),
        "six": words("stage.opening.six"),
        "lead": words("stage.opening.lead"),
        "watch": words("stage.opening.watch"),
        "play_a_part": words("stage.opening.play_a_part"),
        "for_it": words("stage.opening.for_it"),
        "works_in": words("stage.opening.works_in"),
        "languages": words("stage.page.languages"),
        "other_language": words("stage.page.other_language"),
        "skins": words("stage.page.skins"),
        "cast": words("stage.page.cast"),
        "phone_of": words("stage.page.phone_of", name="{name}"),
        "switch_to": words("stage.page.switch_to", name="{name}"),
        "lock_hint": words("stage.page.lock_hint"),
        "quiet_phone": words("stage.page.quiet_phone"),
        "chat": words("stage.page.chat"),
        "only_you": words("stage.page.only_you"),
        "badge": words("stage.page.badge"),
        "open_it": words("stage.coach.open_it"),
        "open_chat": words("stage.coach.open_chat"),
        "press_here": words("stage.coach.press_here"),
        "press_or_wait": words("stage.coach.press_or_wait"),
        "read_on": words("stage.coach.read_on"),
        "send_it": words("stage.coach.send_it"),
        "close_it": words("stage.coach.close_it"),
        "time_passes": words("stage.coach.time_passes"),
        "turn_of": words("stage.coach.turn_of", name="{name}"),
        "playing": words("stage.control.playing"),
        "pause": words("stage.control.pause"),
        "play": words("stage.control.play"),
        "on": words("stage.control.next"),
        "back": words("stage.control.back"),
        "again": words("stage.control.again"),
        "looking_back": words("stage.line.looking_back"),
        "to_now": words("stage.line.to_now"),
        "line": words("stage.line.label"),
        "not_yet": words("stage.line.not_yet"),
        "astray": words("stage.line.astray"),
        "link_gone": words("stage.page.link_gone"),
        "loading": words("stage.page.loading"),
        "who_links": words("stage.plates.title"),
        "links_none": words("stage.plates.none"),
        "links_one": words("stage.plates.one", names="{names}"),
        "lead_no": words("stage.plates.lead"),
        "cover_no": words("stage.plates.cover"),
        "cover_yes": words("stage.plates.cover_yes"),
        "peer_no": words("stage.plates.peer"),
        "peer_yes": words("stage.plates.peer_yes"),
        "plate_no": words("stage.plates.no", name="{name}"),
        "plate_yes": words("stage.plates.yes", name="{name}"),
        "always": words("stage.plates.always"),
        "show_rows": words("stage.plates.show_rows"),
        "rows_none": words("stage.plates.rows_none"),
        "rows_some": words("stage.plates.rows_some", count_of="{count}"),
        "rows_other": words("stage.plates.rows_other", count_of="{count}"),
        "sealed": words("stage.plates.sealed"),
        "end_title": words("stage.end.title"),
        "end_helped": words("stage.end.helped"),
        "end_list": words("stage.end.list"),
        "end_copies": words("stage.end.copies"),
        "set_up": words("stage.end.set_up"),
        "look_back": words("stage.end.look_back"),
        "set_up_title": words("stage.set_up.title"),
        "set_up_1": words("stage.set_up.first"),
        "set_up_2": words("stage.set_up.second"),
        "set_up_3": words("stage.set_up.third"),
        "set_up_4": words("stage.set_up.fourth"),
        "set_up_where": words("stage.set_up.where"),
        "close": words("core.close"),
    }
