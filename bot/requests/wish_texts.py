"""What the cards say of the wishes of a request, in words."""

from datetime import datetime
from typing import Final

from bot.core.screens import Fact
from bot.core.texts import Words, texts_of
from bot.requests.model import Reach, SupportRequest
from bot.requests.wishes import CardSays, Preferences, When

WAYS: Final = (Reach.ANY, Reach.APP, Reach.PHONE, Reach.IN_PERSON, Reach.VIDEO)
TIMES: Final = (When.NOW, When.TODAY, When.ANOTHER_DAY)


def kept_line(words: Words, request: SupportRequest, wishes: Preferences, now: datetime) -> str:
    """For the person who asked: until when only those who fit are asked; or that it is over."""
    if not wishes.choosy or request.kept_until is None:
        return ""
    if request.kept_until > now:
        return words("support_requests.preferences.until", time=words.time(request.kept_until))
    return words("support_requests.preferences.loosened")


def wish_facts(words: Words, reach: Reach, wishes: Preferences, says: CardSays) -> tuple[Fact, ...]:
    """What a supporter reads of it, in rows; nothing that says who it is."""
    ways = texts_of(words, "support_requests.wish", WAYS)
    times = texts_of(words, "support_requests.wish", TIMES)
    found = []
    if way := ways.get(reach):
        found.append(Fact(words("support_requests.facts.how"), way))
    if time := times.get(wishes.when):
        found.append(Fact(words("support_requests.facts.when"), time))
    if says.language:
        language = language_names(words)[says.language]
        spoken = words("support_requests.wish.language", language=language)
        found.append(Fact(words("support_requests.facts.language"), spoken))
    if says.profession:
        profession = words.translate(says.profession)
        same = words("support_requests.wish.profession", profession=profession)
        found.append(Fact(words("support_requests.facts.profession"), same))
    return tuple(found)


def language_names(words: Words) -> dict[str, str]:
    """What each language that can be wished for is called, by its code."""
    return {
        "ar": words("support_requests.language.ar"),
        "de": words("support_requests.language.de"),
        "en": words("support_requests.language.en"),
        "es": words("support_requests.language.es"),
        "fr": words("support_requests.language.fr"),
        "hi": words("support_requests.language.hi"),
        "ht": words("support_requests.language.ht"),
        "it": words("support_requests.language.it"),
        "ja": words("support_requests.language.ja"),
        "ko": words("support_requests.language.ko"),
        "pl": words("support_requests.language.pl"),
        "pt": words("support_requests.language.pt"),
        "ru": words("support_requests.language.ru"),
        "so": words("support_requests.language.so"),
        "tl": words("support_requests.language.tl"),
        "uk": words("support_requests.language.uk"),
        "ur": words("support_requests.language.ur"),
        "vi": words("support_requests.language.vi"),
        "zh": words("support_requests.language.zh"),
    }
