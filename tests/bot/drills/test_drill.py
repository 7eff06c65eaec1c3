"""A practice: with who agreed, counted nowhere, over by itself, and never to be taken for real."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import AdverseEvent, Episode
from bot.check_ins.model import LastFirstNote
from bot.core.conversation import Answer, Ask, Say
from bot.core.lines import Lines
from bot.core.screens import Card, Form
from bot.core.seen import ShownCard
from bot.drills.model import Drill, Participant, PracticeRequest
from bot.follow_ups.model import Cadence
from bot.programme.model import Area, AuditEntry
from bot.referrals.model import LastColleagueNote
from bot.reports.model import PendingCount
from bot.requests.model import SupportRequest
from bot.supporters.model import AskedLately
from bot.time_outs.model import TimeOut
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.drills.samples import samples
from tests.messages import drawn
from tests.some import some
from tests.wording import phrase
from tests.world import lines, text_of

HOUR = timedelta(hours=1)
MARK = "PRACTICE"
REAL = (
    AdverseEvent,
    Episode,
    SupportRequest,
    TimeOut,
    Cadence,
    PendingCount,
    LastFirstNote,
    LastColleagueNote,
    AskedLately,
)
"""What a practice never makes: whatever is counted, limited, matched or answered for real."""


async def begins(hospital: Hospital, hours: str = "2") -> str:
    """Kit picks Sam, Pat and Fay; the drill's reference."""
    form = await hospital.world.command("kit", "/support-admin drill on")
    answer = await hospital.world.submit(
        "kit", form, near=("sam",), listens=("pat", "quinn"), covers=("fay",), hours=hours
    )
    await hospital.world.settle()
    assert phrase("drill.on.asked") in text_of(answer)
    return control(hospital).subject


def control(hospital: Hospital) -> Card:
    """The message that counts who takes part, as it stands now."""
    cards = hospital.world.sees("kit").messages.values()
    (card,) = [card for card in cards if card.screen == "drill.control"]
    return card


async def under_way(hospital: Hospital) -> str:
    """Everybody agrees, and the note goes out."""
    drill = await begins(hospital)
    for user in ("sam", "pat", "quinn", "fay"):
        await hospital.world.press_in(user, "drill.join")
    await hospital.world.press("kit", "drill.begin", drill)
    await hospital.world.settle()
    return drill


async def takes(hospital: Hospital, user: str) -> Answer:
    form = await hospital.world.press_in(user, "drill.take")
    answer = await hospital.world.submit(user, form)
    await hospital.world.settle()
    return answer


def last(hospital: Hospital, user: str) -> str:
    return str(hospital.world.sees(user).last)


def posted(hospital: Hospital) -> list[Card]:
    return hospital.world.everything_posted()


# ---- never to be mistaken ----


@pytest.mark.branch("63.1")
def test_every_card_of_a_practice_says_so_first_and_on_a_lock_screen_and_no_other_does() -> None:
    words = drawn.words()
    for sample in some(samples(words, Lines(lines().all))):
        screen = sample.screen
        said = str(screen.parts[0]) if isinstance(screen, Form) else screen.preview
        assert MARK in said or screen.name == "drill.on", screen  # type: ignore[union-attr]
        if isinstance(screen, Card):
            assert MARK in str(screen.parts[0])
    others = [s for s in drawn.screens() if not drawn.name_of(s).startswith("drill.")]
    assert not any(MARK in str(screen) for screen in others)


@pytest.mark.branch("63.2")
def test_its_buttons_lead_to_practice_alone_but_for_the_one_to_real_help() -> None:
    words = drawn.words()
    cards = [s.screen for s in samples(words, Lines(lines().all)) if isinstance(s.screen, Card)]
    buttons = [button for card in cards for button in card.all_buttons]
    assert all(button.action.startswith("drill.") for button in some(buttons))
    assert all(
        "drill.for_real" in [b.action for b in c.buttons]
        for c in some(cards)
        if "control" not in c.screen
    )


# ---- who takes part ----


@pytest.mark.branch("63.3")
async def test_it_goes_to_who_was_picked_and_said_yes_and_to_nobody_else(
    hospital: Hospital,
) -> None:
    drill = await begins(hospital)
    assert {user for user in hospital.world.platform.conversations if last(hospital, user)} == {
        "sam",
        "pat",
        "quinn",
        "fay",
        "kit",
    }
    await hospital.world.press_in("fay", "drill.join")
    await hospital.world.press("kit", "drill.begin", drill)
    await hospital.world.settle()
    assert not any(card.screen == "drill.note" for card in posted(hospital))
    await hospital.world.press_in("sam", "drill.join")
    await hospital.world.settle()
    await hospital.world.press_in("kit", "drill.begin")
    await hospital.world.settle()
    assert hospital.world.sees("sam").last.screen == "drill.note"
    assert hospital.world.sees("#peers").log == []


async def test_it_never_begins_with_nobody_taking_part(hospital: Hospital) -> None:
    drill = await begins(hospital)
    assert phrase("drill.nobody_yet") in text_of(control(hospital))
    assert [button.action for button in control(hospital).buttons] == ["drill.end"]
    answer = await hospital.world.press("kit", "drill.begin", drill)
    assert phrase("drill.nobody_yet") in text_of(answer)
    async with hospital.world.storage.reading() as work:
        assert not (await work.of(Drill).find())[0].started


async def test_the_count_in_the_coordinators_message_is_live(hospital: Hospital) -> None:
    await begins(hospital)
    seen = [text_of(control(hospital))]
    for user, action in (("pat", "drill.join"), ("sam", "drill.join"), ("fay", "drill.leave")):
        await hospital.world.press_in(user, action)
        await hospital.world.settle()
        seen.append(text_of(control(hospital)))
    for text, (agreed, asked) in zip(seen, ((0, 4), (1, 4), (2, 4), (2, 3)), strict=True):
        assert phrase("drill.control.counted", agreed=agreed, asked=asked) in text
    assert [button.action for button in control(hospital).buttons] == ["drill.begin", "drill.end"]
    await hospital.world.press_in("kit", "drill.begin")
    await hospital.world.settle()
    assert phrase("drill.control.begun") in text_of(control(hospital))


async def test_nobody_reads_that_those_were_asked_who_sleep_until_it_ends(
    hospital: Hospital,
) -> None:
    await hospital.world.pass_time(timedelta(hours=14))  # 23:00
    form = await hospital.world.command("kit", "/support-admin drill on")
    answer = await hospital.world.submit("kit", form, near=("sam",), hours="2")
    await hospital.world.pass_time(timedelta(hours=10))
    assert not any(card.screen == "drill.invite" for card in hospital.world.sees("sam").log)
    assert "those I may write to before it ends" in text_of(answer)


async def test_who_says_no_hears_no_more_and_nothing_is_kept_of_them(hospital: Hospital) -> None:
    drill = await begins(hospital)
    await hospital.world.press_in("sam", "drill.leave")
    await hospital.world.press_in("pat", "drill.join")
    answer = await hospital.world.press("kit", "drill.begin", drill)
    assert phrase("drill.nobody_yet") in text_of(answer)
    await hospital.world.settle()
    assert phrase("drill.left") in last(hospital, "sam")
    async with hospital.world.storage.reading() as work:
        assert await work.of(Participant).count() == 3


async def test_who_wants_no_notes_is_not_asked(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support stop")
    await begins(hospital)
    assert hospital.world.sees("sam").log == []


async def test_the_coordinator_sees_numbers_and_no_name(hospital: Hospital) -> None:
    drill = await begins(hospital)
    await hospital.world.press_in("pat", "drill.join")
    text = text_of(await hospital.world.command("kit", "/support-admin drill"))
    assert phrase("drill.control.counted", agreed=1, asked=4) in text
    assert "Pat" not in text
    assert drill


async def test_somebody_unknown_nobody_or_one_twice_is_refused(hospital: Hospital) -> None:
    form = await hospital.world.command("kit", "/support-admin drill on")
    for near, listens in ((("who-is-this",), ()), ((), ("pat",)), (("sam",), ("sam",))):
        answer = await hospital.world.submit("kit", form, near=near, listens=listens, hours="1")
        assert isinstance(answer, Ask)
        assert answer.form.inputs[0].fault
    async with hospital.world.storage.reading() as work:
        assert await work.of(Drill).count() == 0


# ---- played ----


async def test_the_note_has_the_real_words_in_the_frame(hospital: Hospital) -> None:
    await under_way(hospital)
    note = hospital.world.sees("sam").last
    words = hospital.world.wording.words("en", "UTC")
    assert words("check_in.note.offer") in str(note)
    assert phrase("drill.label") in note.buttons[0].label


async def test_a_talk_is_asked_taken_and_told_in_practice(hospital: Hospital) -> None:
    await under_way(hospital)
    await hospital.world.press_in("sam", "drill.talk")
    await hospital.world.settle()
    assert phrase("drill.told.asked") in last(hospital, "sam")
    assert phrase("supports.any.claim", one=phrase("supports.peer.one")) in last(hospital, "pat")
    taken = text_of(await takes(hospital, "pat"))
    assert phrase("drill.take.nobody") in taken
    assert "Sam" not in taken
    assert phrase("drill.told.talk") in last(hospital, "sam")
    assert phrase("support_requests.taken") in last(hospital, "quinn")
    again = await hospital.world.press(
        "quinn", "drill.take", hospital.world.sees("quinn").last.subject
    )
    assert phrase("drill.take.nobody") not in text_of(again)


async def test_a_break_is_covered_in_practice_and_nobody_steps_away(hospital: Hospital) -> None:
    await under_way(hospital)
    await hospital.world.press_in("sam", "drill.break")
    await hospital.world.settle()
    await takes(hospital, "fay")
    assert phrase("drill.told.covered") in last(hospital, "sam")


async def test_with_nobody_in_a_part_the_truth_is_told(hospital: Hospital) -> None:
    drill = await begins(hospital)
    await hospital.world.press_in("sam", "drill.join")
    await hospital.world.press("kit", "drill.begin", drill)
    await hospital.world.settle()
    await hospital.world.press_in("sam", "drill.talk")
    await hospital.world.settle()
    assert phrase("drill.told.nobody") in last(hospital, "sam")


async def test_nobody_else_can_press_what_is_somebodys_part(hospital: Hospital) -> None:
    await under_way(hospital)
    note = hospital.world.sees("sam").last.subject
    instead = {
        "drill.join": "core.gone",
        "drill.talk": "home.menu.text",
        "drill.leave": "drill.left",
        "drill.no_thanks": "drill.left",
    }
    for action, key in instead.items():
        answer = await hospital.world.press("rosa", action, note)
        assert phrase(key) in text_of(answer)
    assert hospital.world.sees("sam").last.subject == note
    await hospital.world.press_in("sam", "drill.talk")
    await hospital.world.settle()
    ask = hospital.world.sees("pat").last.subject
    for user in ("rosa", "fay", "sam"):
        assert phrase("core.gone") in text_of(await hospital.world.press(user, "drill.take", ask))


# ---- nothing of it is real ----


@pytest.mark.branch("63.6")
async def test_it_is_counted_nowhere_and_makes_no_record_that_is_real(hospital: Hospital) -> None:
    await under_way(hospital)
    await hospital.world.press_in("sam", "drill.talk")
    await hospital.world.settle()
    await takes(hospital, "pat")
    await hospital.world.pass_time(5 * HOUR)
    async with hospital.world.storage.reading() as work:
        for kind in REAL:
            assert await work.of(kind).count() == 0, kind


async def test_a_real_wish_during_it_stays_real(hospital: Hospital) -> None:
    await under_way(hospital)
    menu = await hospital.world.press_in("sam", "drill.for_real")
    assert isinstance(menu, Say)
    assert menu.card.screen == "home.menu"
    await hospital.world.press("sam", "check_in.peer")
    await hospital.world.settle()
    (card,) = hospital.world.sees("#peers").log
    assert MARK not in str(card)
    async with hospital.world.storage.reading() as work:
        assert await work.of(SupportRequest).count() == 1
        assert await work.of(PracticeRequest).count() == 0
    await hospital.world.command("kit", "/support-admin drill off")
    await hospital.world.pass_time(10 * timedelta(minutes=1))
    async with hospital.world.storage.reading() as work:
        assert await work.of(SupportRequest).count() == 1


@pytest.mark.branch("63.8")
async def test_a_real_event_during_it_is_told_without_a_word_of_practice(
    hospital: Hospital,
) -> None:
    await under_way(hospital)
    await hospital.source()
    await hospital.world.pass_time(HOUR)
    note = [c for c in hospital.world.sees("sam").log if c.screen == "check_in.note"]
    assert len(note) == 1
    assert MARK not in str(note)


# ---- its end ----


@pytest.mark.parametrize("how", ["words", "button", "time"])
async def test_at_its_end_every_card_says_so_and_then_nothing_is_left(
    hospital: Hospital, how: str
) -> None:
    drill = await under_way(hospital)
    await hospital.world.press_in("sam", "drill.talk")
    await hospital.world.settle()
    if how == "words":
        await hospital.world.command("kit", "/support-admin drill off")
    elif how == "button":
        await hospital.world.press("kit", "drill.end", drill)
    else:
        await hospital.world.pass_time(2 * HOUR)
    await hospital.world.settle()
    for user in ("sam", "pat", "quinn", "fay"):
        for card in some(hospital.world.sees(user).messages.values()):
            assert phrase("drill.over") in str(card)
            assert [b.action for b in card.buttons] == ["drill.for_real"]
    await hospital.world.pass_time(timedelta(minutes=11))
    async with hospital.world.storage.reading() as work:
        for kind in (Drill, Participant, PracticeRequest, ShownCard):
            assert await work.of(kind).count() == 0, kind
    answer = await hospital.world.press("sam", "drill.talk", drill)
    assert phrase("home.menu.text") in text_of(answer), "the real choices"


async def test_the_log_says_that_there_was_one_and_not_who_took_part(hospital: Hospital) -> None:
    await under_way(hospital)
    await hospital.world.command("kit", "/support-admin drill off")
    async with hospital.world.storage.reading() as work:
        said = [entry.what for entry in await work.of(AuditEntry).find(order_by=AuditEntry.number)]
    assert said == ["practice begun in area main", "practice ended in area main"]


async def test_one_at_a_time_and_off_without_one_says_so(hospital: Hospital) -> None:
    assert phrase("drill.none") in text_of(
        await hospital.world.command("kit", "/support-admin drill off")
    )
    form = form_of(await hospital.world.command("kit", "/support-admin drill on"))
    await begins(hospital)
    answer = await hospital.world.submit("kit", form, near=("rosa",), hours="1")
    assert phrase("drill.running") in text_of(answer)


@pytest.mark.branch("63.11")
async def test_a_pause_holds_it_back_as_everything_unasked(hospital: Hospital) -> None:
    await hospital.world.press("kit", "programme.pause")
    await begins(hospital)
    assert hospital.world.sees("sam").log == []


async def test_only_coordinators_of_its_area_begin_and_end_it(hospital: Hospital) -> None:
    drill = await begins(hospital)
    for user in ("lena", "pat", "sam"):
        answer = await hospital.world.command(user, "/support-admin drill off")
        assert phrase("core.not_yours") in text_of(answer)
    area = (await hospital.programme()).areas[0]
    rosa = Area("north", "North", coordinators=(hospital.world.people["rosa"],))
    await hospital.change_programme(areas=(replace(area), rosa))
    assert phrase("core.gone") in text_of(await hospital.world.press("rosa", "drill.end", drill))


async def test_mydata_names_a_part_and_forget_takes_it_away(hospital: Hospital) -> None:
    await under_way(hospital)
    assert phrase("privacy.mydata.drill") in text_of(
        await hospital.world.command("sam", "/support mydata")
    )
    await hospital.world.command("sam", "/support forget")
    await hospital.world.press("sam", "privacy.forget")
    assert phrase("privacy.mydata.drill") not in text_of(
        await hospital.world.command("sam", "/support mydata")
    )
