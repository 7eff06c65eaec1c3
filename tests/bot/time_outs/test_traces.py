"""Cancelling at any time, and no trace afterwards of who took a break."""

import pytest

from bot.core.context import Context
from bot.core.errors import PlatformBusy, RecipientGone
from bot.core.jobs import Job
from bot.core.people import PlatformAccount
from bot.core.records import Record
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.reports.model import Tally
from bot.time_outs import forget, holdings
from bot.time_outs.model import Holdings, TimeOut, TimeOutEnded, TimeOutState
from tests.bot.time_outs.ward import MINUTE, Ward
from tests.fakes import MemoryStorage
from tests.some import some
from tests.wording import phrase
from tests.world import text_of


def stored(ward: Ward) -> dict[type[Record], list[Record]]:
    storage = ward.world.storage
    assert isinstance(storage, MemoryStorage)
    return {kind: list(rows.values()) for kind, rows in storage.state.records.items()}


def sealed(ward: Ward) -> dict[str, dict[str, str]]:
    storage = ward.world.storage
    assert isinstance(storage, MemoryStorage)
    return storage.state.sealed


def about(ward: Ward, reference: str) -> list[Record]:
    """Every record in which the reference of a time-out still stands, but for delivery indexes."""
    rows = [row for kind in stored(ward).values() for row in kind]
    return [row for row in rows if reference in repr(row) and "Seen" not in type(row).__name__]


async def forgets(ward: Ward, user: str) -> None:
    async def change(work: Work) -> None:
        words = ward.world.wording.words("en", "UTC")
        context = Context(work, words, ward.world.directory.lines())
        await forget(context, ward.who(user))

    await ward.write(change)
    await ward.world.settle()


async def held(ward: Ward, user: str) -> Holdings:
    async with ward.world.storage.reading() as work:
        return await holdings(work, ward.who(user))


# ---- cancelling ----


@pytest.mark.branch("3.9")
async def test_one_can_cancel_while_asking(ward: Ward) -> None:
    await ward.ask()
    await ward.wait(3)
    await ward.press("sam", "time_out.cancel")
    assert phrase("time_out.mine.cancelled") in ward.reads("sam")
    for user in ("fay", "gil", "lena"):
        assert phrase("time_out.no_longer") in ward.reads(user)
        assert ward.actions(user) == []
    sent = ward.world.platform.posts
    await ward.wait(60)
    assert ward.world.platform.posts == sent
    assert ward.messages("cole") == 0


async def test_one_can_cancel_when_covered_and_the_coverer_hears_it(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    before = ward.messages("fay")
    await ward.press("sam", "time_out.cancel")
    assert ward.messages("fay") == before + 1
    assert phrase("time_out.no_longer") in ward.reads("fay")
    assert phrase("time_out.no_longer") in ward.reads("gil")


async def test_nobody_is_told_why_or_who_cancelled(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await ward.press("sam", "time_out.cancel")
    for user in ("fay", "gil"):
        assert "Sam" not in ward.everything_read(user)
        assert "cancel" not in ward.everything_read(user).casefold()


async def test_cancelling_twice_and_on_an_old_card_is_calm(ward: Ward) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    await ward.world.press("sam", "time_out.cancel", reference)
    again = await ward.world.press("sam", "time_out.cancel", reference)
    assert phrase("core.gone") in text_of(again)
    await ward.wait(60)
    later = await ward.world.press("sam", "time_out.cancel", reference)
    assert phrase("core.gone") in text_of(later)


async def test_a_card_that_was_not_sent_yet_is_not_sent_after_cancelling(ward: Ward) -> None:
    form = await ward.world.command("sam", "/support break")
    await ward.world.submit("sam", form, minutes="15")
    await ward.world.press("sam", "time_out.cancel", (await ward.the()).reference)
    await ward.world.settle()
    assert ward.messages("fay") == 0


async def test_after_cancelling_one_can_ask_again_at_once(ward: Ward) -> None:
    await ward.ask()
    await ward.press("sam", "time_out.cancel")
    await ward.ask(minutes="20")
    assert phrase("time_out.mine.asked", minutes=20) in ward.reads("sam")
    assert phrase("time_out.cover_card.text", minutes=20) in ward.reads("fay")


# ---- no trace ----


async def test_at_the_end_who_it_was_is_erased_at_once(ward: Ward) -> None:
    await ward.begin()
    time_out = await ward.the()
    assert sealed(ward)[time_out.reference]["person"] == ward.who("sam")
    await ward.press("sam", "time_out.back")
    assert time_out.reference not in sealed(ward)
    over = await ward.the()
    assert (over.whose, over.episode, over.covered_by) == (None, None, None)


@pytest.mark.branch("3.11")
@pytest.mark.parametrize("end", ["back", "cancel", "nobody", "never began"])
async def test_afterwards_nothing_is_left_of_a_break(ward: Ward, end: str) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    match end:
        case "back":
            await ward.say_yes("fay")
            await ward.press("sam", "time_out.begin")
            await ward.press("sam", "time_out.back")
        case "cancel":
            await ward.press("sam", "time_out.cancel")
        case "nobody":
            await ward.wait(30)
        case _:
            await ward.say_yes("fay")
            await ward.wait(40)
    await ward.wait(15)
    assert about(ward, reference) == []
    assert stored(ward)[ShownCard] == []
    assert reference not in sealed(ward)
    people = {row.reference for row in await ward.all_of(PlatformAccount)}
    tallies = {row.reference for row in await ward.all_of(Tally)}
    known = {*ward.world.people.values(), *people, *tallies}
    assert set(sealed(ward)) <= known


async def test_while_it_is_open_no_record_holds_who_asked(ward: Ward) -> None:
    await ward.ask(person="theo")
    await ward.wait(3)
    await ward.say_yes("theo")
    for row in some(about(ward, (await ward.the()).reference)):
        assert ward.who("sam") not in repr(row)
        assert ward.who("theo") not in repr(row)
    for kind in (TimeOut, Job, ShownCard):
        for row in some(stored(ward)[kind]):
            assert ward.who("sam") not in repr(row)


async def test_the_cards_say_that_it_ended_although_who_it_was_is_erased(ward: Ward) -> None:
    await ward.begin()
    await ward.press("sam", "time_out.back")
    for user in ("sam", "fay", "gil"):
        assert ward.actions(user) == []
    assert phrase("time_out.mine.running") not in ward.everything_read("sam")


async def test_a_card_that_cannot_be_redrawn_now_is_waited_for_an_hour_at_most(
    ward: Ward,
) -> None:
    await ward.begin()
    ward.world.platform.fail["sam"] = [PlatformBusy(25 * MINUTE)]
    await ward.world.press("sam", "time_out.back", (await ward.the()).reference)
    await ward.wait(20)
    assert len(await ward.all_of(TimeOut)) == 1
    await ward.wait(20)
    assert await ward.all_of(TimeOut) == []
    assert phrase("time_out.mine.running") not in ward.everything_read("sam")


async def test_a_platform_that_stays_busy_does_not_keep_the_traces(ward: Ward) -> None:
    await ward.begin()
    ward.world.platform.fail["sam"] = [PlatformBusy(MINUTE) for _ in range(200)]
    await ward.world.press("sam", "time_out.back", (await ward.the()).reference)
    await ward.wait(70)
    assert await ward.all_of(TimeOut) == []
    assert stored(ward)[ShownCard] == []


async def test_who_cannot_be_told_the_end_is_erased_all_the_same(ward: Ward) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    await ward.wait(29)
    ward.world.platform.gone.add("sam")
    await ward.wait(2)
    assert reference not in sealed(ward)


async def test_an_old_button_after_everything_is_gone_is_calm(ward: Ward) -> None:
    await ward.begin()
    reference = (await ward.the()).reference
    await ward.press("sam", "time_out.back")
    await ward.wait(60)
    for user, action in (
        ("sam", "who"),
        ("sam", "begin"),
        ("sam", "handed_over"),
        ("sam", "back"),
        ("sam", "longer"),
        ("sam", "talk"),
        ("fay", "cover"),
        ("fay", "handed_over"),
        ("gil", "cover"),
        ("gil", "soon"),
        ("gil", "pass"),
    ):
        answer = await ward.world.press(user, f"time_out.{action}", reference)
        expected = "supports.peer.about" if action == "talk" else "core.gone"
        assert phrase(expected) in text_of(answer)


async def test_only_the_unit_and_whether_it_was_covered_are_told_for_counting(
    ward: Ward,
) -> None:
    ward.listen(TimeOutEnded)
    await ward.begin()
    await ward.press("sam", "time_out.back")
    await ward.ask()
    await ward.press("sam", "time_out.cancel")
    await ward.ask()
    await ward.wait(30)
    assert ward.told == [
        TimeOutEnded("icu", covered=True),
        TimeOutEnded("icu", covered=False),
        TimeOutEnded("icu", covered=False),
    ]


# ---- what do you hold, and forget ----


async def test_what_is_held_is_said_while_it_is_held(ward: Ward) -> None:
    nothing = Holdings(asked=False, covering=False)
    assert await held(ward, "sam") == nothing
    await ward.ask()
    await ward.say_yes("fay")
    assert await held(ward, "sam") == Holdings(asked=True, covering=False)
    assert await held(ward, "fay") == Holdings(asked=False, covering=True)
    assert await held(ward, "gil") == nothing
    await ward.press("sam", "time_out.cancel")
    assert await held(ward, "sam") == nothing
    assert await held(ward, "fay") == nothing


@pytest.mark.parametrize("state", list(TimeOutState)[:3])
async def test_forget_cancels_and_erases_at_once(ward: Ward, state: TimeOutState) -> None:
    await (ward.begin() if state is TimeOutState.RUNNING else ward.ask())
    if state is TimeOutState.COVERED:
        await ward.say_yes("fay")
    time_out = await ward.the()
    assert time_out.state is state
    await forgets(ward, "sam")
    assert time_out.reference not in sealed(ward)
    assert await held(ward, "sam") == Holdings(asked=False, covering=False)
    assert ward.actions("fay") == []


async def test_forget_between_the_end_and_the_last_word_erases_as_well(ward: Ward) -> None:
    await ward.ask()
    reference = (await ward.the()).reference
    await ward.wait(29)
    ward.world.platform.fail["sam"] = [PlatformBusy(5 * MINUTE) for _ in range(9)]
    await ward.wait(1)
    assert (await held(ward, "sam")).asked
    await forgets(ward, "sam")
    assert reference not in sealed(ward)
    assert not (await held(ward, "sam")).asked


async def test_a_coverer_who_is_forgotten_gives_the_cover_back(ward: Ward) -> None:
    await ward.ask()
    await ward.say_yes("fay")
    await forgets(ward, "fay")
    assert phrase("time_out.mine.fell_through") in ward.reads("sam")
    parts = sealed(ward)[(await ward.the()).reference]
    assert ward.who("fay") not in parts.values()


async def test_a_coverer_forgotten_during_the_break_does_not_end_it(ward: Ward) -> None:
    await ward.begin()
    await forgets(ward, "fay")
    assert (await ward.the()).state is TimeOutState.RUNNING
    assert phrase("core.gone") in ward.reads("fay")
    assert ward.who("fay") not in sealed(ward)[(await ward.the()).reference].values()
    await ward.wait(15)
    await ward.press("sam", "time_out.longer")
    await ward.wait(5)
    await ward.press("sam", "time_out.back")
    assert phrase("time_out.mine.done") in ward.reads("sam")


async def test_a_picked_person_who_is_forgotten_is_asked_no_more(ward: Ward) -> None:
    await ward.ask(person="theo")
    await forgets(ward, "theo")
    assert ward.who("theo") not in sealed(ward)[(await ward.the()).reference].values()
    await ward.wait(30)
    assert ward.messages("theo") == 1
    assert phrase("time_out.mine.no_cover") in ward.reads("sam")


async def test_a_coverer_who_cannot_be_reached_still_has_the_dialog(ward: Ward) -> None:
    await ward.ask()
    ward.world.platform.fail["fay"] = [RecipientGone() for _ in range(5)]
    assert "Sam Rivera" in text_of(await ward.say_yes("fay"))
    assert phrase("time_out.mine.covered_now") in ward.reads("sam")
