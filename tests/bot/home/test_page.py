"""Home as a page: drawn when it is opened, kept up to date for those whose role is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Command, Delivery, Replace, Say
from bot.core.jobs import Job
from bot.core.screens import Card, Items, Row, Tile, Tiles, Weight
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import ANNOUNCEMENTS
from bot.programme.stored.configuration import set_paused
from bot.requests.model import SupportRequest
from tests.some import some
from tests.wording import phrase
from tests.world import World, account, text_of

HOME = "home"
DAY = timedelta(days=1)


async def opens(world: World, user: str, id_: str = "1") -> Card:
    """Open one's page: the answer shows it at once, and the job draws the same."""
    delivery = Delivery("opened", user, f"open-{id_}")
    answer = await world.bot.handle(Command(delivery, account(user), "home", ()))
    await world.settle()
    assert answer == Replace(page_of(world, user), planned=True)
    return page_of(world, user)


def page_of(world: World, user: str) -> Card:
    return world.sees(user).messages[HOME]


def actions(card: Card) -> list[str]:
    return [button.action for button in card.all_buttons]


async def pages(world: World) -> list[ShownCard]:
    async with world.storage.reading() as work:
        return [s for s in await work.of(ShownCard).find() if s.screen == "home.home"]


async def test_a_clinicians_page_has_help_at_once_and_nothing_of_supporters(world: World) -> None:
    card = await opens(world, "sam")
    assert actions(card)[:3] == ["check_in.break", "home.talk", "crisis.show"]
    assert not {"home.queue", "home.open", "adverse_event.report"} & set(actions(card))


async def test_a_clinicians_page_begins_with_four_choices(world: World) -> None:
    first, second = (p for p in (await opens(world, "sam")).parts if isinstance(p, Row))
    assert [button.action for button in first.buttons] == [
        "check_in.break",
        "home.talk",
        "crisis.show",
        "colleague.note",
    ]
    assert "home.own" in [button.action for button in second.buttons]


async def test_what_left_the_page_is_found_in_the_settings(world: World) -> None:
    assert "milestone.open_own_days" not in actions(await opens(world, "sam"))
    answer = await world.press("sam", "home.settings")
    assert isinstance(answer, Say)
    assert "milestone.open_own_days" in actions(answer.card)


async def test_a_supporters_page_lists_what_they_have(world: World) -> None:
    await world.press("sam", "check_in.peer")
    card = await opens(world, "pat")
    (have,) = (part for part in card.parts if isinstance(part, Items))
    assert have.items == (
        phrase("home.page.off_duty"),
        phrase("home.page.waiting", count=1),
        phrase("home.page.held", count=0),
    )
    assert [b.action for b in card.all_buttons if b.weight is Weight.MAIN] == ["home.queue"]


async def test_a_coordinators_page_has_four_tiles_each_with_its_action(world: World) -> None:
    await world.press("sam", "check_in.peer")
    tiles = tiles_of(await opens(world, "kit"))
    assert [tile.button.action for tile in tiles] == [
        "home.open",
        "trigger.list",
        "duty.coverage",
        "home.doctor",
    ]
    waiting, messages, coverage, to_fix = tiles
    assert (waiting.value, waiting.warns) == (phrase("home.page.open", count=1), True)
    assert waiting.text == phrase("home.page.tile.since", time="9:00 AM")
    assert (messages.value, messages.warns) == (phrase("home.page.tile.on"), False)
    assert coverage.value == phrase("home.page.tile.unplanned")
    assert to_fix.warns == (to_fix.value != phrase("home.page.to_mend", count=0))


async def test_while_messages_are_paused_their_tile_says_so(world: World) -> None:
    await pause(world)
    messages = tiles_of(await opens(world, "kit"))[1]
    assert (messages.value, messages.warns) == (phrase("home.page.paused"), True)


def tiles_of(card: Card) -> tuple[Tile, ...]:
    (tiles,) = (part for part in card.parts if isinstance(part, Tiles))
    return tiles.tiles


async def pause(world: World) -> None:
    async def change(work: Work) -> None:
        await set_paused(work, world.people["kit"], is_paused=True)

    await in_one_work(world.storage, change)


async def test_that_a_clinician_opened_it_is_kept_nowhere(world: World) -> None:
    await opens(world, "sam")
    assert await pages(world) == []
    again = await opens(world, "sam", "2")
    assert "check_in.break" in actions(again)


async def test_the_page_shows_no_request_before_a_press(world: World) -> None:
    before = text_of(await opens(world, "sam"))
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert text_of(await opens(world, "sam", "2")) == before
    shown = await world.press("sam", "home.own", message=HOME)
    assert isinstance(shown, Say)
    assert shown.card.screen == "request.status"


async def test_somebody_without_a_request_reads_that_there_is_none(world: World) -> None:
    assert phrase("home.own.none") in text_of(await world.press("sam", "home.own"))


async def test_nobody_looks_at_anothers_request(world: World) -> None:
    await world.press("sam", "check_in.peer")
    answer = await world.press("nora", "home.look", (await live(world))[0])
    assert isinstance(answer, Say)
    assert answer.card.screen != "request.status"


async def live(world: World) -> list[str]:
    async with world.storage.reading() as work:
        return [request.reference for request in await work.of(SupportRequest).find()]


async def test_a_supporters_page_follows_the_queue(world: World) -> None:
    assert phrase("home.page.waiting", count=0) in text_of(await opens(world, "pat"))
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert phrase("home.page.waiting", count=1) in text_of(page_of(world, "pat"))
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    shown = text_of(page_of(world, "pat"))
    assert phrase("home.page.waiting", count=0) in shown
    assert phrase("home.page.held", count=1) in shown


async def test_one_goes_on_and_off_duty_by_one_press(world: World) -> None:
    await opens(world, "pat")
    await world.press("pat", "home.duty_on", message=HOME)
    await world.settle()
    assert phrase("home.page.on_duty") in text_of(page_of(world, "pat"))
    await world.press("pat", "home.duty_off", message=HOME)
    await world.settle()
    assert phrase("supporters.duty.off") in text_of(page_of(world, "pat"))


async def test_only_supporters_go_on_duty(world: World) -> None:
    assert "not" in text_of(await world.press("sam", "home.duty_on")).casefold()
    assert phrase("home.page.on_duty") not in text_of(await world.command("pat", "/support duty"))


async def test_a_coordinators_page_counts_and_names_nobody(world: World) -> None:
    await opens(world, "kit")
    await world.press("sam", "check_in.peer")
    await world.settle()
    shown = page_of(world, "kit")
    assert phrase("home.page.open", count=1) in text_of(shown)
    assert {"home.open", "home.doctor", "adverse_event.report"} <= set(actions(shown))
    assert "Sam" not in text_of(shown)


async def test_a_coordinators_page_counts_the_triggers_that_are_on_and_drafts_apart(
    world: World,
) -> None:
    assert phrase("home.page.triggers", count=1) in text_of(await opens(world, "kit"))

    async def more(work: Work) -> None:
        programme = await current(work)
        (on,) = programme.triggers
        drafts = [replace(on, name=f"draft-{n}", kind="near_miss", checks=()) for n in range(2)]
        paused = replace(on, name="paused", kind="resuscitation", paused=True)
        ended = replace(on, name="ended", kind="other", ends="2026-01-01")
        await put(work, replace(programme, triggers=(on, *drafts, paused, ended)))

    await in_one_work(world.storage, more)
    shown = text_of(await opens(world, "kit", "2"))
    assert phrase("home.page.triggers", count=1) in shown
    assert phrase("home.page.drafts", count=2) in shown


async def test_a_unit_lead_reports_from_the_page(world: World) -> None:
    card = await opens(world, "lena")
    assert "adverse_event.report" in actions(card)
    assert "home.open" not in actions(card)


async def test_a_page_nobody_opened_for_two_days_is_forgotten(world: World) -> None:
    await opens(world, "pat")
    assert len(await pages(world)) == 1
    await world.pass_time(2 * DAY + timedelta(hours=2))
    assert await pages(world) == []


async def test_opening_it_again_keeps_one_row(world: World) -> None:
    for number in range(3):
        await opens(world, "pat", str(number))
    assert len(await pages(world)) == 1


async def test_no_job_says_who_opened_a_page(world: World) -> None:
    await opens(world, "sam")
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.kind.is_("core.redraw"))
    assert jobs
    assert not [job for job in jobs if world.people["sam"] in str(job)]


@pytest.mark.parametrize("user", ["sam", "pat", "kit", "lena"])
async def test_no_two_buttons_of_a_page_read_the_same(world: World, user: str) -> None:
    card = await opens(world, user)
    labels = [button.label for button in card.all_buttons]
    assert len(labels) == len(set(labels))
    assert all(len(part.buttons) <= 5 for part in some(card.parts) if isinstance(part, Row))


# ---- getting to know it ----


def welcomes(world: World, user: str) -> list[Card]:
    return [card for card in world.sees(user).log if card.screen == "home.welcome"]


async def test_the_first_opening_brings_a_welcome_and_no_later_one_does(world: World) -> None:
    for number in range(3):
        await opens(world, "sam", str(number))
    (card,) = welcomes(world, "sam")
    assert phrase("check_in.note.hello", name="Sam") in text_of(card)
    assert "privacy.stop" in actions(card)


async def test_the_welcome_does_not_come_again_when_jobs_are_forgotten(world: World) -> None:
    await opens(world, "sam")
    await world.pass_time(120 * DAY)
    await opens(world, "sam", "2")
    assert len(welcomes(world, "sam")) == 1


async def test_nobody_who_waits_for_a_talk_is_welcomed_just_then(world: World) -> None:
    await world.press("sam", "check_in.peer")
    await opens(world, "sam")
    assert welcomes(world, "sam") == []
    await world.press("sam", "request.withdraw", (await live(world))[0])
    await opens(world, "sam", "2")
    assert len(welcomes(world, "sam")) == 1


async def name_a_channel(world: World) -> None:
    async def change(work: Work) -> None:
        programme = await current(work)
        channels = {**programme.channels, ANNOUNCEMENTS: {"practice": "#all"}}
        await put(work, replace(programme, channels=channels))

    await in_one_work(world.storage, change)


async def test_a_coordinator_posts_the_announcement_after_reading_it(world: World) -> None:
    await name_a_channel(world)
    before = await world.command("kit", "/support-admin announce")
    assert phrase("home.announcement.what") in text_of(before)
    assert world.sees("#all").log == []
    await world.press("kit", "home.announce")
    await world.settle()
    (posted,) = world.sees("#all").log
    assert phrase("home.announcement.what") in text_of(posted)
    assert posted.buttons == ()


async def test_where_the_app_cannot_post_it_whoever_pressed_is_told(world: World) -> None:
    await name_a_channel(world)
    world.platform.gone.add("#all")
    await world.press("kit", "home.announce")
    await world.settle()
    told = world.sees("kit").last
    assert phrase("home.announce.not_posted") in text_of(told)
    assert phrase("home.announce.invite") in text_of(told)
    world.platform.gone.clear()
    await world.press("kit", "home.announce_first")
    await world.press("kit", "home.announce")
    await world.settle()
    assert len(world.sees("#all").log) == 1


async def test_without_a_channel_for_it_one_is_asked_for(world: World) -> None:
    shown = text_of(await world.command("kit", "/support-admin announce"))
    assert "channels.announcements" in shown


async def test_only_coordinators_announce(world: World) -> None:
    await name_a_channel(world)
    await world.press("sam", "home.announce")
    await world.settle()
    assert world.sees("#all").log == []
