"""Who is named in the title of a calendar's entry: one person, or nobody."""

import pytest

from bot.programme.model.external_sources import TitleNames
from bot.programme.rosters.titles import named_in

NAMES = {
    "pat": "Pat Okafor",
    "quinn": "Quinn Mayer",
    "jose": "José García",
    "ana": "Ana García",
    "ana2": "Ana María García",
    "li": "Bo Li",
}
FULL, FAMILY = TitleNames.FULL, TitleNames.FAMILY


@pytest.mark.parametrize(
    ("title", "how", "people"),
    [
        ("Peer support: Pat Okafor", FULL, {"pat"}),
        ("OKAFOR, PAT (7a-7p)", FULL, {"pat"}),
        ("Pat Okafor / Quinn Mayer", FULL, {"pat", "quinn"}),
        ("Jose Garcia - on call", FULL, {"jose"}),
        ("García, Ana María", FULL, {"ana2"}),
        ("Ana García", FULL, {"ana"}),
        ("On call - Dr. Okafor", FAMILY, {"pat"}),
        ("P. Okafor + Q Mayer", FAMILY, {"pat", "quinn"}),
        ("Okafor P", FAMILY, {"pat"}),
        ("Okafor P, Mayer Q", FAMILY, {"pat", "quinn"}),
        ("Pat Okafor and Mayer", FAMILY, {"pat", "quinn"}),
        ("J. Garcia", FAMILY, {"jose"}),
    ],
)
def test_a_name_that_fits_one_person_is_that_persons(
    title: str, how: TitleNames, people: set[str]
) -> None:
    found = named_in(title, NAMES, how)
    assert ({*found.people}, found.is_unclear) == (people, False)


@pytest.mark.parametrize(
    ("title", "how", "people"),
    [
        ("Okafor", FULL, set()),
        ("Peer support", FULL, set()),
        ("", FAMILY, set()),
        ("García", FAMILY, set()),
        ("A. García", FAMILY, set()),
        ("X. Okafor", FAMILY, set()),
        ("Patricia Okaforth", FAMILY, set()),
        ("Li", FAMILY, set()),
        ("Pat Okafor, García", FAMILY, {"pat"}),
    ],
)
def test_a_name_that_fits_nobody_or_two_is_never_guessed(
    title: str, how: TitleNames, people: set[str]
) -> None:
    found = named_in(title, NAMES, how)
    assert ({*found.people}, found.is_unclear) == (people, True)


HOUSE = {
    "ana": "Ana Lee",
    "kim": "Kim Park",
    "ana_kim": "Ana Kim",
    "maria": "Maria Garcia",
    "smith": "Ana Smith",
    "long": "Bea Long",
    "rivera": "Sam Rivera",
    "obrien": "Pat O'Brien",
    "do": "Minh Do",
    "mayer": "Quinn Mayer",
    "may": "Mayer Ortiz",
}


def in_house(title: str, how: TitleNames, *without: str) -> tuple[set[str], bool]:
    names = {person: name for person, name in HOUSE.items() if person not in without}
    found = named_in(title, names, how)
    return {*found.people}, found.is_unclear


@pytest.mark.parametrize(
    "between", [" / ", "/", " + ", " & ", "; ", " | ", " and ", " AND ", " y ", ", ", " - "]
)
def test_the_names_of_two_are_never_a_third_persons(between: str) -> None:
    title = f"Ana Lee{between}Kim Park"
    assert in_house(title, FULL) == ({"ana", "kim"}, False)
    assert in_house(title, FAMILY) == ({"ana", "kim"}, False)
    assert in_house(title, FULL, "ana", "kim") == (set(), True)
    assert in_house(f"Jose Garcia{between}Maria Lopez", FULL) == (set(), True)
    assert in_house(f"Jose Garcia{between}Maria Lopez", FAMILY) == (set(), True)


@pytest.mark.parametrize(
    ("title", "how", "found"),
    [
        ("Rivera Sam", FULL, {"rivera"}),
        ("RN Rivera, Sam", FULL, {"rivera"}),
        ("Rivera, RN, Sam", FULL, {"rivera"}),
        ("On call: Rivera, Sam, MD", FULL, {"rivera"}),
        ("Rivera, Sam; Garcia, Maria", FULL, {"rivera", "maria"}),
        ("Rivera, Sam, Garcia, Maria", FULL, {"rivera", "maria"}),
        ("Pat O\u2019Brien", FULL, {"obrien"}),
        ("Maria Garci\u0301a", FULL, {"maria"}),
        ("Dr. Rivera", FAMILY, {"rivera"}),
        ("Rivera MD, PhD", FAMILY, {"rivera"}),
        ("Rivera, M.D.", FAMILY, {"rivera"}),
        ("S. Rivera, PA-C", FAMILY, {"rivera"}),
        ("Rivera, S.", FAMILY, {"rivera"}),
        ("Rivera 7a-7p", FAMILY, {"rivera"}),
        ("On call: Rivera", FAMILY, {"rivera"}),
        ("Rivera, Garcia", FAMILY, {"rivera", "maria"}),
        ("Rivera y Garcia", FAMILY, {"rivera", "maria"}),
        ("Dr. O'Brien", FAMILY, {"obrien"}),
        ("M. Do / Kim Park", FULL, {"kim"}),
    ],
)
def test_titles_hours_and_commas_beside_a_name_are_no_part_of_it(
    title: str, how: TitleNames, found: set[str]
) -> None:
    assert in_house(title, how) == (found, False)


@pytest.mark.parametrize(
    ("title", "how", "found"),
    [
        ("Jordan Smith", FAMILY, set()),
        ("Dr. Jordan Smith, MD", FAMILY, set()),
        ("Smith, Jordan", FAMILY, set()),
        ("Smith, MD, Jordan", FAMILY, set()),
        ("Smith Jordan", FAMILY, set()),
        ("J. Smith", FAMILY, set()),
        ("A. B. Smith", FAMILY, set()),
        ("Y. Smith", FAMILY, set()),
        ("Smith, Mayer", FAMILY, set()),
        ("Smith DO", FAMILY, set()),
        ("Long day", FAMILY, set()),
        ("Long day: Rivera", FAMILY, {"rivera"}),
        ("Kim Rivera Sam", FULL, set()),
        ("Lee, Ana Kim", FULL, set()),
        ("Sam / Rivera", FULL, set()),
        ("Sam, Rivera", FULL, set()),
    ],
)
def test_a_name_that_may_be_anothers_is_counted_and_not_guessed(
    title: str, how: TitleNames, found: set[str]
) -> None:
    assert in_house(title, how) == (found, True)


def test_of_two_with_one_name_neither_has_the_turn() -> None:
    found = named_in("Sam Lee", {"a": "Sam Lee", "b": "Sam Lee"}, FAMILY)
    assert (found.people, found.is_unclear) == (frozenset(), True)
