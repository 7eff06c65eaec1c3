"""The opening and the stage in real headless Chromium, wide and narrow, as Slack and as Teams."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from adapters.commands.demo import HOST, rehearse
from adapters.practice.beats import BEATS, BEFORE
from tests.adapters.practice.browser import LOOKS, NARROW, Visitor, visitor
from tests.adapters.practice.rooms import AT_ONCE_S, Open
from tests.wording import phrase

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LAST = len(BEFORE) + len(BEATS) - 1
HEAVIEST = 300_000
A_LONG_TEXT_MS = 60_000
"""Longer than the stage leaves any of its texts to be read."""
SHOWN = "['step', 'viewed', 'touched'].map((name) => document.body.dataset[name]).join()"
"""Which step the stage shows, on whose phone, and whether what waits there was touched."""
SIZES = ((1440, 900), NARROW)


@pytest_asyncio.fixture(loop_scope="session")
async def sees(opened: Open, browser: Browser) -> AsyncIterator[Visitor]:
    async with visitor(browser, SIZES[0]) as sees:
        await sees.opens(opened.url)
        yield sees


async def played(opened: Open, sees: Visitor, step: int) -> None:
    """The stage, once so many steps are recorded."""
    body = json.dumps({"go": "to", "step": step}).encode()
    assert (await opened.post("/practice/film", body)).status == 200
    await sees.opens(f"{opened.url}/?lang=en#story")
    await sees.page.reload()
    await at_step(sees, step)


async def recorded(opened: Open) -> int:
    async with opened.session.get(f"{opened.url}/practice/film") as response:
        return len((await response.json())["frames"])


async def at_step(sees: Visitor, step: int) -> None:
    await expect(sees.page.locator("body")).to_have_attribute("data-step", str(step))
    await sees.answered()


def title(sees: Visitor) -> Locator:
    return sees.page.locator("#title")


async def enters(sees: Visitor) -> None:
    """Begin to watch, and stop at once: what follows is done by hand."""
    await sees.page.click("#watch")
    await expect(title(sees)).to_have_text(phrase("stage.event.title"))
    await sees.page.click("#play")
    await sees.page.evaluate("scrollTo(0, 0)")


async def test_it_opens_with_what_is_at_stake_and_one_thing_to_press(sees: Visitor) -> None:
    opening = sees.page.locator("#opening")
    await expect(opening.get_by_role("heading")).to_contain_text(phrase("stage.opening.died"))
    await expect(opening.get_by_role("heading")).to_contain_text(phrase("stage.opening.six"))
    await expect(opening.locator(".go")).to_have_text("Watch, 3 minutes")
    await expect(opening.get_by_role("link")).to_have_count(3)
    # The lock screen beside it shows what Slack is sent, and no more.
    await expect(opening.locator(".notice")).to_contain_text("Larkspur Valley")
    await expect(opening).not_to_contain_text("Hi Sam")
    await expect(sees.page.locator("#story")).to_be_hidden()


async def test_it_plays_by_itself_once_watched_and_rests_at_a_press(sees: Visitor) -> None:
    await sees.page.clock.install()
    await sees.page.click("#watch")
    while await sees.page.evaluate("document.body.dataset.step") != "2":
        await sees.page.clock.fast_forward(A_LONG_TEXT_MS)
        await sees.answered()
    await at_step(sees, 2)
    await expect(title(sees)).to_have_text(phrase("stage.opened.title"))
    await sees.page.click("#play")
    await expect(sees.page.locator("#play")).to_have_attribute("aria-label", "Play")


async def test_it_is_played_on_the_phone_by_pressing_what_is_marked(sees: Visitor) -> None:
    await enters(sees)
    await sees.page.click("#to-now")
    for _ in range(2 * LAST):
        await sees.answered()
        lit = sees.page.locator(".lit")
        await expect(lit.or_(sees.page.locator("#end:not([hidden])"))).to_be_visible()
        if await lit.count() == 0:
            break
        before = await sees.page.evaluate(SHOWN)
        await lit.click()
        await sees.page.wait_for_function(f"before => {SHOWN} !== before", arg=before)
        await sees.answered()
    await at_step(sees, LAST)
    await expect(title(sees)).to_have_text(phrase("stage.deleted.title"))
    await expect(sees.page.locator("#end")).to_contain_text("6 people got a message.")
    assert sees.complaints == []


async def test_in_slack_what_waits_is_opened_twice_and_in_teams_once(
    opened: Open, sees: Visitor
) -> None:
    await enters(sees)
    await sees.page.click("#to-now")
    glass = sees.page.locator("#glass")
    await glass.locator(".notice").click()
    opens = glass.get_by_role("button", name=phrase("core.envelope.open"))
    await expect(opens).to_have_class("sb lit")
    await expect(glass).not_to_contain_text("Hi Sam")
    await opens.click()
    await at_step(sees, 2)
    await expect(glass).to_contain_text("Hi Sam")
    await sees.page.click("#back")
    await sees.page.click('#skins [data-skin="teams"]')
    await expect(glass.locator(".notice")).to_contain_text(phrase("core.preview"))


async def test_the_other_persons_phone_comes_when_it_is_their_turn(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, 4)
    fay = sees.page.locator('#cast [data-user="fay"]')
    await expect(fay).to_have_class("lit")
    await sees.page.click("#next")
    await expect(fay).to_have_attribute("aria-pressed", "true")
    await expect(sees.page.locator("#phone-of")).to_have_text("The phone of Fay Odum")
    await expect(sees.page.locator("#glass .notice")).to_be_visible()
    await expect(sees.page.locator("#glass")).not_to_contain_text("Sam")


async def test_the_skin_can_be_changed_at_any_time_and_shows_the_same_words(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, 2)
    glass = sees.page.locator("#glass")
    await expect(glass.locator(".sb").first).to_have_text("Ask for a break")
    await sees.page.click('#skins [data-skin="teams"]')
    await expect(glass.locator(".tb").first).to_have_text("Ask for a break")
    await expect(glass).to_contain_text("Hi Sam.")
    assert await glass.locator(".sb").count() == 0


@pytest.mark.parametrize("skin", ["slack", "teams"])
async def test_a_form_is_filled_in_on_the_phone_and_sent(
    opened: Open, sees: Visitor, skin: str
) -> None:
    await played(opened, sees, 3)
    await sees.page.click(f'#skins [data-skin="{skin}"]')
    modal = sees.page.locator("#glass .modal")
    await modal.get_by_label("20 minutes").check()
    await modal.locator('[data-press="send"]').click()
    await at_step(sees, 4)
    card = opened.room.workspace.conversations["@fay"]
    await expect(modal).to_have_count(0)
    assert "20" in str([message.card.parts for message in card.values()])


async def test_the_time_line_leads_forward_and_back_by_mouse(opened: Open, sees: Visitor) -> None:
    await enters(sees)
    line = sees.page.locator("#line")
    box = await line.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    await sees.page.mouse.click(box["x"] + box["width"] - 3, middle)
    await at_step(sees, LAST)
    await expect(sees.page.locator("#looking-back")).to_be_hidden()
    await sees.page.mouse.move(box["x"] + box["width"] - 3, middle)
    await sees.page.mouse.down()
    await sees.page.mouse.move(box["x"] + 20, middle, steps=4)
    await sees.page.mouse.up()
    await expect(title(sees)).to_have_text(phrase("stage.event.title"))
    await expect(sees.page.locator("#looking-back")).to_contain_text("Looking back")
    assert len(opened.room.workspace.conversations["@sam"]) > 1


async def test_the_time_line_leads_forward_and_back_by_keyboard(sees: Visitor) -> None:
    await enters(sees)
    line = sees.page.locator("#line")
    await line.focus()
    await sees.page.keyboard.press("ArrowRight")
    await at_step(sees, 1)
    await sees.page.keyboard.press("PageUp")
    await at_step(sees, 3)
    await expect(line).to_have_attribute(
        "aria-valuetext", "Oct 5, 8:40 AM. break. A break comes first."
    )
    await sees.page.keyboard.press("End")
    await at_step(sees, LAST)
    await sees.page.keyboard.press("Home")
    await at_step(sees, 0)


async def test_who_looks_back_sees_what_was_and_presses_nothing(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, 14)
    await sees.page.click("#back")
    await at_step(sees, 13)
    frames = await recorded(opened)
    for button in await sees.page.locator("#glass .words button").all():
        await button.click()
    await expect(sees.page.locator("#looking-back")).to_be_visible()
    assert await recorded(opened) == frames
    await sees.page.click("#to-now")
    await at_step(sees, 14)


async def test_the_name_plates_unlock_and_lock_as_the_record_does(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, LAST)
    open_plates = sees.page.locator('.plate[data-open="true"]')
    await expect(open_plates).to_have_count(0)
    line = sees.page.locator("#line")
    await line.focus()
    seen: list[str] = []
    for _ in range(LAST):
        await sees.page.keyboard.press("ArrowLeft")
        text = await sees.page.inner_text("#linked")
        if not seen or seen[-1] != text:
            seen.append(text)
    nobody = phrase("stage.plates.none")
    assert seen == [
        nobody,
        "By the bot's record: Pat.",
        nobody,
        "By the bot's record: Fay.",
        nobody,
    ]
    await expect(sees.page.locator(".links")).to_contain_text(phrase("stage.plates.always"))


async def test_the_rows_are_folded_and_fold_to_nothing_when_all_is_deleted(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, 17)
    rows = sees.page.locator("#rows")
    await expect(rows.locator(".row").first).to_be_hidden()
    await rows.locator("summary").click()
    await expect(rows.locator(".row").first).to_be_visible()
    await expect(rows).not_to_contain_text("Rivera")
    await sees.page.locator("#line").focus()
    await sees.page.keyboard.press("End")
    await at_step(sees, LAST)
    await expect(rows.locator(".row")).to_have_count(0)
    await expect(rows).to_contain_text(phrase("stage.plates.rows_none"))


async def test_the_end_leads_to_setting_it_up_which_the_docs_have(
    opened: Open, sees: Visitor
) -> None:
    await played(opened, sees, LAST)
    await sees.page.click("#set-up")
    await expect(sees.page.locator("#set-up-title")).to_be_focused()
    heading = phrase("stage.set_up.title")
    await expect(sees.dialog).to_contain_text(heading)
    page = Path("docs/it/set-up.md")
    await expect(sees.dialog).to_contain_text(str(page))
    assert page.read_text("utf-8").startswith(f"# {heading}\n")


async def test_on_a_phone_the_message_is_on_the_first_screen_and_nothing_is_too_wide(
    opened: Open, browser: Browser
) -> None:
    async with visitor(browser, NARROW) as sees:
        await sees.opens(opened.url)
        await expect(sees.page.locator("#watch")).to_be_in_viewport(ratio=1)
        await enters(sees)
        await sees.page.click("#to-now")
        await expect(sees.page.locator("#glass .notice")).to_be_in_viewport(ratio=1)
        for step in (2, 3, 16, 17, LAST):
            await played(opened, sees, step)
            assert await sees.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
            await expect(sees.page.locator("#next")).to_be_in_viewport(ratio=1)


async def test_axe_finds_nothing_on_the_opening_or_on_the_stage(
    opened: Open, browser: Browser
) -> None:
    found: dict[str, list[str]] = {}
    async with visitor(browser, SIZES[0]) as sees:

        async def look(view: str) -> None:
            for (width, height), scheme in LOOKS:
                await sees.page.set_viewport_size({"width": width, "height": height})
                await sees.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found[f"{view}, {scheme}, {width}"] = await sees.faults()

        await sees.opens(opened.url)
        await look("opening")
        for step in (1, 2, 3, 17, LAST):
            await played(opened, sees, step)
            for skin in ("slack", "teams"):
                await sees.page.click(f'#skins [data-skin="{skin}"]')
                await look(f"step {step}, {skin}")
        await sees.page.click("#back")
        await look("looking back")
        await sees.page.click("#to-now")
        await sees.page.click("#set-up")
        await look("setting up")
    assert {view: faults for view, faults in found.items() if faults} == {}


async def test_a_story_that_cannot_go_on_begins_again_in_a_hospital_of_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    where: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(
        rehearse(tmp_path, 0, lambda _, port: where.set_result(port), AT_ONCE_S)
    )
    try:
        async with visitor(browser, SIZES[0]) as sees:
            await sees.opens(f"http://{HOST}:{await where}/#story")
            await sees.page.click("#next")
            await expect(sees.page.locator("body")).to_have_attribute("data-touched", "true")
            await sees.page.click("#next")
            await at_step(sees, 2)
            await sees.page.click('#glass [data-press="check_in.no_thanks"]')
            await expect(title(sees)).to_have_text(phrase("stage.aside.title"))
            await sees.page.click("#next")
            await expect(sees.page.locator("#trouble")).to_have_text(phrase("stage.line.astray"))
            await sees.page.click("#restart")
            await expect(title(sees)).to_have_text(phrase("stage.event.title"))
            await sees.page.click("#to-now")
            await at_step(sees, 1)
            await expect(sees.page.locator("#glass .notice")).to_be_visible()
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def test_where_no_new_hospital_comes_the_page_says_so_and_can_be_asked_again(
    opened: Open, sees: Visitor
) -> None:
    # Nobody here serves another hospital once this one is to be replaced.
    await sees.page.clock.install()
    await played(opened, sees, 2)
    await sees.page.click('#glass [data-press="check_in.no_thanks"]')
    await expect(title(sees)).to_have_text(phrase("stage.aside.title"))
    await sees.page.click("#next")
    trouble, restart = sees.page.locator("#trouble"), sees.page.locator("#restart")
    await expect(trouble).to_have_text(phrase("stage.line.astray"))
    await sees.page.route("**/practice/begin", lambda route: route.abort())
    await restart.click()
    await expect(trouble).to_have_text(phrase("stage.page.link_gone"))
    await sees.page.unroute("**/practice/begin")
    await restart.click()
    await expect(trouble).to_have_text(phrase("stage.page.loading"))
    await expect(restart).to_be_hidden()
    await sees.page.clock.fast_forward("02:00")
    await expect(trouble).to_have_text(phrase("stage.page.link_gone"))
    await expect(restart).to_be_visible()


async def test_a_page_that_cannot_load_the_story_says_so_and_loads_again(
    opened: Open, browser: Browser
) -> None:
    async with visitor(browser, SIZES[0]) as sees:
        await sees.page.route("**/practice/film*", lambda route: route.abort())
        await sees.page.goto(f"{opened.url}/?lang=es")
        await expect(sees.page.locator("#trouble")).to_have_text(
            phrase("stage.page.link_gone", "es")
        )
        await sees.page.unroute("**/practice/film*")
        await sees.page.click("#restart")
        await sees.page.wait_for_selector("body[data-ready]")
        await expect(sees.page.locator("#trouble")).to_be_hidden()
        await expect(sees.page.locator("#restart")).to_be_hidden()


async def test_who_wants_less_motion_gets_none(opened: Open, sees: Visitor) -> None:
    await sees.page.emulate_media(reduced_motion="reduce")
    await played(opened, sees, 4)
    await sees.page.click("#next")
    await expect(sees.page.locator("#phone")).to_have_class("phone slides")
    running = "document.getAnimations().length"
    assert await sees.page.evaluate(running) == 0


async def test_it_is_read_in_spanish(opened: Open, sees: Visitor) -> None:
    await sees.page.click("#language")
    await sees.page.wait_for_selector("body[data-ready]")
    await expect(sees.page.locator("html")).to_have_attribute("lang", "es")
    await expect(sees.page.locator("#watch")).to_have_text(phrase("stage.opening.watch", "es"))
    await sees.page.click("#watch")
    await expect(title(sees)).to_have_text(phrase("stage.event.title", "es"))


async def test_all_that_the_opening_loads_weighs_less_than_300_kilobytes(
    opened: Open, browser: Browser
) -> None:
    async with visitor(browser, SIZES[0]) as sees:
        sizes: list[int] = []

        async def weigh(url: str) -> None:
            async with opened.session.get(url) as response:
                sizes.append(len(await response.read()))

        asked: list[str] = []
        sees.page.on("request", lambda request: asked.append(request.url))
        await sees.opens(opened.url)
        for url in asked:
            await weigh(url)
        assert len(asked) > len(("page", "looks", "letters", "film"))
        assert [url for url in asked if not url.startswith(opened.url)] == []
        assert sum(sizes) < HEAVIEST, dict(zip(asked, sizes, strict=True))
