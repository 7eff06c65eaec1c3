"""The name of a support kind and the sentences about it, in the reader's language.

A hospital's own words come first. Then come the catalogue's words for the default kinds, unless
the hospital renamed the kind, and then general texts made from the kind's name.
"""

from bot.core.texts import Words
from bot.programme.model import KindWords, Programme, SupportKind
from bot.programme.model.default_kinds import DEFAULT_WORDS

WRITTEN_IN = "en"
"""The language in which a playbook's names and sentences are assumed to be written."""
SENTENCES = ("private", "limits", "answers", "at_night", "how")
"""The fields of a kind that hold sentences of the hospital, or ends of them."""


def name_of_kind(words: Words, kind: SupportKind) -> str:
    """The kind's label, as on a button."""
    own, key = _own(words, kind), _default(kind, "name")
    return own.name or (words(key) if key else kind.key.replace("_", " "))


def one_of(words: Words, kind: SupportKind) -> str:
    """One person of the kind, within a sentence."""
    own, key = _own(words, kind), _default(kind, "one")
    if own.one or key:
        return own.one or words(key)
    return words("supports.any.one", name=name_of_kind(words, kind))


def about_kind(words: Words, kind: SupportKind) -> str:
    """One sentence that explains the kind."""
    own, key = _own(words, kind), _default(kind, "about")
    if own.about or key:
        return own.about or words(key)
    if kind.external:
        return words("supports.any.about_external", name=name_of_kind(words, kind))
    return words("supports.any.about", one=one_of(words, kind))


def team_of(words: Words, kind: SupportKind) -> str:
    """The takers of its requests, as a group."""
    key = _default(kind, "team")
    return words(key) if key else name_of_kind(words, kind)


def role_of(words: Words, kind: SupportKind) -> str:
    """The role of a taker of its requests, in a list of roles."""
    key = _default(kind, "role")
    return words(key) if key else name_of_kind(words, kind)


def ask_label(words: Words, kind: SupportKind) -> str:
    """The button that asks for it."""
    key = _default(kind, "ask")
    return words(key) if key else words("supports.any.ask", one=one_of(words, kind))


def call_label(words: Words, kind: SupportKind) -> str:
    """The button that shows the number of its own line."""
    if key := _default(kind, "call"):
        return words(key)
    if _default(kind, "one"):
        return words("supports.any.call_one", one=one_of(words, kind))
    return words("supports.any.call", name=name_of_kind(words, kind))


def claim_text(words: Words, kind: SupportKind) -> str:
    """The text of a request for the people who may take it."""
    key = _default(kind, "claim")
    return words(key) if key else words("supports.any.claim", one=one_of(words, kind))


def asking_text(words: Words, kind: SupportKind) -> str:
    """The text that a request is being made."""
    key = _default(kind, "asking")
    return words(key) if key else words("supports.any.asking", one=one_of(words, kind))


def waiting_text(words: Words, kind: SupportKind) -> str:
    """The text that nobody has taken the request yet."""
    return words(_default(kind, "waiting") or "supports.any.waiting")


def found_text(words: Words, kind: SupportKind, time: str, *, who_first: bool) -> str:
    """The text that somebody took the request; with ``who_first`` the requester decides."""
    key = _default(kind, "found_first" if who_first else "found")
    if key:
        return words(key, time=time)
    any_kind = "supports.any.found_first" if who_first else "supports.any.found"
    return words(any_kind, one=one_of(words, kind), time=time)


def listed_text(words: Words, kind: SupportKind) -> str:
    """The text in place of a name that we do not hold; may be empty."""
    key = _default(kind, "listed")
    return words(key) if key else ""


def languages_missing(words: Words, kind: SupportKind) -> tuple[str, ...]:
    """The languages, by their own names, in which a kind that the hospital named has no name."""
    if not kind.name:
        return ()
    there = {words.language: words("core.language"), **words.others()}
    return tuple(
        called
        for code, called in there.items()
        if code != WRITTEN_IN
        and not kind.languages.get(code, KindWords()).name
        and words.into(code).translate(kind.name) == kind.name
    )


def sentences_untranslated(
    words: Words, programme: Programme
) -> list[tuple[SupportKind, str, str, str]]:
    """The hospital's sentences about kinds that people would read in another language than theirs.

    Each with its kind, the name of its field, the code of the language, and that language's name.
    """
    there = {words.language: words("core.language"), **words.others()}
    found: dict[tuple[str, str, str], tuple[SupportKind, str, str, str]] = {}
    for area in (None, *programme.areas):
        for kind in programme.within(area.key if area else "").supports:
            for field in SENTENCES:
                sentence = getattr(kind, field)
                for code, called in there.items():
                    if code == WRITTEN_IN or not sentence:
                        continue
                    if words.into(code).translate(sentence) == sentence:
                        found.setdefault((kind.key, sentence, code), (kind, field, code, called))
    return list(found.values())


def kinds_without_privacy(programme: Programme) -> list[SupportKind]:
    """The kinds that people could ask for in an area without counsel's words on privacy."""
    found: dict[str, SupportKind] = {}
    for area in programme.areas or (None,):
        here = programme.within(area.key if area else "")
        for kind in here.supports:
            there = kind.key == here.supports[0].key or here.can_be_had(area, kind)
            if there and not kind.has_counsels_words:
                found.setdefault(kind.key, kind)
    return list(found.values())


def _own(words: Words, kind: SupportKind) -> KindWords:
    found = kind.languages.get(words.language, KindWords())
    return KindWords(
        *(here or (plain and words.translate(plain)) for here, plain in _pairs(found, kind))
    )


def _pairs(found: KindWords, kind: SupportKind) -> tuple[tuple[str, str], ...]:
    # If the reader's language has only a name, the other texts are made from that name.
    named = bool(found.name)
    return (
        (found.name, kind.name),
        (found.one, "" if named else kind.one),
        (found.about, "" if named else kind.about),
    )


def _default(kind: SupportKind, text: str) -> str:
    """The catalogue key of a default kind's text; empty without one, or if it was renamed."""
    return "" if kind.name else DEFAULT_WORDS.get(kind.key, {}).get(text, "")
