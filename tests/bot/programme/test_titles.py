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


def test_of_two_with_one_name_neither_has_the_turn() -> None:
    found = named_in("Sam Lee", {"a": "Sam Lee", "b": "Sam Lee"}, FAMILY)
    assert (found.people, found.is_unclear) == (frozenset(), True)
