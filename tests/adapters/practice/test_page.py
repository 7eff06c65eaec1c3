"""The practice page in real headless Chromium, played by somebody who has never seen it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.core.conversation import Command, Delivery
from bot.core.people import Account
from tests.adapters.practice.browser import LOOKS, NARROW, Visitor, visitor
from tests.adapters.practice.rooms import Open
from tests.patience import PATIENCE_S
from tests.wording import phrase

# One browser for all of them, on one loop; each has a hospital and a page of its own.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MOST_STEPS = 30
MOST_TAPS = 2
BEGINS = "Something hard happened"
FORGOTTEN = "Sam's data is deleted"


@pytest_asyncio.fixture(loop_scope="session")
async def sees(opened: Open, browser: Browser) -> AsyncIterator[Visitor]:
    async with visitor(browser) as sees:
        await sees.opens(f"{opened.url}/play")
        yield sees


async def test_the_page_opens_on_the_nurses_lock_screen_with_the_unread_note(
    sees: Visitor,
) -> None:
    await expect(sees.page.locator("#happened")).to_contain_text(BEGINS)
    await expect(sees.page.locator("#who option:checked")).to_contain_text("Sam Rivera")
    screen = sees.page.locator("#screen")
    await expect(screen).to_contain_text("A private message. No reply needed.")
    # What stands in the note is not to be read on a lock screen.
    await expect(screen).not_to_contain_text("break")
    await expect(screen).not_to_contain_text("Hi Sam")
    await expect(sees.marked).to_contain_text("A private message")


@pytest.mark.branch("03.14")
async def test_a_stranger_follows_the_story_to_its_end_with_two_taps_a_step(
    opened: Open, sees: Visitor
) -> None:
    taps: dict[str, int] = {}
    for _ in range(MOST_STEPS):
        await _at_rest(opened, sees)
        if await sees.go.is_hidden():
            break
        step = await sees.step()
        taps.setdefault(step, 0)
        if (await sees.go.inner_text()).startswith("Play "):
            await sees.go.click()
            taps[step] += 1
        # A day on is a step of its own each time.
        taps[step] *= await sees.marked.get_attribute("data-press") != "clock.day"
        await sees.marked.click()
        taps[step] += 1
        await _through_dialogs(sees, step, taps)
    await expect(sees.page.locator("#happened")).to_contain_text(FORGOTTEN)
    await expect(sees.page.locator("#holds")).to_have_text("No row leads to Sam.")
    assert {step: n for step, n in taps.items() if n > MOST_TAPS} == {}
    steps = " ".join(taps)
    for named in (
        "First free peer",
        phrase("support_requests.button.take"),
        "See who",
        phrase("support_requests.button.reached"),
        "Done",
        phrase("practice.story.done.step"),
    ):
        assert named in steps, taps
    # The console would say if anything had been refused by the page's own policy.
    assert sees.complaints == []


async def _at_rest(opened: Open, sees: Visitor) -> None:
    """Wait until everything has been carried out, and the page shows it."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            await sees.answered()
            await opened.room.settle()
            shown = (
                await sees.step() == opened.room.rehearsal.story.step(opened.room.workspace).step
            )
            goes_on = await sees.marked.count() or await sees.go.inner_text() != "Show me"
            if shown and (goes_on or await sees.go.is_hidden()):
                return


async def _through_dialogs(sees: Visitor, step: str, taps: dict[str, int]) -> None:
    """Say yes in the dialogs that ask, and close those that only say something."""
    await sees.answered()
    while await sees.dialog.count():
        title = await sees.dialog.locator("h2").inner_text()
        if title in {phrase("support_requests.take.title"), phrase("privacy.forget.title")}:
            await sees.dialog.locator(".weight-main, .weight-grave").click()
            taps[step] += 1
            await sees.answered()
        else:
            await sees.closes_dialog()


async def test_the_side_path_of_a_break_leads_through_cover_and_back(sees: Visitor) -> None:
    await sees.marked.click()
    await sees.presses("check_in.break")
    await sees.dialog.get_by_role("button", name=phrase("time_out.ask.send")).click()
    await expect(sees.page.locator("#happened")).to_contain_text("Sam asked for a break")
    await expect(sees.go).to_have_text("Play Fay")
    await sees.go.click()
    await expect(sees.page.locator("#who")).to_have_value("fay")
    await sees.opens_note()
    await sees.presses("time_out.cover")
    await sees.dialog.get_by_role("button", name=phrase("time_out.cover.send")).click()
    await expect(sees.dialog).to_contain_text("Sam Rivera")
    await sees.closes_dialog()
    # Sam's old card has gone before the news of cover is there.
    await expect(sees.page.locator("#happened")).to_contain_text("Fay said yes")
    await expect(sees.go).to_have_text("Play Sam")
    await sees.go.click()
    await sees.marked.click()
    await expect(sees.marked).to_have_text(phrase("time_out.mine.begin"))
    await sees.marked.click()
    await expect(sees.page.locator("#happened")).to_contain_text("The break has begun")
    await sees.marked.click()
    await expect(sees.page.locator("#happened")).to_contain_text(
        phrase("practice.story.break_up.happened")
    )
    # The phone is locked again after the while that went by.
    await sees.marked.click()
    await expect(sees.marked).to_have_text(phrase("time_out.mine.back"))
    await sees.marked.click()
    await expect(sees.page.locator("#happened")).to_contain_text("The break is over")
    assert sees.complaints == []


async def test_a_refused_form_keeps_what_was_entered_and_leads_to_the_fault(sees: Visitor) -> None:
    await sees.plays("lena")
    await sees.page.locator(".notice").first.click()
    await sees.presses("/support-admin", within="#chips")
    await sees.presses("adverse_event.report")
    await sees.dialog.get_by_label(phrase("adverse_event.form.harm")).select_option("mild")
    await sees.dialog.get_by_label(phrase("adverse_event.form.everyone")).check()
    await sees.dialog.get_by_role("button", name="See who and the words").click()
    fault = sees.dialog.locator(".fault")
    await expect(fault).to_have_text(phrase("adverse_event.fault.kind"))
    await expect(sees.dialog.get_by_label(phrase("adverse_event.form.kind"))).to_be_focused()
    await expect(sees.dialog.get_by_label(phrase("adverse_event.form.harm"))).to_have_value("mild")
    await expect(sees.dialog.get_by_label(phrase("adverse_event.form.everyone"))).to_be_checked()


async def test_who_presses_second_reads_that_it_is_taken(sees: Visitor) -> None:
    await sees.marked.click()
    await sees.presses("check_in.talk")
    await sees.presses("check_in.peer")
    await sees.presses("request.claim", within="#channel")
    await sees.dialog.get_by_role("button", name=phrase("support_requests.take.submit")).click()
    await expect(sees.dialog).to_contain_text("Sam Rivera")
    await sees.closes_dialog()
    await sees.page.select_option("#as", "quinn")
    channel = sees.page.locator("#channel")
    await expect(channel).to_contain_text(phrase("support_requests.taken"))
    await expect(channel).not_to_contain_text("Sam")
    await expect(channel).not_to_contain_text("Pat")


async def test_focus_and_words_half_typed_stay_when_a_message_arrives(
    opened: Open, sees: Visitor
) -> None:
    await sees.marked.click()
    talk = sees.page.locator('[data-press="check_in.talk"]').first
    await talk.focus()
    await _sam_types_elsewhere(opened, "one")
    await expect(sees.page.locator("#screen article")).to_have_count(2)
    await expect(talk).to_be_focused()
    words = sees.page.locator("#words")
    await words.fill("/support sno")
    await _sam_types_elsewhere(opened, "two")
    await expect(sees.page.locator("#screen article")).to_have_count(3)
    await expect(words).to_be_focused()
    await expect(words).to_have_value("/support sno")


async def _sam_types_elsewhere(opened: Open, name: str) -> None:
    """What Sam is answered on another device hangs in the same conversation."""
    account = Account("practice", "practice", "sam")
    answer = await opened.room.bot.handle(
        Command(Delivery("command", "@sam", name), account, "support", ())
    )
    opened.room.workspace.post("@sam", answer.card)  # type: ignore[union-attr]


@pytest.mark.branch("03.11")
async def test_a_press_shows_its_effect_from_the_answer_itself_before_the_stream_brings_it(
    opened: Open, sees: Visitor
) -> None:
    await sees.page.add_init_script(
        "window.EventSource = class extends EventSource {"
        " constructor(url) { super(url); window.stream = this; } };"
    )
    await sees.opens(f"{opened.url}/play")
    await sees.marked.click()
    await expect(sees.page.locator('#screen [data-press="check_in.talk"]')).to_be_visible()
    await sees.answered()
    # From now on the page hears of nothing but what it is answered.
    await sees.page.evaluate("window.stream.onmessage = null")
    await sees.presses("check_in.talk")
    await expect(sees.page.locator('#screen [data-press="check_in.peer"]')).to_be_visible()
    await sees.presses("/support", within="#chips")
    await expect(sees.page.locator("#screen article")).to_have_count(2)
    assert opened.screens("@sam")[-1] == "home.menu"


async def test_whoever_reads_spanish_has_it_read_aloud_as_spanish(
    opened: Open, sees: Visitor
) -> None:
    await sees.plays("tomas")
    await sees.presses("/support", within="#chips")
    message = sees.page.locator("#screen article").last
    await expect(message).to_contain_text("¿Qué le ayudaría ahora?")
    await expect(message).to_have_attribute("lang", "es")
    await sees.presses("check_in.break")
    await expect(sees.dialog.locator("form")).to_have_attribute("lang", "es")
    await sees.closes_dialog()
    await sees.presses("/support", within="#chips")
    await opened.act(kind="press", user="tomas", message="m", action="home.read", value="1:en")
    await sees.presses("/support", within="#chips")
    await expect(message).to_contain_text(phrase("home.menu.text"))
    await expect(message).to_have_attribute("lang", "en")


async def test_after_a_press_the_focus_is_on_what_came_in_its_place(sees: Visitor) -> None:
    await sees.go.focus()
    await sees.page.keyboard.press("Enter")
    await expect(sees.marked).to_be_focused()
    await sees.page.keyboard.press("Enter")
    await expect(sees.page.locator("#screen")).to_be_focused()
    await expect(sees.marked).to_have_text("Talk with someone")
    await sees.go.focus()
    await sees.page.keyboard.press("Enter")
    await expect(sees.marked).to_be_focused()
    await sees.page.keyboard.press("Enter")
    await expect(sees.page.locator('[data-press="check_in.peer"]')).to_be_visible()
    await expect(sees.page.locator("#screen article").last).to_be_focused()


async def test_axe_finds_nothing_on_any_view_wide_and_narrow_light_and_dark(
    sees: Visitor,
) -> None:
    found: dict[str, list[str]] = {}

    async def look(view: str) -> None:
        for (width, height), scheme in LOOKS:
            await sees.page.set_viewport_size({"width": width, "height": height})
            await sees.page.emulate_media(color_scheme=scheme)
            found[f"{view}, {scheme}, {width}"] = await sees.faults()

    await look("lock screen")
    await sees.marked.click()
    await expect(sees.page.locator("#screen article")).to_have_count(1)
    await look("conversation")
    await sees.presses("check_in.break")
    await expect(sees.dialog).to_be_visible()
    await look("dialog with inputs")
    await sees.closes_dialog()
    await sees.presses("/support forget", within="#chips")
    await sees.presses("privacy.forget")
    await expect(sees.dialog).to_be_visible()
    await look("dialog that asks for sure")
    await sees.closes_dialog()
    await sees.page.locator("#rows summary").click()
    await look("all rows")
    assert {view: faults for view, faults in found.items() if faults} == {}


async def test_on_a_phone_nothing_is_wider_than_the_screen(opened: Open, browser: Browser) -> None:
    async with visitor(browser, NARROW) as sees:
        await sees.opens(f"{opened.url}/play")
        for marked in ("A private message", "Talk with someone"):
            await expect(sees.marked).to_contain_text(marked)
            wide = await sees.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW[0]
            await sees.go.click()
            await expect(sees.marked).to_be_in_viewport()
            await sees.marked.click()
            await expect(sees.page.locator("#screen article")).to_have_count(1)


async def test_script_and_style_of_anybody_else_do_not_run(sees: Visitor) -> None:
    await sees.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.body.dataset.ran = 'yes'";
            document.body.append(script);
            document.body.setAttribute("style", "display: none");
        }"""
    )
    await expect(sees.page.locator("body")).not_to_have_attribute("data-ran", "yes")
    await expect(sees.page.locator("#story")).to_be_visible()
    assert len([text for text in sees.complaints if "Content Security Policy" in text]) == 2


async def test_a_break_in_the_link_is_said_and_mended_without_reloading(
    opened: Open, sees: Visitor
) -> None:
    trouble = sees.page.locator("#trouble")
    await sees.page.context.set_offline(True)
    await sees.presses("/support", within="#chips")
    await expect(trouble).to_contain_text("Please try again")
    await sees.page.context.set_offline(False)
    await sees.presses("/support", within="#chips")
    await expect(sees.page.locator("#screen")).to_contain_text(phrase("home.menu.text"))
    await expect(trouble).to_be_empty()
    assert "home.menu" in opened.screens("@sam")
