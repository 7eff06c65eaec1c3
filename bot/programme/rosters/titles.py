"""Finds who a title of a calendar's entry names, where a calendar has no addresses.

Only those who may have the turn, or work in the unit, are looked for. A name that fits two of them
fits nobody.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.programme.model.external_sources import TitleNames

SHORTEST_FAMILY_NAME = 3
"""Letters; a shorter one would be found in abbreviations."""


@dataclass(frozen=True)
class Named:
    """Whom a title names; ``is_unclear`` if it names somebody who cannot be told, or nobody."""

    people: frozenset[str]
    is_unclear: bool


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a title, without accents, in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"[^\W\d_]+", bare))


def named_in(title: str, names: Mapping[str, str], how: TitleNames) -> Named:
    """Who is named in a title; ``names`` are those who may be, by reference.

    A full name counts in any order of its words, such as "Okafor, Pat". With
    ``TitleNames.FAMILY`` so does a family name, alone or with an initial beside it.
    """
    there = words_of(title)
    known = {person: words_of(name) for person, name in names.items()}
    full = _full(there, known)
    people = {person for person in full if _is_alone(known, full, person)}
    is_unclear = len(people) < len(full)
    if how is TitleNames.FAMILY:
        left = _without(there, (known[person] for person in full))
        found, unsure = _by_family_name(left, known)
        people |= found
        is_unclear |= unsure
    return Named(frozenset(people), is_unclear or not people)


def _full(there: Sequence[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    """Those all of whose names are there, without those whose names are part of another's."""
    found = [person for person, name in known.items() if len(name) > 1 and {*name} <= {*there}]
    return [
        person for person in found if not any({*known[person]} < {*known[other]} for other in found)
    ]


def _is_alone(known: Mapping[str, Sequence[str]], full: Iterable[str], person: str) -> bool:
    return sum({*known[other]} == {*known[person]} for other in full) == 1


def _without(there: Sequence[str], names: Iterable[Sequence[str]]) -> list[str]:
    taken = {word for name in names for word in name}
    return ["" if word in taken else word for word in there]


def _by_family_name(
    there: Sequence[str], known: Mapping[str, Sequence[str]]
) -> tuple[set[str], bool]:
    """Those whose family name is there, and whether one fits several or has a wrong initial."""
    found, unsure = set[str](), False
    families = {name[-1] for name in known.values() if name}
    for at, word in enumerate(there):
        if word not in families or len(word) < SHORTEST_FAMILY_NAME:
            continue
        beside = (*there[max(0, at - 1) : at], *there[at + 1 : at + 2])
        initials = tuple(each for each in beside if len(each) == 1)
        fitting = [
            person
            for person, name in known.items()
            if name and name[-1] == word and (not initials or name[0].startswith(initials))
        ]
        if len(fitting) == 1:
            found.add(fitting[0])
        else:
            unsure = True
    return found, unsure
