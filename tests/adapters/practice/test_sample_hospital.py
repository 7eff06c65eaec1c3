"""The sample hospital has everything that there is to show a stranger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.playbook import check
from bot.programme import Playbook
from bot.programme.model import ANNOUNCEMENTS, Programme
from bot.triggers.model import reach_of
from tests.adapters.practice.rooms import Json, Open, open_room
from tests.some import some
from tests.wording import phrase

SAMPLE = Path("adapters/practice/hospital.toml")


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_room(tmp_path, story=False, loop=False) as opened:
        yield opened


def programme() -> Programme:
    playbook = check(SAMPLE.read_text("utf-8"))
    assert isinstance(playbook, Playbook)
    return playbook.programme


def card_of(answer: Json) -> str:
    return str(answer)


async def presses(opened: Open, user: str, action: str, subject: str = "") -> Json:
    """Press a button of this action about this subject, and let what follows happen."""
    answer = await opened.act(kind="press", user=user, action=action, value=f"1:{subject}")
    await opened.room.go_on_to(opened.room.clock.now())
    return answer


def test_every_role_is_held_and_every_kind_of_place_is_named() -> None:
    (area,) = programme().areas
    for role in ("counsel", "investigators", "physician_leads", "on_call", "coordinators"):
        assert getattr(area, role), role
    assert area.programme_manager
    assert programme().channels[ANNOUNCEMENTS]
    assert programme().support("union")


def test_a_group_joins_an_event_and_an_open_offer_has_its_channel() -> None:
    there = programme()
    assert any(trigger.groups for trigger in there.triggers)
    (ambient,) = [trigger for trigger in there.triggers if trigger.ambient]
    for unit in some(reach_of(there, ambient)):
        assert unit.channels


async def test_setting_up_can_be_done_to_its_end(opened: Open) -> None:
    before = card_of(await opened.types("kit", "/support-admin setup"))
    for step in ("channel", "announce"):
        assert phrase("setup.to_do", step=phrase(f"setup.title.{step}")) in before
    assert phrase("setup.done", step=phrase("setup.title.coverage")) in before
    await presses(opened, "kit", "setup.test", "channel")
    await presses(opened, "kit", "home.announce")
    after = card_of(await opened.types("kit", "/support-admin setup"))
    assert phrase("setup.all_done") in after


async def test_everybody_reads_the_word_to_everyone(opened: Open) -> None:
    await presses(opened, "kit", "home.announce")
    state = await opened.state()
    (posted,) = state["conversations"]["#everyone"]
    assert phrase("home.announcement.what") in str(posted)
    for person in some(state["people"]):
        assert "#everyone" in person["channels"]


async def test_counsel_can_hold_the_records(opened: Open) -> None:
    await presses(opened, "helen", "privacy.hold", "main")
    shown = card_of(await opened.types("helen", "/support-admin retention show"))
    assert phrase("privacy.retention.held", area="Main campus") in shown


async def test_no_hour_of_two_weeks_is_without_a_turn(opened: Open) -> None:
    shown = card_of(await opened.types("kit", "/support-admin coverage"))
    assert phrase("supporters.coverage.whole", title="Main campus, peers") in shown
    assert "gaps" not in shown
