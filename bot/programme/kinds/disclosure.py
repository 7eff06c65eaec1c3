"""What is disclosed about support kinds in the hospital's words: privacy, and where it ends."""

from collections.abc import Iterable

from bot.core.texts import Words
from bot.programme.model import SupportKind


def privacy_of(words: Words, kinds: Iterable[SupportKind]) -> tuple[str, ...]:
    """Counsel's words on what stays private with these kinds, with each limit of it once.

    For kinds without counsel's words, general words follow. What stays private with an external
    service is said beside it, because it speaks of "they".
    """
    private: dict[str, list[str]] = {}
    for kind in kinds:
        told, limits = words.translate(kind.private), words.translate(kind.limits)
        private.setdefault(limits, []).extend([told] if told and not kind.external else [])
    sentences = ((*told, limits) for limits, told in private.items())
    found = (" ".join(filter(None, each)) for each in sentences)
    return tuple(paragraph or words("programme.told.privacy") for paragraph in found)


def hours_told(words: Words, kind: SupportKind) -> str:
    """How soon an external service answers, as the hospital wrote it; empty without that.

    Of the hospital's own kinds nobody writes it: the rota says when they can be had.
    """
    if not (kind.external and kind.answers and kind.at_night):
        return ""
    now, later = words.translate(kind.answers), words.translate(kind.at_night)
    return words("programme.told.by_day", now=now, later=later)
