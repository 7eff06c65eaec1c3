"""What a playbook can say of paging, and each fault with its remedy."""

from datetime import time

import pytest

from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import NO_PAGING, Paging, ServiceHours
from tests.bot.programme.test_areas import NORTH
from tests.bot.programme.test_playbook import SMALL, faults, good

ALL = """
[paging]
webhook = true
level = 4
hours = { time = "00:00-00:00" }
[paging.pagers]
house = "5550142@pager.example.org"
"""
OWN = """
[areas.paging]
pagers = { north = "5550143@pager.example.org" }
"""


def test_a_playbook_pages_nobody_unless_it_says_so() -> None:
    programme = good(SMALL).programme
    assert programme.paging == NO_PAGING
    assert programme.paging.ways == ()


def test_ways_level_and_hours_are_read() -> None:
    programme = good(SMALL + ALL).programme
    always = ServiceHours(DAYS, time(), time())
    pagers = {"house": "5550142@pager.example.org"}
    assert programme.paging == Paging(webhook=True, pagers=pagers, level=4, hours=always)
    assert programme.paging.ways == ("webhook", "house")
    assert programme.paging_address("main/webhook") == "webhook"
    assert programme.paging_address("main/house") == "mailto:5550142@pager.example.org"
    assert programme.paging_address("main/gone") is None


def test_pages_know_no_holidays_unless_they_name_them() -> None:
    holidays = "\n[service_hours]\nholidays = [2026-12-25]\n"
    hours = good(SMALL + holidays + ALL).programme.paging.hours
    assert hours is not None
    assert hours.holidays == ()


def test_an_area_has_ways_of_its_own_and_the_rest_as_the_programme() -> None:
    north = NORTH.replace("\n[[units]]", OWN + "\n[[units]]")
    programme = good(SMALL + north + ALL).programme
    paging = programme.within("north").paging
    assert paging.ways == ("webhook", "north")
    assert paging.level == 4
    assert programme.paging_address("north/house") is None
    assert programme.within("main").paging.ways == ("webhook", "house")


def test_an_area_may_have_no_pages_at_all() -> None:
    own = "\n[areas.paging]\nwebhook = false\npagers = {}\n"
    north = NORTH.replace("\n[[units]]", own + "\n[[units]]")
    programme = good(SMALL + north + ALL).programme
    assert programme.within("north").paging.ways == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("level = 4", "level = 2", "write level = 3"),
        ("level = 4", "level = 7", "write level = 3"),
        ("5550142@pager.example.org", "5550142", "is not an e-mail address"),
        ("5550142@pager.example.org", "a>,b@pager.example.org", "is not an e-mail address"),
        ("house =", "webhook =", "give it another name"),
        ("house =", '"House Nights" =', "is not a key"),
        ("house =", 'other = "5550142@PAGER.example.org"\nhouse =', "would be paged twice"),
        ("webhook = true", "webhok = true", 'did you mean "webhook"?'),
    ],
)
def test_each_fault_of_paging_is_told_with_its_remedy(old: str, new: str, said: str) -> None:
    assert old in ALL
    found = faults(SMALL + ALL.replace(old, new))
    assert any(said in str(fault) for fault in found), found


def test_paging_that_reaches_nobody_is_a_fault() -> None:
    (fault,) = faults(SMALL + "\n[paging]\nlevel = 3\n")
    assert "paging reaches nobody" in str(fault)
    assert "webhook = true" in str(fault)
