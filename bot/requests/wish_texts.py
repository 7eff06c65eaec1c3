"""What the cards say of the wishes of a request, in words."""

from datetime import datetime

from bot.core.texts import Words
from bot.requests.model import Reach, SupportRequest
from bot.requests.wishes import CardSays, Preferences, When


def kept_line(words: Words, request: SupportRequest, wishes: Preferences, now: datetime) -> str:
    """For the person who asked: until when only those who fit are asked; or that it is over."""
    if not wishes.choosy or request.kept_until is None:
        return ""
    if request.kept_until > now:
        return words("support_requests.preferences.until", time=words.time(request.kept_until))
    return words("support_requests.preferences.loosened")


def wish_lines(words: Words, reach: Reach, wishes: Preferences, says: CardSays) -> tuple[str, ...]:
    """What a supporter reads of it, each line a sentence; nothing that says who it is."""
    found = [line for line in (_way_line(words, reach), _when_line(words, wishes.when)) if line]
    if says.language:
        language = language_names(words)[says.language]
        found.append(words("support_requests.wish.language", language=language))
    if says.profession:
        profession = words.translate(says.profession)
        found.append(words("support_requests.wish.profession", profession=profession))
    return tuple(found)


def _way_line(words: Words, reach: Reach) -> str:
    match reach:
        case Reach.ANY:
            return ""
        case Reach.APP:
            return words("support_requests.wish.app")
        case Reach.PHONE:
            return words("support_requests.wish.phone")
        case Reach.IN_PERSON:
            return words("support_requests.wish.in_person")
        case Reach.VIDEO:
            return words("support_requests.wish.video")


def _when_line(words: Words, when: When) -> str:
    match when:
        case When.ANY:
            return ""
        case When.NOW:
            return words("support_requests.wish.now")
        case When.TODAY:
            return words("support_requests.wish.today")
        case When.ANOTHER_DAY:
            return words("support_requests.wish.another_day")


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
