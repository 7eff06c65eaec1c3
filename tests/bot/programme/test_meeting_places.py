"""Where group sessions may be held: rooms and telephone numbers, and online only if accepted."""

import pytest

from adapters.playbook import check
from adapters.playbook.export import write
from bot.programme import Fault
from bot.programme.model import is_online
from bot.programme.playbook.model import Playbook
from tests.bot.programme.test_playbook import SMALL

ONLINE = 'online_places = ["Ours: https://meet.example.org/quiet"]'


def with_lines(*lines: str) -> Playbook | list[Fault]:
    return check(SMALL.replace("[[areas]]", "\n".join(("[[areas]]", *lines)), 1))


@pytest.mark.parametrize(
    ("place", "online"),
    [
        ("Room 4, level 2", False),
        ("Call 303-555-0188", False),
        ("The team's room, level 1", False),
        ("https://meet.example.org/quiet", True),
        ("meet.example.org/j/123", True),
        ("Video call", True),
    ],
)
def test_an_online_meeting_is_told_from_a_room(place: str, *, online: bool) -> None:
    assert is_online(place) is online


@pytest.mark.parametrize(
    "lines",
    [
        ('places = ["https://meet.example.org/quiet"]',),
        (ONLINE,),
        (ONLINE, "online_shows_who_attends = false"),
        ('online_places = ["Our meeting"]', "online_shows_who_attends = true"),
    ],
)
def test_an_online_meeting_needs_its_link_and_the_words_that_it_shows_people(
    lines: tuple[str, ...],
) -> None:
    faults = with_lines(*lines)
    assert isinstance(faults, list)
    (fault,) = faults
    assert fault.remedy


def test_one_that_is_accepted_is_read_and_written_back() -> None:
    playbook = with_lines(ONLINE, "online_shows_who_attends = true")
    assert isinstance(playbook, Playbook)
    assert playbook.programme.areas[0].online_places
    assert check(write(playbook)) == playbook
