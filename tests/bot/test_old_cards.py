"""A card that hangs can be pressed: every button, at every later moment of what it is about."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

import pytest

from bot.core.conversation import Answer, Ask, Replace, Say
from bot.core.names import HOME_CLOSED
from bot.core.notices import NOTICE
from bot.core.people import Role
from bot.core.routes import OnPress
from bot.core.screens import Button, Card
from tests.bot.follow_ups.story import change_person, report
from tests.messages.drawn import by_feature, cards, none
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PRESSED_BY = {
    Role.CLINICIAN: "sam",
    Role.SUPPORTER: "pat",
    Role.UNIT_LEAD: "lena",
    Role.COORDINATOR: "kit",
    Role.COUNSEL: "vera",
}
BREAK = "time_out.ask"
WAYS = {
    "check_in.options",
    "follow_up.options",
    "request.others",
    "request.doors",
    "request.status",
    "home.menu",
}
"""The screens that lead to somebody to talk with."""
OFFERS = {
    "check_in.break": {BREAK},
    "time_out.ask": {BREAK},
    "drill.break": {*WAYS},
    "check_in.talk": WAYS,
    "check_in.peer": WAYS,
    "check_in.peer_who_first": WAYS,
    "check_in.others": WAYS,
    "drill.talk": WAYS,
    "follow_up.talk": WAYS,
    "home.talk": WAYS,
    "milestone.talk": WAYS,
    "milestone.open_own_days": {"milestone.own_days"},
    "request.keep_asking": WAYS,
    "request.on_call": WAYS,
    "request.someone_else": WAYS,
    "time_out.talk": WAYS,
    "crisis.show": {"home.crisis"},
    "request.urgent": {"home.urgent"},
    "check_in.more": {"check_in.menu"},
    "home.more": {"home.more"},
    "check_in.where": {"check_in.where"},
    "check_in.what_we_keep": {"check_in.what_we_keep"},
}
"""What each offer of help has to open, by its action, whatever has become of its card."""
NOES = {
    "check_in.no_thanks": {"check_in.stopped"},
    "colleague.no_thanks": {"colleague.closed"},
    "drill.no_thanks": {"drill.left", "drill.note"},
    "follow_up.stop": {"follow_up.stopped"},
    "follow_up.after_talk_stop": {"follow_up.after_talk_stopped"},
    "follow_up.ok": {"follow_up.done"},
    "milestone.stop": {"check_in.stopped"},
    "milestone.take_day_back": {"milestone.own_days"},
    "group.stay_away": {"group.declined"},
    "privacy.clear": {"privacy.cleared"},
    "request.withdraw": {"request.withdrawn", "request.status"},
}
"""What a "no" has to be confirmed by."""
FAULTS = [phrase(key) for key in ("core.trouble", "core.storage_down")]


def shown_by(answer: Answer) -> str:
    """The name of the screen or dialog an answer shows; empty for none."""
    match answer:
        case Say(card=card) | Replace(card=card):
            return card.screen
        case Ask(form=form):
            return form.name
    return ""


def fault_of(button: Button, answer: Answer) -> str:
    """What is wrong with the answer to an old button; empty if nothing is."""
    said, shown = text_of(answer), shown_by(answer)
    if any(fault in said for fault in FAULTS):
        return "an error"
    expected = OFFERS.get(button.action) or NOES.get(button.action)
    if expected and shown not in expected:
        return f"shows {shown or 'nothing'}: {said!r}"
    if phrase("core.gone") in said and shown == NOTICE:
        return f"is closed, and offers nothing: {shown}"
    if shown == NOTICE and phrase("core.not_yours") in said:
        return "is said to be for another role"
    return ""


async def faults(world: World, pressed: Iterable[tuple[str, Button]]) -> list[str]:
    """Press each of these buttons, and return what was wrong with the answers."""
    found = []
    for user, button in some(pressed):
        answer = await world.press(user, button.action, button.subject)
        if fault := fault_of(button, answer):
            found.append(f"{user} presses {button.action} ({button.label!r}), which {fault}")
        if shown_by(answer) == HOME_CLOSED:
            assert isinstance(answer, Say | Replace)
            found += await faults(world, ((user, each) for each in answer.card.all_buttons))
    return found


def roles_of(route: OnPress) -> frozenset[Role]:
    return frozenset({route.role}) if isinstance(route.role, Role) else route.role


def presser(world: World, action: str) -> str:
    """Somebody who may press such a button."""
    if action in {"home.duty_on", "home.duty_off"}:
        return "pat"  # only a supporter's page shows them
    route = world.registry.presses[action]
    return next(user for role, user in PRESSED_BY.items() if role in roles_of(route))


def every_button() -> list[Button]:
    """Each button of each screen that is ever drawn, once for each thing it may be about."""
    drawn = [
        button for card in cards("note", "card", "channel", "page") for button in card.all_buttons
    ]
    # The button that changes somebody's language comes last: what we look for is in English.
    drawn.sort(key=lambda button: button.action == "home.read")
    return list({(each.action, each.subject): each for each in drawn}.values())


def test_every_screen_that_is_posted_is_among_the_samples(registry_posts: set[str]) -> None:
    drawn = {
        sample.screen.screen
        for feature in by_feature().values()
        for sample in feature
        if isinstance(sample.screen, Card)
    }
    assert registry_posts <= {Screen.partition("/")[0] for Screen in drawn}


@pytest.fixture(name="registry_posts")
async def _registry_posts() -> set[str]:
    return set((await World.make()).registry.posted())


async def test_every_button_works_when_what_it_is_about_is_gone() -> None:
    world = await World.make()
    pressed = ((presser(world, button.action), button) for button in every_button())
    none(await faults(world, pressed))


async def test_a_button_in_a_form_nobody_knows_any_more_is_answered_the_same() -> None:
    world = await World.make()
    for button in some(every_button()):
        if button.action in OFFERS:
            answer = await world.press(presser(world, button.action), button.action, "no such")
            assert fault_of(button, answer) == ""


async def test_who_has_left_is_told_so_and_not_that_they_lack_a_role() -> None:
    world = await World.make()
    for user in set(PRESSED_BY.values()):
        await change_person(world, user, active=False)
    for button in some(every_button()):
        answer = await world.press(presser(world, button.action), button.action, button.subject)
        if not world.registry.presses[button.action].without_storage:
            assert phrase("core.left") in text_of(answer), button
            assert "988" in text_of(answer)


# ---- the same with everything there was: a week of somebody's cards, pressed later ----


async def a_hard_day(world: World) -> None:
    """Four people get a first note: one talks, one takes a break, one looks, one stays silent."""
    await report(world, "sam", "rosa", "theo", "nora")
    await world.pass_time(12 * HOUR)
    await world.press_in("sam", "check_in.talk")
    await world.press_in("sam", "check_in.peer")
    await world.settle()
    await world.submit("quinn", await world.press_in("quinn", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("quinn", "request.reached")
    await world.submit("rosa", await world.press_in("rosa", "check_in.break"), minutes="15")
    await world.press_in("nora", "check_in.more")
    await world.pass_time(HOUR)


async def reminded(world: World) -> None:
    await world.pass_time(4 * DAY)


async def last_note_sent(world: World) -> None:
    await world.press_in("quinn", "request.done")
    await world.pass_time(33 * DAY)


async def declined(world: World) -> None:
    for user in NEAR:
        for subject in {card.subject for card in world.sees(user).log if card.subject}:
            await world.press(user, "check_in.no_thanks", subject)
    await world.pass_time(HOUR)


async def erased(world: World) -> None:
    await world.pass_time(70 * DAY)


async def forgotten(world: World) -> None:
    for user in (*NEAR, "quinn"):
        await world.press(user, "privacy.forget")
    await world.pass_time(HOUR)


NEAR = ("sam", "rosa", "theo", "nora")
MOMENTS: tuple[Callable[[World], Awaitable[None]], ...] = (
    reminded,
    last_note_sent,
    declined,
    erased,
    forgotten,
)


def ever_shown(world: World) -> list[tuple[str, Button]]:
    """Every button that was ever shown to somebody, with who sees it."""
    readers = {name: name for name in world.people} | {"#peers": "pat"}
    found = {
        (readers[place], button.action, button.subject): button
        for place, conversation in world.platform.conversations.items()
        if place in readers
        for card in conversation.log
        for button in card.all_buttons
    }
    return [(user, button) for (user, *_), button in found.items()]


@pytest.mark.parametrize("moment", MOMENTS)
async def test_every_button_that_was_ever_shown_works_later(
    moment: Callable[[World], Awaitable[None]],
) -> None:
    world = await World.make()
    await a_hard_day(world)
    await moment(world)
    shown = ever_shown(world)
    assert {"check_in.talk", "request.claim", "check_in.no_thanks"} <= {b.action for _, b in shown}
    none(await faults(world, shown))


async def test_nothing_more_comes_to_who_pressed_no_on_a_note_that_was_over() -> None:
    world = await World.make()
    await report(world, "theo")
    await world.pass_time(4 * DAY)
    (note, *_) = world.sees("theo").log
    answer = await world.press("theo", "check_in.no_thanks", note.subject)
    assert phrase("check_in.stopped") in text_of(answer)
    before = len(world.sees("theo").log)
    await world.pass_time(60 * DAY)
    assert len(world.sees("theo").log) == before
