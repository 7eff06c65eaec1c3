"""The rehearsal room in real headless Chromium: parts, stories, paper, keyboard, weight."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from adapters.commands.demo import HOST, Room, rehearse
from tests.adapters.practice.browser import LOOKS, NARROW, Visitor, visitor
from tests.adapters.practice.rooms import AT_ONCE_S, Open
from tests.wording import phrase

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_TABS = 60


@pytest_asyncio.fixture(loop_scope="session")
async def sees(opened: Open, browser: Browser) -> AsyncIterator[Visitor]:
    async with visitor(browser) as sees:
        yield sees


# ---- home ----


async def test_home_is_drawn_with_its_headings_and_buttons_and_redrawn_in_place(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play")
    await sees.plays("pat")
    await sees.page.click("#home-tab")
    home = sees.page.locator(".home")
    await expect(home.get_by_role("heading", name="When something hard happens")).to_be_visible()
    await expect(home).to_contain_text("You are on duty")
    await home.get_by_role("button", name="Go off duty").click()
    await expect(home).to_contain_text("You are off duty")
    await expect(home).to_have_count(1)
    assert opened.screens("home@pat") == ["home.home"]
    assert sees.complaints == []


async def test_what_home_is_answered_with_hangs_among_the_messages(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play")
    await sees.plays("theo")
    await sees.page.click("#home-tab")
    await sees.page.get_by_role("button", name="Talk with someone").click()
    await expect(sees.page.locator("#messages-tab")).to_have_attribute("aria-pressed", "true")
    await expect(sees.page.locator("#screen article").last).to_contain_text("First free peer")
    await expect(sees.page.locator("#screen")).to_be_focused()


# ---- parts ----


@pytest.mark.branch("03.16")
async def test_a_stranger_trains_as_a_supporter_with_the_keyboard_alone(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play?mode=parts")
    await sees.tabs_to("a[href='/play?as=pat']", most=MOST_TABS)
    await sees.page.keyboard.press("Enter")
    await sees.page.wait_for_url("**/play?as=pat")
    await sees.page.wait_for_selector("body[data-ready]")
    await expect(sees.page.locator("#brief")).to_contain_text(phrase("practice.part.supporter.not"))
    await expect(sees.page.locator("#panes")).to_be_hidden()
    await sees.tabs_to("#ready", most=MOST_TABS)
    await sees.page.keyboard.press("Enter")
    await expect(sees.page.locator("#story")).to_be_focused()
    await expect(sees.page.locator("#happened")).to_contain_text(
        phrase("practice.guide.supporter.came")
    )
    await expect(sees.page.locator("#news")).to_contain_text("channel")
    await sees.goes_on_by_keyboard("I can take this")
    await expect(sees.page.locator("#form-title")).to_be_focused()
    await sees.tabs_to("dialog .weight-main", most=MOST_TABS)
    await sees.page.keyboard.press("Enter")
    await expect(sees.dialog).to_contain_text("Sam Rivera")
    await sees.closes_dialog()
    await expect(sees.page.locator("#channel article")).to_be_focused()
    await expect(sees.page.locator("#happened")).to_contain_text(
        phrase("practice.guide.supporter.call")
    )
    await sees.goes_on_by_keyboard("We talked")
    await expect(sees.page.locator("#happened")).to_contain_text(
        phrase("practice.guide.supporter.talked")
    )
    await sees.goes_on_by_keyboard("Done")
    await expect(sees.page.locator("#step")).to_contain_text("That was all, Pat.")
    await sees.tabs_to("#over a", most=MOST_TABS)
    assert sees.complaints == []


async def test_what_came_of_a_call_is_said_in_the_dialog_where_the_number_is(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play?as=pat")
    await sees.page.click("#ready")
    await expect(sees.marked).to_contain_text("I can take this")
    await sees.marked.click()
    await sees.dialog.locator(".weight-main").click()
    await expect(sees.dialog).to_contain_text("Sam Rivera")
    await sees.dialog.get_by_role("button", name=phrase("support_requests.button.tried")).click()
    await expect(sees.dialog).to_have_count(0)
    await expect(sees.page.locator("#screen article").last).to_contain_text("no answer yet")
    assert sees.complaints == []


async def test_whoever_takes_a_part_has_one_phone_and_no_view_of_the_database(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play?as=fay")
    await sees.page.click("#ready")
    await expect(sees.page.locator("#phone-of")).to_have_text("Your phone: Fay Odum")
    for hidden in ("#who", "#peers", "#database", "#words", "#day"):
        await expect(sees.page.locator(hidden)).to_be_hidden()


async def test_two_trainees_meet_in_one_story(opened: Open, browser: Browser) -> None:
    async with visitor(browser) as sam, visitor(browser) as pat:
        await sam.opens(f"{opened.url}/play?as=sam")
        await pat.opens(f"{opened.url}/play?as=pat")
        await sam.page.click("#ready")
        await pat.page.click("#ready")
        await sam.marked.click()
        for label in ("Talk with someone", "First free peer"):
            await expect(sam.marked).to_have_text(label)
            await sam.marked.click()
        await expect(pat.marked).to_have_text(phrase("support_requests.button.take"))
        await pat.marked.click()
        await pat.dialog.locator(".weight-main").click()
        await expect(pat.dialog).to_contain_text("Sam Rivera")
        await expect(sam.page.locator("#news")).to_contain_text("New for Sam")


async def test_a_link_to_a_part_of_another_story_leads_to_the_list(
    opened: Open, sees: Visitor
) -> None:
    await sees.page.goto(f"{opened.url}/play?as=yusuf")
    await sees.page.wait_for_url("**/play?mode=parts")
    await expect(sees.page.locator("#part-list a").first).to_have_text(
        phrase("practice.part.supporter.title")
    )


# ---- stories ----


async def test_another_story_begins_in_a_hospital_of_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    where: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def opened(_: Room, port: int) -> None:
        where.set_result(port)

    serving = asyncio.create_task(rehearse(tmp_path, 0, opened, AT_ONCE_S))
    try:
        async with visitor(browser) as sees:
            await sees.opens(f"http://{HOST}:{await where}/play")
            await expect(sees.page.locator("#where-name")).to_have_text(
                phrase("practice.scenario.morning.title")
            )
            await sees.page.click("#change")
            await expect(sees.page.locator("#pick-title")).to_be_focused()
            await sees.dialog.get_by_label(phrase("practice.scenario.night.title")).check()
            await sees.dialog.get_by_role("button", name="Begin").click()
            await expect(sees.page.locator("#where-name")).to_have_text(
                phrase("practice.scenario.night.title")
            )
            await expect(sees.page.locator("#who option:checked")).to_contain_text("Yusuf Demir")
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


@pytest.mark.branch("03.15")
async def test_free_play_tells_nobody_what_to_press(opened: Open, sees: Visitor) -> None:
    await sees.opens(f"{opened.url}/play?mode=free")
    await expect(sees.page.locator("#story")).to_be_hidden()
    await expect(sees.marked).to_have_count(0)
    await expect(sees.page.locator("#database")).to_be_visible()


async def test_the_people_of_the_story_are_taken_up_by_their_faces(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play?mode=free")
    faces = sees.page.locator("#faces")
    await expect(faces.get_by_role("button")).to_have_text(["Sam", "Pat", "Fay", "Lena"])
    await expect(faces.get_by_role("button", name="Sam")).to_have_class("has-news")
    await faces.get_by_role("button", name="Fay").click()
    await expect(faces.get_by_role("button", name="Fay")).to_have_attribute("aria-pressed", "true")
    await expect(sees.page.locator("#who")).to_have_value("fay")


# ---- paper ----


@pytest.mark.branch("03.18")
async def test_on_paper_there_is_what_the_person_saw_and_nothing_else(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play")
    await sees.marked.click()
    await sees.presses("check_in.talk")
    await expect(sees.marked).to_have_text("First free peer")
    await sees.page.evaluate("window.print = () => { document.title = 'printed'; }")
    await sees.page.click("#print")
    await expect(sees.page).to_have_title("printed")
    await sees.page.emulate_media(media="print")
    paper = sees.page.locator("#transcript")
    await expect(paper).to_be_visible()
    await expect(paper).to_contain_text("What Sam Rivera saw")
    await expect(paper).to_contain_text("On the phone")
    await expect(paper).to_contain_text("[Talk with someone]")
    for hidden in ("header", "main", "#story", "#panes"):
        await expect(sees.page.locator(hidden)).to_be_hidden()


async def test_printed_by_the_browsers_own_menu_it_is_the_phone_alone(
    opened: Open, sees: Visitor
) -> None:
    await sees.opens(f"{opened.url}/play")
    await sees.page.emulate_media(media="print")
    await expect(sees.page.locator("#screen")).to_be_visible()
    for hidden in ("header", "#peers", "#database", "#story", "#commands", "#transcript"):
        await expect(sees.page.locator(hidden)).to_be_hidden()


# ---- for everybody ----


@pytest.mark.branch("03.13")
async def test_axe_finds_nothing_in_any_state_of_a_rehearsal(opened: Open, sees: Visitor) -> None:
    found: dict[str, list[str]] = {}

    async def look(view: str) -> None:
        for (width, height), scheme in LOOKS:
            await sees.page.set_viewport_size({"width": width, "height": height})
            await sees.page.emulate_media(color_scheme=scheme)
            found[f"{view}, {scheme}, {width}"] = await sees.faults()

    await sees.opens(f"{opened.url}/play")
    await sees.page.click("#home-tab")
    await expect(sees.page.locator(".home")).to_be_visible()
    await look("home")
    await sees.page.click("#change")
    await look("choice of stories")
    await sees.closes_dialog()
    await sees.opens(f"{opened.url}/play?mode=free")
    await look("free play")
    await sees.opens(f"{opened.url}/play?mode=parts")
    await look("list of parts")
    await sees.opens(f"{opened.url}/play?as=pat")
    await look("before one is ready")
    await sees.page.click("#ready")
    await expect(sees.marked).to_have_text(phrase("support_requests.button.take"))
    await look("a part")
    await sees.marked.click()
    await expect(sees.page.locator("#form-title")).to_be_focused()
    await look("before one takes it")
    await sees.dialog.locator(".weight-main").click()
    await expect(sees.dialog).to_contain_text("Sam Rivera")
    await look("the contact")
    await sees.closes_dialog()
    for label in (phrase("support_requests.button.reached"), "Done"):
        await expect(sees.marked).to_contain_text(label)
        await sees.marked.click()
        await sees.answered()
        await opened.room.settle()
    await expect(sees.page.locator("#over")).to_be_visible()
    await look("the end of a part")
    await sees.page.click("#again")
    await look("whether to begin again")
    assert {view: faults for view, faults in found.items() if faults} == {}


async def test_on_a_phone_no_state_of_a_rehearsal_is_wider_than_the_screen(
    opened: Open, browser: Browser
) -> None:
    async with visitor(browser, NARROW) as sees:
        for path in ("/play?mode=free", "/play?mode=parts", "/play?as=pat"):
            await sees.opens(f"{opened.url}{path}")
            wide = await sees.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW[0], path
