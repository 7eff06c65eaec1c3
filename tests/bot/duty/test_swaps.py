"""A turn changes hands: offered by one, taken by another with one press, and without a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Ask, Delivery, Press, Replace, Say
from bot.core.errors import RecipientGone
from bot.core.inputs import Choice
from bot.core.retention import set_hold
from bot.core.storage import Work, in_one_work
from bot.duty.model import TurnChange
from bot.programme import current, put
from bot.programme.model import Area
from tests.bot.duty.rota_kit import on_duty_now, person_is, programme_is, rota_is, turn
from tests.wording import phrase
from tests.world import World, account, takers, takers_in, text_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def with_pats_turns() -> World:
    """Pat has a turn each day from 10 to 12; it is Monday, 09:00."""
    world = await World.make()
    await rota_is(world, turn(world, "pat", "10:00", "12:00"))
    return world


async def offers(world: World, user: str = "pat", number: int = 0) -> str:
    form = await world.press(user, "duty.offer")
    assert isinstance(form, Ask), text_of(form)
    choice = form.form.inputs[0]
    assert isinstance(choice, Choice)
    answer = await world.submit(user, form, turn=choice.options[number].value)
    await world.settle()
    return text_of(answer)


async def changes(world: World) -> list[TurnChange]:
    async with world.storage.reading() as work:
        return await work.of(TurnChange).find()


async def test_an_offered_turn_hangs_where_the_others_read_and_names_nobody() -> None:
    world = await with_pats_turns()
    told = await offers(world)
    assert phrase("supporters.swap.mine") in told
    card = world.sees("#peers").last
    assert phrase("supporters.turn.free", turn="Mon, Mar 2, 10:00 AM to 12:00 PM") in text_of(card)
    assert "Pat" not in text_of(card)


async def test_another_takes_it_with_one_press_and_both_are_told() -> None:
    world = await with_pats_turns()
    await offers(world)
    await world.press_in("quinn", "duty.take", at="#peers")
    await world.settle()
    assert phrase("supporters.swap.not_free") in text_of(world.sees("#peers").last)
    assert phrase("supporters.turn.yours", turn="Mon, Mar 2, 10:00 AM to 12:00 PM") in text_of(
        world.sees("quinn").last
    )
    assert phrase("supporters.turn.given") in text_of(world.sees("pat").last)
    assert "Quinn" not in text_of(world.sees("pat").last)
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == {"quinn"}
    await world.pass_time(DAY)
    assert await on_duty_now(world) == {"pat"}


@pytest.mark.parametrize("redrawn_later", [True, False])
async def test_whoever_takes_it_the_channel_reads_its_own_language(*, redrawn_later: bool) -> None:
    world = await with_pats_turns()
    await offers(world)
    await person_is(world, "quinn", locale="es_MX", locale_chosen=True)
    seen = world.sees("#peers")
    ((message, card),) = seen.messages.items()
    (button,) = [each for each in card.all_buttons if each.action == "duty.take"]
    pressed = Press(
        Delivery("press", "#peers", "taken"),
        account("quinn"),
        button.action,
        button.value,
        message,
        redrawn_later=redrawn_later,
    )
    answer = await world.bot.handle(pressed)
    assert isinstance(answer, Replace)
    assert phrase("supporters.swap.not_free") in text_of(answer.card)
    await world.settle()
    assert phrase("supporters.swap.not_free") in text_of(seen.messages[message])
    assert seen.messages[message].language == "en"


async def test_until_it_is_taken_it_stays_with_whoever_offered_it() -> None:
    world = await with_pats_turns()
    await offers(world)
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == {"pat"}


@pytest.mark.branch("67.16")
async def test_of_two_who_press_one_has_it_and_the_other_reads_so() -> None:
    world = await with_pats_turns()
    await offers(world)
    (change,) = await changes(world)
    await world.press("quinn", "duty.take", change.reference)
    answer = await world.press("uma", "duty.take", change.reference)
    assert phrase("supporters.swap.not_free") in text_of(answer)
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == {"quinn"}


async def test_pressed_twice_it_is_taken_once() -> None:
    world = await with_pats_turns()
    await offers(world)
    (change,) = await changes(world)
    await world.press("quinn", "duty.take", change.reference)
    await world.press("quinn", "duty.take", change.reference)
    await world.settle()
    assert len(world.sees("quinn").messages) == 1


async def test_who_took_it_can_offer_it_again_and_its_first_owner_can_take_it_back() -> None:
    world = await with_pats_turns()
    await offers(world)
    (change,) = await changes(world)
    await world.press("quinn", "duty.take", change.reference)
    await offers(world, "quinn")
    await world.press("pat", "duty.take", change.reference)
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == {"pat"}


async def test_from_ones_own_list_one_takes_and_keeps() -> None:
    world = await with_pats_turns()
    await offers(world)
    await offers(world)
    listed = await world.command("quinn", "/support duty swap")
    assert isinstance(listed, Say)
    takes = [b for b in listed.card.buttons if b.action == "duty.take_here"]
    assert takes[0].label == "Take Mon, Mar 2, 10:00 AM to 12:00 PM"
    answer = await world.press("quinn", "duty.take_here", takes[0].subject)
    assert "Mar 3" in text_of(answer)
    mine = await world.press("pat", "duty.swap")
    assert isinstance(mine, Say)
    (keep,) = [b for b in mine.card.buttons if b.action == "duty.keep"]
    await world.press("pat", "duty.keep", keep.subject)
    await world.settle()
    assert phrase("supporters.swap.nothing") in text_of(await world.press("uma", "duty.swap"))
    assert phrase("supporters.swap.not_free") in text_of(world.sees("#peers").last)


async def test_two_turns_at_the_same_time_do_not_break_the_list() -> None:
    world = await World.make()
    await rota_is(
        world, turn(world, "pat", "10:00", "12:00"), turn(world, "quinn", "10:00", "12:00")
    )
    await offers(world, "pat")
    await offers(world, "quinn")
    assert "Take Mon, Mar 2" in text_of(await world.command("uma", "/support duty swap"))


@pytest.mark.parametrize(
    ("user", "told"),
    [
        ("pat", phrase("supporters.swap.own")),
        ("imani", phrase("supporters.swap.elsewhere")),
        ("sam", phrase("core.not_yours")),
    ],
)
async def test_who_cannot_take_it_reads_why_and_nothing_changes(user: str, told: str) -> None:
    world = await with_pats_turns()
    await offers(world)
    (change,) = await changes(world)
    assert told in text_of(await world.press(user, "duty.take", change.reference))
    assert await changes(world) == [change]


async def test_who_has_a_turn_then_or_whose_training_is_over_by_then_cannot_take_it() -> None:
    world = await with_pats_turns()
    await rota_is(
        world, turn(world, "pat", "10:00", "12:00"), turn(world, "quinn", "11:00", "13:00")
    )
    await person_is(world, "uma", trained_until="2026-03-01")
    await offers(world)
    (change,) = await changes(world)
    answer = await world.press("quinn", "duty.take", change.reference)
    assert phrase("supporters.swap.busy") in text_of(answer)
    answer = await world.press("uma", "duty.take", change.reference)
    assert phrase("supporters.swap.training") in text_of(answer)


async def test_without_a_turn_there_is_nothing_to_offer_and_that_is_said() -> None:
    world = await World.make()
    answer = await world.press("pat", "duty.offer")
    assert phrase("supporters.swap.no_turns") in text_of(answer)


async def test_a_turn_that_is_not_ones_own_cannot_be_offered() -> None:
    world = await with_pats_turns()
    form = await world.press("pat", "duty.offer")
    answer = await world.submit("pat", form, turn="peer:main:1")
    assert phrase("supporters.swap.fault.turn") in text_of(answer)
    assert await changes(world) == []


async def test_once_it_has_begun_it_is_not_free_any_more_and_goes_a_day_after_its_end() -> None:
    world = await with_pats_turns()
    await offers(world)
    await world.pass_time(HOUR)
    (change,) = await changes(world)
    assert phrase("supporters.swap.not_free") in text_of(
        await world.press("quinn", "duty.take", change.reference)
    )
    assert phrase("supporters.swap.not_free") in text_of(world.sees("#peers").last)
    await world.pass_time(DAY + 3 * HOUR)
    assert await changes(world) == []


async def test_counsels_hold_keeps_turns_that_are_over() -> None:
    world = await with_pats_turns()
    await offers(world)

    async def hold(work: Work) -> None:
        await set_hold(work, "main")

    await in_one_work(world.storage, hold)
    await world.pass_time(2 * DAY)
    assert len(await changes(world)) == 1


async def test_where_there_are_several_areas_those_of_this_one_are_written_to() -> None:
    world = await with_pats_turns()
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    quinn, uma = world.people["quinn"], world.people["uma"]
    main = main.with_takers("peer", (world.people["pat"], quinn))
    await programme_is(world, areas=(main, Area("other", "Other", supports=takers(peer=(uma,)))))
    await offers(world)
    assert phrase("supporters.turn.free") in text_of(world.sees("quinn").last)
    assert not world.sees("uma").messages
    assert not world.sees("#peers").messages
    (change,) = await changes(world)
    assert phrase("supporters.swap.elsewhere") in text_of(
        await world.press("uma", "duty.take", change.reference)
    )


async def test_who_stops_supporting_leaves_a_gap_and_no_turn_to_take() -> None:
    world = await with_pats_turns()
    await offers(world)

    async def leave(work: Work) -> None:
        programme = await current(work)
        (main,) = programme.areas
        others = tuple(each for each in takers_in(main) if each != world.people["pat"])
        await put(work, replace(programme, areas=(main.with_takers("peer", others),)))

    await in_one_work(world.storage, leave)
    (change,) = await changes(world)
    answer = await world.press("quinn", "duty.take", change.reference)
    assert phrase("supporters.swap.not_free") in text_of(answer)
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == set()


async def test_an_area_with_a_channel_of_its_own_reads_it_there() -> None:
    world = await with_pats_turns()
    async with world.storage.reading() as work:
        (main,) = (await current(work)).areas
    own = replace(main, channels={"claims": {"practice": "#main-peers"}})
    await programme_is(
        world, areas=(own, Area("other", "Other", supports=takers(peer=takers_in(main)[1:])))
    )
    await offers(world)
    assert phrase("supporters.turn.free") in text_of(world.sees("#main-peers").last)
    assert not world.sees("#peers").messages


async def test_a_turn_that_is_none_any_more_is_not_free_either() -> None:
    world = await with_pats_turns()
    await offers(world)
    await rota_is(world, turn(world, "pat", "11:00", "13:00"))
    (change,) = await changes(world)
    answer = await world.press("quinn", "duty.take", change.reference)
    assert phrase("supporters.swap.not_free") in text_of(answer)


async def test_who_is_away_by_then_can_still_give_it_to_another() -> None:
    world = await with_pats_turns()
    await offers(world)
    form = await world.command("pat", "/support duty week")
    await world.submit("pat", form, away_through="2026-03-03")
    await world.press_in("quinn", "duty.take", at="#peers")
    await world.pass_time(HOUR)
    assert await on_duty_now(world) == {"quinn"}


async def test_the_card_of_an_offer_that_vanished_hangs_again() -> None:
    world = await with_pats_turns()
    await world.pass_time(timedelta(minutes=1))
    await offers(world)
    (change,) = await changes(world)
    await world.pass_time(timedelta(minutes=12))
    before = len(world.sees("#peers").messages)
    await redraw_is_refused(world, change.reference)
    assert len(world.sees("#peers").messages) == before + 1
    await redraw_is_refused(world, change.reference)
    assert len(world.sees("#peers").messages) == before + 1, "not at once, as in a loop"
    await world.pass_time(timedelta(minutes=11))
    assert len(world.sees("#peers").messages) == before + 2


async def test_a_taken_turn_needs_no_card() -> None:
    world = await with_pats_turns()
    await offers(world)
    (change,) = await changes(world)
    await world.press("quinn", "duty.take", change.reference)
    await world.settle()
    before = len(world.sees("#peers").messages)
    await redraw_is_refused(world, change.reference)
    await world.pass_time(timedelta(minutes=20))
    assert len(world.sees("#peers").messages) == before


async def redraw_is_refused(world: World, subject: str) -> None:
    """The platform says of the card in the channel that it is gone."""
    world.platform.fail["#peers"] = [RecipientGone()]
    await world.redraw(subject)
    assert not world.platform.fail["#peers"]
