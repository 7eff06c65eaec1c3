"""Shows a film on the page: the page's own words, the cast, the frames, and what is asked of it."""

import html
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.packaged import text_of
from adapters.platforms import APP_NAME, Payloads
from adapters.practice.beats import BEATS, BEFORE, CAST, MOMENTS
from adapters.practice.bench import texts_in
from adapters.practice.film import Film
from adapters.practice.parse import Sent, Unreadable, parse
from adapters.practice.reel import Reel
from adapters.practice.stage import ZONE
from bot.core.screens import Card
from bot.core.texts import Wording, Words

Json = dict[str, Any]
People = Callable[[], Awaitable[list[Json]]]

TEXTS = {
    "nobody_real": "stage.page.nobody_real",
    "place": "stage.opening.place",
    "died": "stage.opening.died",
    "six": "stage.opening.six",
    "lead": "stage.opening.lead",
    "watch": "stage.opening.watch",
    "play_a_part": "stage.opening.play_a_part",
    "for_it": "stage.opening.for_it",
    "works_in": "stage.opening.works_in",
    "languages": "stage.page.languages",
    "other_language": "stage.page.other_language",
    "skins": "stage.page.skins",
    "cast": "stage.page.cast",
    "phone_of": "stage.page.phone_of",
    "lock_hint": "stage.page.lock_hint",
    "quiet_phone": "stage.page.quiet_phone",
    "chat": "stage.page.chat",
    "only_you": "stage.page.only_you",
    "badge": "stage.page.badge",
    "open_it": "stage.coach.open_it",
    "open_chat": "stage.coach.open_chat",
    "press_here": "stage.coach.press_here",
    "press_or_wait": "stage.coach.press_or_wait",
    "read_on": "stage.coach.read_on",
    "send_it": "stage.coach.send_it",
    "close_it": "stage.coach.close_it",
    "time_passes": "stage.coach.time_passes",
    "turn_of": "stage.coach.turn_of",
    "playing": "stage.control.playing",
    "pause": "stage.control.pause",
    "play": "stage.control.play",
    "on": "stage.control.next",
    "back": "stage.control.back",
    "again": "stage.control.again",
    "looking_back": "stage.line.looking_back",
    "to_now": "stage.line.to_now",
    "line": "stage.line.label",
    "astray": "stage.line.astray",
    "link_gone": "stage.page.link_gone",
    "loading": "stage.page.loading",
    "no_script": "stage.page.no_script",
    "who_links": "stage.plates.title",
    "links_none": "stage.plates.none",
    "links_one": "stage.plates.one",
    "lead_no": "stage.plates.lead",
    "cover_no": "stage.plates.cover",
    "cover_yes": "stage.plates.cover_yes",
    "peer_no": "stage.plates.peer",
    "peer_yes": "stage.plates.peer_yes",
    "plate_no": "stage.plates.no",
    "plate_yes": "stage.plates.yes",
    "always": "stage.plates.always",
    "show_rows": "stage.plates.show_rows",
    "rows_none": "stage.plates.rows_none",
    "rows_some": "stage.plates.rows_some",
    "rows_other": "stage.plates.rows_other",
    "end_helped": "stage.end.helped",
    "end_list": "stage.end.list",
    "end_copies": "stage.end.copies",
    "set_up": "stage.end.set_up",
    "look_back": "stage.end.look_back",
    "set_up_title": "stage.set_up.title",
    "set_up_1": "stage.set_up.first",
    "set_up_2": "stage.set_up.second",
    "set_up_3": "stage.set_up.third",
    "set_up_4": "stage.set_up.fourth",
    "set_up_where": "stage.set_up.where",
    "close": "core.close",
}
"""The page's own texts: the name under which the page has each, and its key."""
GAPS = {
    "phone_of": {"name": "{name}"},
    "turn_of": {"name": "{name}"},
    "links_one": {"names": "{names}"},
    "plate_no": {"name": "{name}"},
    "plate_yes": {"name": "{name}"},
    "rows_some": {"count_of": "{count}"},
    "rows_other": {"count_of": "{count}"},
}
"""What the page itself fills in, by the name of the text."""

_PLACE = re.compile(r"\{\{(\w+)\}\}")
"""Where a text goes in the page, by its name in ``texts``."""


@dataclass
class Screening:
    """One film, or none where another story is played, with everything the page shows around it."""

    wording: Wording
    language: str
    """The hospital's, which the cast reads."""
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
    _reel: Reel = field(init=False)

    def __post_init__(self) -> None:
        """Draw in the cast's language what stands around a card."""
        theirs = self.read_in("")
        skins = {name: skin(theirs) for name, skin in self.skins.items()}
        self._reel = Reel(skins, lambda card: self.closed(theirs, card))

    def read_in(self, language: str) -> Words:
        """The words of a language, or of the hospital's."""
        return self.wording.words(language or self.language, ZONE.key)

    def page(self, language: str) -> str:
        """The page, its texts in a language."""
        words = self.read_in(language)
        of_rows = json.dumps(texts_in(words))
        given = {**self._texts(words), "lang": words.language, "texts": of_rows}
        page = text_of("adapters.practice", "page", "index.html")
        return _PLACE.sub(lambda found: html.escape(given[found[1]]), page)

    def _texts(self, words: Words) -> dict[str, str]:
        found = texts(words, self.happened_at)
        if words.language == self.language:
            return found
        cast_reads = self.read_in("")("core.language")
        return {**found, "languages": words("stage.page.other_languages", cast_reads=cast_reads)}

    async def json(self, language: str) -> Json:
        """Everything the page shows; ``frames`` is empty where there is no film."""
        words = self.read_in(language)
        people = await self.people()
        named = {one["user"]: one["name"] for one in people}
        reel: Json = {"frames": [], "cards": {}, "astray": False, "next": None}
        if self.film is not None:
            await self.film.begin()
            reel = self._reel.json(self.film, words)
        steps = [moment for moment, *_ in BEFORE] + [beat.moment for beat in BEATS]
        return {
            **reel,
            "key": self.key,
            "app": APP_NAME,
            "zone": ZONE.key,
            "cast": [
                {"user": user, "name": named[user], "does": words(does)}
                for user, does in CAST.items()
            ],
            "channels": self.film.channels if self.film else {},
            "people": [{"user": user, "name": name} for user, name in named.items()],
            "moments": [{"key": key, "name": words(name)} for key, name in MOMENTS.items()],
            "steps": steps,
            "texts": self._texts(words),
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
                await self.film.take(_by_the_cast(sent, self.film.channels))
            case _:
                raise Unreadable("go: one of on, to, open, close, act")


def _by_the_cast(sent: Json, channels: Mapping[str, str]) -> Sent:
    """What one of the cast did, in a conversation of theirs. Raises ``Unreadable``."""
    parsed = parse(json.dumps(sent).encode())
    user = parsed.incoming.account.user
    if user not in CAST:
        raise Unreadable("user: one of the cast")
    if parsed.conversation not in {f"@{user}", channels.get(user)}:
        raise Unreadable("conversation: must be one of theirs on the stage")
    return parsed


def texts(words: Words, happened_at: datetime) -> dict[str, str]:
    """The page's own texts, by the names under which the page has them."""
    gaps = {**GAPS, "place": {"time": words.time(happened_at)}}
    return {name: words(key, **gaps.get(name, {})) for name, key in TEXTS.items()}
