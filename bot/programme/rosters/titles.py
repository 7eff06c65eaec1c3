"""Finds who a title of a calendar's entry names, where a calendar has no addresses.

Only those who may have the turn, or work in the unit, are looked for. Words that fit two of them
fit nobody.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.model.external_sources import TitleNames

SHORTEST_FAMILY_NAME = 3
"""Letters; a shorter one would be found in abbreviations."""

BEHIND = {"md", "do", "phd", "psyd", "dnp", "rn", "bsn", "msn", "lpn", "np", "fnp", "pa", "pac"}
BEHIND |= {"aprn", "crna", "lcsw", "lmsw", "msw", "lpc", "bcc", "mdiv", "mph"}
BEFORE = {"dr", "dra", "doctor", "doctora", "prof", "professor", "mr", "mrs", "ms", "miss", "mx"}
BEFORE |= {"sr", "sra", "srta", "rev", "rabbi", "imam", "chaplain", "nurse"}
TITLES = BEHIND | BEFORE
"""Words beside a name that are no part of it, such as degrees."""

ABBREVIATED = re.compile(r"\b(?:[a-z]{1,3}[.-]){1,3}[a-z]{0,3}(?![^\W\d_])")
"""What may be a title with dots in it, such as "Ph.D." and "PA-C"."""

AND = re.compile(r"(?<=\s)(?:[Aa][Nn][Dd]|y)(?=\s)")
"""Not a capital "Y", which is an initial."""

BETWEEN = re.compile(r"[^\w\s,.'\N{RIGHT SINGLE QUOTATION MARK}-]|[^\W_]*\d[^\W_]*|\s-+|-+\s")
"""What no name goes across: signs, hours, and dashes with a space; not a comma."""

NO_NAME = ""
"""Stands for a word that no name goes across."""


@dataclass(frozen=True)
class Named:
    """Whom a title names; ``is_unclear`` if it names somebody who cannot be told, or nobody."""

    people: frozenset[str]
    is_unclear: bool


Words = tuple[str, ...]
Names = Mapping[str, Words]
Place = tuple[int, int, int]
"""The part of a title, the piece between its commas, and the word in that."""


@dataclass(frozen=True)
class _Match:
    person: str
    places: frozenset[Place]


async def names_of_people(work: Work, people: Iterable[Person]) -> dict[str, str]:
    """People's names by reference, in a few statements; empty where none is stored."""
    references = [person.reference for person in people]
    sealed = await work.vault.open_all(references)
    return {each: sealed.get(each, {}).get(Person.name.name, "") for each in references}


def named_in(title: str, names: Mapping[str, str], how: TitleNames) -> Named:
    """Who is named in a title; ``names`` are those who may be, by reference.

    The words of a full name stand side by side: "Pat Okafor", "Okafor, Pat", or "Okafor Pat" with
    nothing else. With ``TitleNames.FAMILY`` so does a family name count, if nothing stands beside
    it but titles such as "Dr." and initials that fit. Signs such as "/" part the names of several.
    """
    known = {person: _words(name) for person, name in names.items()}
    parts = _parts(title, {word for name in known.values() for word in name})
    found = _longest([match for at in range(len(parts)) for match in _full(parts, at, known)])
    sure = {match.person for match in found if _is_apart(match, found)}
    is_unclear = not all(_is_apart(match, found) for match in found)
    if how is TitleNames.FAMILY:
        taken = {place for match in found for place in match.places}
        for at, part in enumerate(parts):
            people, unsure = _by_family_name(_without(at, part, taken), known)
            sure |= people
            is_unclear |= unsure
    return Named(frozenset(sure), is_unclear or not sure)


def _plain(text: str) -> str:
    """A text without accents, and without apostrophes in words."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return re.sub(r"(?<=\w)['\N{RIGHT SINGLE QUOTATION MARK}](?=\w)", "", bare)


def _words(text: str) -> Words:
    return tuple(re.findall(r"[^\W\d_]+", _plain(text).casefold()))


def _parts(title: str, in_names: Collection[str]) -> list[list[Words]]:
    """The parts of a title that no name goes across, each in the pieces between its commas.

    Titles at the ends of a piece are left out. What is a title and in a name, too, is a name.
    """
    titles = TITLES.difference(in_names)
    found = []
    for part in BETWEEN.split(AND.sub("/", _plain(title))):
        pieces = [_words(_joined(piece, titles)) for piece in part.split(",")]
        bare = [_trimmed(piece, titles) for piece in pieces]
        found.append([piece for piece in bare if piece])
    return found


def _joined(text: str, titles: Collection[str]) -> str:
    """A text in which titles have no dots: "M.D." would be two initials."""

    def joined(found: re.Match[str]) -> str:
        word = re.sub(r"\W", "", found[0])
        return f"{word} " if word in BEHIND and word in titles else found[0]

    return ABBREVIATED.sub(joined, text.casefold())


def _trimmed(piece: Sequence[str], titles: Collection[str]) -> Words:
    at = [number for number, word in enumerate(piece) if word not in titles]
    inner = piece[at[0] : at[-1] + 1] if at else ()
    return tuple(NO_NAME if word in titles else word for word in inner)


def _full(parts: Sequence[Sequence[Words]], part: int, known: Names) -> Iterator[_Match]:
    """Where the full names of people stand in a part of a title."""
    pieces = parts[part]
    for person, name in known.items():
        for at, piece in enumerate(pieces):
            for first, much in _spans(piece, pieces[at + 1 : at + 2], name):
                here = [(part, at, word) for word in range(first, min(first + much, len(piece)))]
                after = [(part, at + 1, word) for word in range(first + much - len(piece))]
                yield _Match(person, frozenset([*here, *after]))


def _spans(piece: Words, after: Sequence[Words], name: Words) -> Iterator[tuple[int, int]]:
    """The first word and the number of words of each place of a name, from a piece on."""
    much = len(name)
    for first in range(len(piece) - much + 1 if much > 1 else 0):
        if piece[first : first + much] == name:
            yield first, much
    for family in range(1, much):
        turned = name[-family:] + name[:-family]
        if turned == name:
            continue
        if piece == turned:
            yield 0, much
        if piece == name[-family:] and after and after[0][: much - family] == name[:-family]:
            yield 0, much


def _longest(found: Sequence[_Match]) -> list[_Match]:
    """Names that are not part of a longer one, as "Ana García" is of "García, Ana María"."""
    return [match for match in found if not any(match.places < longer.places for longer in found)]


def _is_apart(match: _Match, found: Iterable[_Match]) -> bool:
    """Whether no word of a name is a word of somebody else's."""
    return all(other.person == match.person or not other.places & match.places for other in found)


def _without(at: int, part: Sequence[Words], taken: Collection[Place]) -> list[Words]:
    return [
        tuple(NO_NAME if (at, number, place) in taken else word for place, word in enumerate(piece))
        for number, piece in enumerate(part)
    ]


def _by_family_name(part: Sequence[Words], known: Names) -> tuple[set[str], bool]:
    """Those whose family name is in a part, and whether there is one that is not surely theirs."""
    families = {name[-1] for name in known.values() if name}
    families = {name for name in families if len(name) >= SHORTEST_FAMILY_NAME}
    given = {word for name in known.values() for word in name[:-1]}
    found, unsure = set[str](), False
    for words in _with_given_names(part, families, given):
        for run in _runs(words):
            fitting = [person for person, name in known.items() if _fits(run, name, families)]
            if len(fitting) == 1:
                found.update(fitting)
            elif not families.isdisjoint(run):
                unsure = True
    return found, unsure


def _with_given_names(
    part: Sequence[Words], families: Collection[str], given: Collection[str]
) -> Iterator[Words]:
    """The pieces of a part, a family name together with what stands behind its comma.

    That is an initial, or a word that is no family name: a given name.
    """
    left = list(part)
    while left:
        words = left.pop(0)
        if words[-1] in families and left and left[0][0] != NO_NAME:
            first = left[0][0]
            if first not in families or first in given:
                words += left.pop(0)
        yield words


def _runs(words: Iterable[str]) -> Iterator[Words]:
    """The words that stand side by side."""
    run: Words = ()
    for word in (*words, NO_NAME):
        if word != NO_NAME:
            run += (word,)
        elif run:
            yield run
            run = ()


def _fits(run: Words, name: Words, families: Collection[str]) -> bool:
    """Whether words are somebody's family name, with nothing but words and initials of theirs."""
    if not name or name[-1] not in families or name[-1] not in run:
        return False
    given = name[:-1]
    others = [word for word in run if word != name[-1] and (len(word) == 1 or word not in given)]
    initials = [word[0] for word in given]
    return others == initials[: len(others)]
