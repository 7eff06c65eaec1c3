"""The sample hospital has everything that there is to show a stranger."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.playbook import check
from bot.adverse_events.model import SourceReport
from bot.core.screens import Text
from bot.programme import Playbook
from bot.programme.model import ANNOUNCEMENTS, Harm, Kind, Programme
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


async def reported(opened: Open, kind: Kind) -> None:
    """A system of the hospital reports something in intensive care; two hours pass."""
    now = opened.room.clock.now()
    given = SourceReport(
        source="incidents",
        id=f"r-{kind}",
        kind=kind,
        harm=Harm.DEATH,
        unit="icu",
        occurred_at=now - timedelta(minutes=30),
        emails=("sam.rivera@larkspur.example",),
    )
    await opened.room.parts.intake.take(given)
    await opened.room.go_on_to(now + timedelta(hours=2))


async def test_after_an_expected_death_one_open_offer_stands_in_the_units_channel(
    opened: Open,
) -> None:
    await reported(opened, Kind.PATIENT_DEATH)
    assert opened.screens("#intensive-care") == ["check_in.ambient"]
    assert "check_in.note" not in opened.screens("@sam")


async def test_a_resuscitation_reaches_the_team_that_came_from_other_units(opened: Open) -> None:
    await reported(opened, Kind.RESUSCITATION)
    for user in ("sam", "rosa", "theo"):
        assert "check_in.note" in opened.screens(f"@{user}")


async def test_a_first_message_is_signed(opened: Open) -> None:
    await reported(opened, Kind.UNEXPECTED_DEATH)
    notes = opened.room.workspace.conversations["@sam"].values()
    (note,) = [message.card for message in notes if message.card.screen == "check_in.note"]
    assert phrase("check_in.note.signed", name="Siobhan O'Hara") in str(note)


async def test_who_looks_into_events_cannot_be_made_to_take_requests(opened: Open) -> None:
    form = await opened.types("kit", "/support-admin people add")
    state = await opened.state()
    victor = next(each for each in state["people"] if each["user"] == "victor")
    answer = await opened.act(
        kind="submission",
        user="kit",
        id=form["form"]["nonce"],
        form=form["form"]["name"],
        subject=form["form"]["subject"],
        values={"who": [victor["user"]], "seat": ["takes:peer"], "where": ["main"]},
    )
    assert phrase("setup.people.apart") in card_of(answer)


async def test_counsel_can_hold_the_records(opened: Open) -> None:
    await presses(opened, "helen", "privacy.hold", "main")
    shown = card_of(await opened.types("helen", "/support-admin retention show"))
    assert phrase("privacy.retention.held", area="Main campus") in shown


async def test_no_hour_of_two_weeks_is_without_a_turn(opened: Open) -> None:
    shown = card_of(await opened.types("kit", "/support-admin coverage"))
    assert phrase("supporters.coverage.whole", title="Main campus, peers") in shown
    assert "gaps" not in shown


async def test_where_nobody_takes_a_request_at_night_the_pager_shows_what_is_paged(
    opened: Open,
) -> None:
    room = opened.room
    night = room.clock.now().replace(hour=9, minute=0) + timedelta(days=1)  # 03:00 in Denver
    await room.go_on_to(night)
    await presses(opened, "nora", "check_in.peer")
    await room.go_on_to(night + timedelta(minutes=31))
    (page,) = room.workspace.conversations["#pager"].values()
    (said,) = page.card.parts
    assert isinstance(said, Text)
    assert said.text.startswith(phrase("support_requests.page.text", code="")[:10])
    assert page.card.buttons == ()
    state = await opened.state()
    readers = {each["user"] for each in state["people"] if "#pager" in each["channels"]}
    assert readers == {"kit", "ngozi", "oda"}
