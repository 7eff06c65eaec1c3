"""What a support kind is called, and the sentences about it, in the reader's language.

A hospital's own words go first; then those that the default kinds have in the catalogue, unless
the hospital gave the kind another name; then the general ones, made from the kind's name.
"""

from bot.core.texts import Words
from bot.programme.model import KindWords, Programme, SupportKind
from bot.programme.model.default_kinds import DEFAULT_WORDS

WRITTEN_IN = "en"
"""The language in which a playbook's plain names are taken to be written."""


def name_of_kind(words: Words, kind: SupportKind) -> str:
    """Its label, as on a button."""
    own, key = _own(words, kind), _default(kind, "name")
    return own.name or (words(key) if key else kind.key.replace("_", " "))


def one_of(words: Words, kind: SupportKind) -> str:
    """One person of it, within a sentence."""
    own, key = _own(words, kind), _default(kind, "one")
    if own.one or key:
        return own.one or words(key)
    return words("supports.any.one", name=name_of_kind(words, kind))


def about_kind(words: Words, kind: SupportKind) -> str:
    """One sentence on what it is."""
    own, key = _own(words, kind), _default(kind, "about")
    if own.about or key:
        return own.about or words(key)
    if kind.external:
        return words("supports.any.about_external", name=name_of_kind(words, kind))
    return words("supports.any.about", one=one_of(words, kind))


def team_of(words: Words, kind: SupportKind) -> str:
    """Those who take its requests, as a group."""
    key = _default(kind, "team")
    return words(key) if key else name_of_kind(words, kind)


def role_of(words: Words, kind: SupportKind) -> str:
    """What somebody who takes its requests is, in a list of roles."""
    key = _default(kind, "role")
    return words(key) if key else name_of_kind(words, kind)


def ask_label(words: Words, kind: SupportKind) -> str:
    """The button and the title of the form with which it is asked for."""
    return words(_default(kind, "ask") or "supports.any.ask")


def claim_text(words: Words, kind: SupportKind) -> str:
    """What those who may take a request read of it."""
    key = _default(kind, "claim")
    return words(key) if key else words("supports.any.claim", one=one_of(words, kind))


def asking_text(words: Words, kind: SupportKind) -> str:
    """That it is being asked for."""
    key = _default(kind, "asking")
    return words(key) if key else words("supports.any.asking", one=one_of(words, kind))


def waiting_text(words: Words, kind: SupportKind) -> str:
    """That nobody has taken the request yet."""
    return words(_default(kind, "waiting") or "supports.any.waiting")


def found_text(words: Words, kind: SupportKind, time: str, *, who_first: bool) -> str:
    """That somebody has taken it; ``who_first``: their person is asked before it is theirs."""
    key = _default(kind, "found_first" if who_first else "found")
    if key:
        return words(key, time=time)
    one = one_of(words, kind)
    if who_first:
        return words("supports.any.found_first", one=one, time=time)
    return words("supports.any.found", one=one, time=time)


def listed_text(words: Words, kind: SupportKind) -> str:
    """What stands in for a name that is not held; empty where there is nothing to say."""
    key = _default(kind, "listed")
    return words(key) if key else ""


def languages_missing(words: Words, kind: SupportKind) -> tuple[str, ...]:
    """The languages, as each calls itself, in which a kind of the hospital's own has no name."""
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


def kinds_without_privacy(programme: Programme) -> list[SupportKind]:
    """The kinds that people could ask for and of which counsel has said nothing somewhere."""
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
    # Where only a name is given in the reader's language, the rest is made from that name.
    named = bool(found.name)
    return (
        (found.name, kind.name),
        (found.one, "" if named else kind.one),
        (found.about, "" if named else kind.about),
    )


def _default(kind: SupportKind, part: str) -> str:
    """The key of a default kind's own text; empty where it has none, or goes by another name."""
    return "" if kind.name else DEFAULT_WORDS.get(kind.key, {}).get(part, "")
