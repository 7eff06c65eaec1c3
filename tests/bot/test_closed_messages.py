"""Unasked private messages hang closed where a notification would show all their words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.context import Context
from bot.core.conversation import Answer, Delivery, Nothing, Press, Replace
from bot.core.envelope_handlers import EMPTY
from bot.core.envelopes import OPEN_FOR, closed_card
from bot.core.errors import OutcomeUnknown
from bot.core.jobs import Job, Recipient
from bot.core.letters import Letter
from bot.core.messages import Hours
from bot.core.names import CLOSE_ENVELOPE, ENVELOPE, ENVELOPE_OVER, OPEN_ENVELOPE, Action
from bot.core.people import Person
from bot.core.screens import Button, Card
from bot.core.seen import Seen, ShownCard, forget_shown
from bot.core.storage import Work, in_one_work
from bot.features import make_registry
from bot.programme import current, put
from tests.bot.adverse_events.reporting_kit import hospital
from tests.bot.duty.rota_kit import person_is
from tests.bot.requests.hospital import ask_for_peer, take
from tests.bot.requests.test_calls import asks_for_calls
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.some import some
from tests.wording import phrase
from tests.world import START, World, account, text_of

CLOSED = {
    f"From Sample hospital's staff app: {phrase(key)}"
    for key in ("core.preview", "adverse_event.preview", "support_requests.preview")
}
"""What a closed message says, by its own preview."""
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
COMPLETE = {
    "adverse_event.brake_page": "it goes to the hospital's paging",
    "adverse_event.brake_page_mail": "it goes to the hospital's paging",
    "adverse_event.progress": "it answers a report, and holds the button that takes it back",
    "check_in.ambient": "it hangs in a unit's channel",
    "drill.control": "it answers whoever began the drill",
    "home.announcement": "it hangs in a channel for everybody",
    "home.not_announced": "it answers the press that should have posted",
    "home.welcome": "it answers the first opening of the app",
    "request.claim_card": "somebody waits, and it says nothing of who",
    "request.handed": "a colleague is asked to take over now",
    "request.held": "it answers who took a request",
    "request.needs_someone": "a coordinator is asked to act now",
    "request.page": "it goes to the hospital's paging",
    "request.page_mail": "it goes to the hospital's paging",
    "request.reminder": "a supporter is asked to act now",
    "request.said_yes": "it answers who said yes",
    "request.suits_card": "a supporter is asked to act now",
    "setup.test_failed": "it answers a test",
    "setup.test_post": "it hangs in a channel",
    "setup.test_unknown": "it answers a test",
    "time_out.cover_card": "somebody is asked to cover now",
    "time_out.covering": "it answers who said yes",
    "time_out.mine": "cover is coming: it must be seen at once",
}
"""Every message that always shows its words, with the reason. No other may be added unseen."""


@pytest.fixture
async def world() -> World:
    world = await World.make()
    world.platform.closes = True
    return world


async def first_note(world: World) -> str:
    """Sam's first note, closed; returns its message."""
    await first_note_is_due(world)
    (message,) = world.sees("sam").messages
    return message


async def first_note_is_due(world: World, after: timedelta = 2 * HOUR) -> None:
    form = await world.command("lena", "/support-admin activate")
    told = {"kind": "unexpected_death", "harm": "death", "unit": "icu"}
    preview = await world.submit("lena", form, people="sam", day="2026-03-02", time="08:30", **told)
    await world.submit("lena", preview)
    await world.pass_time(after)


async def press(world: World, action: str, message: str, user: str = "sam") -> Answer:
    """Press a button of a message that a job redraws, as on Slack."""
    card = world.sees(user).messages[message]
    (button,) = [each for each in card.all_buttons if each.action == action]
    world.woken += 1
    pressed = Press(
        Delivery("press", user, f"pressed-{world.woken}"),
        account(user),
        action,
        button.value,
        message,
        redrawn_later=True,
    )
    answer = await world.bot.handle(pressed)
    await world.settle()
    return answer


async def opened(world: World) -> str:
    message = await first_note(world)
    await press(world, OPEN_ENVELOPE, message)
    assert hangs(world, message).screen == "check_in.note"
    return message


async def forgotten(world: World) -> None:
    """Nothing leads from Sam's message to what it was about, as when an episode ends."""

    async def forget(work: Work) -> None:
        (shown,) = await work.of(ShownCard).find(ShownCard.screen.is_("check_in.note"))
        await forget_shown(work, shown)

    await in_one_work(world.storage, forget)


async def kept(world: World) -> int:
    """How many shown cards are kept that are about nothing."""
    async with world.storage.reading() as work:
        return len(await work.of(ShownCard).find(ShownCard.subject.is_("")))


def hangs(world: World, message: str, user: str = "sam") -> Card:
    return world.sees(user).messages[message]


def shown_at_once(world: World, answer: Answer, message: str) -> Card:
    """Put an answer in place, as the adapter does unless a job does."""
    assert isinstance(answer, Replace)
    assert not answer.planned
    world.sees("sam").messages[message] = answer.card
    return answer.card


def actions(card: Card) -> set[str]:
    return {button.action for button in card.all_buttons}


def is_closed(card: Card) -> bool:
    return text_of(card) in {f"{line}\n{line}\nOpen" for line in CLOSED}


def test_every_message_that_shows_all_its_words_has_a_reason() -> None:
    posted = make_registry().posted()
    complete = {name for name, terms in posted.items() if terms.complete}
    assert complete == COMPLETE.keys()
    for name in some(complete):
        assert posted[name].hours is Hours.AT_ONCE, f"nobody waits for {name}"


async def test_a_first_note_is_one_neutral_line_and_a_button(world: World) -> None:
    message = await first_note(world)
    assert is_closed(hangs(world, message))
    assert all(is_closed(card) for card in some(world.sees("sam").log))


async def test_its_words_come_in_its_place_after_the_press_and_nothing_else_is_posted(
    world: World,
) -> None:
    message = await first_note(world)
    posts = world.platform.posts
    answer = await press(world, OPEN_ENVELOPE, message)
    assert isinstance(answer, Replace)
    assert answer.planned
    assert "Hi Sam" in text_of(hangs(world, message))
    assert world.platform.posts == posts
    assert list(world.sees("sam").messages) == [message]


async def test_it_closes_by_a_press(world: World) -> None:
    message = await opened(world)
    assert isinstance(await press(world, CLOSE_ENVELOPE, message), Nothing)
    assert is_closed(hangs(world, message))
    await press(world, OPEN_ENVELOPE, message)
    assert hangs(world, message).screen == "check_in.note"


async def test_it_closes_by_itself_after_a_while(world: World) -> None:
    message = await opened(world)
    await world.pass_time(OPEN_FOR - MINUTE)
    assert hangs(world, message).screen == "check_in.note"
    await world.pass_time(MINUTE)
    assert is_closed(hangs(world, message))


async def test_every_press_in_it_keeps_it_open_for_a_while_more(world: World) -> None:
    message = await opened(world)
    await world.pass_time(OPEN_FOR - MINUTE)
    await press(world, "check_in.talk", message)
    await world.pass_time(OPEN_FOR - MINUTE)
    assert hangs(world, message).screen == "check_in.options"
    await world.pass_time(MINUTE)
    assert is_closed(hangs(world, message))


async def test_what_changes_it_from_outside_closes_it(world: World) -> None:
    message = await opened(world)
    subject = hangs(world, message).subject

    async def change(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), world.directory.lines())
        await context.redraw(subject)

    await in_one_work(world.storage, change)
    await world.settle()
    assert is_closed(hangs(world, message))


async def test_what_its_own_reader_changes_leaves_it_open(world: World) -> None:
    message = await opened(world)
    subject = hangs(world, message).subject
    await world.pass_time(OPEN_FOR - MINUTE)
    await sam_changes(world, subject)
    await world.pass_time(2 * MINUTE)
    assert hangs(world, message).screen == "check_in.note"


@pytest.mark.parametrize("was_open", [False, True])
async def test_what_its_own_reader_changes_elsewhere_opens_nothing(
    world: World, *, was_open: bool
) -> None:
    message = await first_note(world)
    async with world.storage.reading() as work:
        (shown,) = await work.of(ShownCard).find(ShownCard.screen.is_("check_in.note"))
    if was_open:
        await press(world, OPEN_ENVELOPE, message)
        await world.pass_time(OPEN_FOR)
    assert is_closed(hangs(world, message))
    await sam_changes(world, shown.subject)
    assert is_closed(hangs(world, message))


async def sam_changes(world: World, subject: str) -> None:
    """What a message of Sam's is about changes by an act of Sam's."""

    async def change(work: Work) -> None:
        (shown,) = await work.of(ShownCard).find(ShownCard.subject.is_(subject))
        from_sam = await work.vault.open(Recipient.parse(shown.recipient).sealed_person)
        assert from_sam == world.people["sam"]
        words = world.wording.words("en", "UTC")
        context = Context(work, words, world.directory.lines())
        context.person = await context.need(Person, world.people["sam"])
        await context.redraw(subject)

    await in_one_work(world.storage, change)
    await world.settle()


async def test_an_answer_to_no_thanks_is_seen_then_closes_for_good(world: World) -> None:
    message = await opened(world)
    await press(world, "check_in.no_thanks", message)
    assert hangs(world, message).screen == "check_in.stopped"
    await world.pass_time(OPEN_FOR)
    assert hangs(world, message).screen == ENVELOPE_OVER
    assert hangs(world, message).all_buttons == ()
    async with world.storage.reading() as work:
        assert await work.of(ShownCard).find(ShownCard.subject.is_("")) == []


async def test_when_nothing_of_it_is_kept_its_words_are_still_read_and_close_again(
    world: World,
) -> None:
    message = await first_note(world)
    await forgotten(world)
    answer = await press(world, OPEN_ENVELOPE, message)
    assert isinstance(answer, Replace)
    assert not answer.planned
    assert "Hi Sam" in text_of(answer.card)
    # The adapter put the answer in place.
    world.sees("sam").messages[message] = answer.card
    assert await kept(world) == 1
    await world.pass_time(OPEN_FOR)
    assert hangs(world, message).screen == ENVELOPE_OVER
    assert await kept(world) == 0


async def test_such_a_message_is_closed_by_a_press_too(world: World) -> None:
    message = await first_note(world)
    await forgotten(world)
    answer = await press(world, OPEN_ENVELOPE, message)
    assert isinstance(answer, Replace)
    world.sees("sam").messages[message] = answer.card
    assert isinstance(await press(world, CLOSE_ENVELOPE, message), Nothing)
    assert hangs(world, message).screen == ENVELOPE_OVER
    assert await kept(world) == 0


async def test_with_no_words_left_anywhere_it_says_so(world: World) -> None:
    message = await first_note(world)
    await forgotten(world)
    card = hangs(world, message)
    (button,) = card.buttons
    empty = replace(button, subject=Letter.of_subject(button.subject).reference)
    world.sees("sam").messages[message] = replace(card, buttons=(empty,))
    answer = await press(world, OPEN_ENVELOPE, message)
    assert isinstance(answer, Replace)
    assert answer.card.screen == EMPTY.screen
    assert "has ended" in text_of(answer.card)


async def test_nobody_else_opens_it(world: World) -> None:
    message = await first_note(world)
    card = hangs(world, message)
    (button,) = card.buttons
    bare = replace(button, subject=Letter.of_subject(button.subject).reference)
    pressed = Press(Delivery("press", "nora", "1"), account("nora"), bare.action, bare.value, "m99")
    answer = await world.bot.handle(pressed)
    assert isinstance(answer, Replace)
    assert answer.card.screen == EMPTY.screen


async def test_it_opens_while_the_database_is_down() -> None:
    memory = MemoryStorage(clock := SimulatedClock(START))
    world = await World.make(memory, memory, clock)
    world.platform.closes = True
    message = await first_note(world)
    memory.down = True
    card = hangs(world, message)
    answer = await world.bot.handle(
        Press(Delivery("press", "sam", "1"), account("sam"), OPEN_ENVELOPE, card.buttons[0].value)
    )
    assert isinstance(answer, Replace)
    assert "Hi Sam" in text_of(answer.card)
    world.sees("sam").messages[message] = answer.card
    memory.down = False
    await press(world, CLOSE_ENVELOPE, message)
    assert is_closed(hangs(world, message))


async def test_a_message_that_may_have_been_lost_opens_where_it_came(world: World) -> None:
    message = await first_note(world)

    async def unknown(work: Work) -> None:
        (shown,) = await work.of(ShownCard).find(ShownCard.screen.is_("check_in.note"))
        await work.save(replace(shown, blind_index=None, closes=False))
        await work.vault.clear(shown.message)

    await in_one_work(world.storage, unknown)
    await press(world, OPEN_ENVELOPE, message)
    assert hangs(world, message).screen == "check_in.note"
    await world.pass_time(OPEN_FOR)
    assert is_closed(hangs(world, message))


async def sent_twice(world: World) -> tuple[str, Card]:
    """A message whose outcome was unknown, and then its copy; both hang closed before Sam."""
    world.platform.fail["sam"] = [OutcomeUnknown()]
    await first_note_is_due(world, HOUR)
    assert world.sees("sam").messages == {}
    async with world.storage.reading() as work:
        (shown,) = await work.of(ShownCard).find(ShownCard.screen.is_("check_in.note"))
    words = world.wording.words("en", "UTC")
    return "m0", closed_card(words, "Sample hospital", shown.reference, None)


@pytest.mark.parametrize("opened_first", [True, False])
async def test_of_a_message_sent_twice_both_copies_open_and_close(
    world: World, *, opened_first: bool
) -> None:
    first, card = await sent_twice(world)
    world.sees("sam").messages[first] = card
    if opened_first:
        await press(world, OPEN_ENVELOPE, first)
        assert hangs(world, first).screen == "check_in.note"
    await world.pass_time(HOUR)
    (second,) = world.sees("sam").messages.keys() - {first}
    for message in (first, second):
        assert is_closed(hangs(world, message))
        await press(world, OPEN_ENVELOPE, message)
        assert CLOSE_ENVELOPE in actions(hangs(world, message))
        await press(world, CLOSE_ENVELOPE, message)
        assert is_closed(hangs(world, message))
        await press(world, OPEN_ENVELOPE, message)
    await world.pass_time(OPEN_FOR)
    assert is_closed(hangs(world, first))
    assert is_closed(hangs(world, second))


async def test_a_press_delivered_twice_leaves_the_button_that_closes(world: World) -> None:
    message = await first_note(world)
    (button,) = hangs(world, message).buttons
    pressed = Press(
        Delivery("press", "sam", "twice"),
        account("sam"),
        OPEN_ENVELOPE,
        button.value,
        message,
        redrawn_later=True,
    )
    for _ in range(2):
        answer = await world.bot.handle(pressed)
        assert isinstance(answer, Replace)
        assert answer.planned
    await world.settle()
    assert CLOSE_ENVELOPE in actions(hangs(world, message))


async def soon(world: World) -> str:
    """Pat reads that their training ends; returns the closed message."""
    await person_is(world, "pat", trained_until="2026-03-20")
    await world.pass_time(DAY)
    (message,) = world.sees("pat").messages
    return message


async def test_what_has_ended_by_the_time_it_is_opened_says_so(world: World) -> None:
    message = await soon(world)
    await person_is(world, "pat", trained_until="2028-03-20")
    answer = await press(world, OPEN_ENVELOPE, message, "pat")
    assert isinstance(answer, Replace)
    assert hangs(world, message, "pat").screen == EMPTY.screen
    await world.pass_time(OPEN_FOR)
    assert hangs(world, message, "pat").screen == ENVELOPE_OVER


async def test_that_a_training_ends_can_be_read_again_after_it_closed(world: World) -> None:
    message = await soon(world)
    for _ in range(3):
        await press(world, OPEN_ENVELOPE, message, "pat")
        assert hangs(world, message, "pat").screen == "supporters.training"
        await world.pass_time(3 * DAY)
        assert hangs(world, message, "pat").screen == ENVELOPE


async def test_a_press_in_what_travelled_with_the_button_keeps_it_open_too(world: World) -> None:
    message = await first_note(world)
    await forgotten(world)
    shown_at_once(world, await press(world, OPEN_ENVELOPE, message), message)
    for _ in range(2):
        await world.pass_time(OPEN_FOR - MINUTE)
        card = shown_at_once(world, await press(world, "check_in.talk", message), message)
        assert card.screen == "check_in.options"
        assert CLOSE_ENVELOPE in actions(card)
        hung = replace(card, buttons=(*card.buttons, Button(Action("check_in.talk"), "Talk")))
        world.sees("sam").messages[message] = hung
    await world.pass_time(OPEN_FOR - MINUTE)
    assert hangs(world, message).screen == "check_in.options"
    await world.pass_time(MINUTE)
    assert hangs(world, message).screen == ENVELOPE_OVER
    assert await kept(world) == 0


async def test_what_travelled_with_the_button_stays_when_open_is_pressed_twice(
    world: World,
) -> None:
    message = await first_note(world)
    await forgotten(world)
    shown_later: list[Card] = []
    for _ in range(2):
        answer = await press(world, OPEN_ENVELOPE, message)
        assert isinstance(answer, Replace)
        assert "Hi Sam" in text_of(answer.card)
        assert CLOSE_ENVELOPE in actions(answer.card)
        shown_later.append(answer.card)
    world.sees("sam").messages[message] = shown_later[-1]
    await world.pass_time(OPEN_FOR)
    assert hangs(world, message).screen == ENVELOPE_OVER


async def test_after_delete_my_data_no_message_promises_a_talk(world: World) -> None:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    messages = [m for m, card in world.sees("sam").messages.items() if card.screen == ENVELOPE]
    assert messages
    await world.press("sam", "privacy.forget")
    early = await press(world, OPEN_ENVELOPE, messages[-1])
    assert isinstance(early, Replace)
    assert "Pat" not in text_of(early.card)
    await world.pass_time(OPEN_FOR)
    for message in some(messages):
        assert hangs(world, message).screen == ENVELOPE_OVER
        assert "988" in text_of(hangs(world, message))
    assert await kept(world) == 0


async def test_after_delete_my_data_no_message_promises_a_call() -> None:
    place = await hospital()
    world = place.world
    world.platform.closes = True
    await asks_for_calls(place, "first")
    await world.pass_time(HOUR)
    messages = [m for m, card in world.sees("sam").messages.items() if card.screen == ENVELOPE]
    assert messages
    await world.press("sam", "privacy.forget")
    await world.settle()
    assert {hangs(world, message).screen for message in messages} == {ENVELOPE_OVER}
    assert await kept(world) == 0


async def test_that_somebody_opened_it_leaves_nothing_to_count(world: World) -> None:
    message = await opened(world)
    await world.pass_time(OPEN_FOR)
    async with world.storage.reading() as work:
        (shown,) = await work.of(ShownCard).find(ShownCard.screen.is_("check_in.note"))
        handled = await work.of(Seen).find(Seen.screen.is_("check_in.note"))
        opening = await work.of(Job).find(Job.kind.is_("core.close_later"))
    assert shown.open_until is None
    assert message not in str(handled)
    assert all(job.recipient == "" for job in some(opening))


async def test_the_hospital_may_choose_open_messages(world: World) -> None:
    async def choose(work: Work) -> None:
        await put(work, replace(await current(work), open_messages=True))

    await in_one_work(world.storage, choose)
    message = await first_note(world)
    assert "Hi Sam" in text_of(hangs(world, message))
    assert CLOSE_ENVELOPE not in {b.action for b in hangs(world, message).all_buttons}


async def test_where_notifications_are_neutral_nothing_closes() -> None:
    world = await World.make()
    message = await first_note(world)
    assert hangs(world, message).screen == "check_in.note"


async def test_cover_is_coming_is_seen_at_once_in_a_message_that_closes(world: World) -> None:
    message = await opened(world)
    form = await press(world, "check_in.break", message)
    await world.submit("sam", form, minutes="15")
    await world.settle()
    await world.press_in("fay", "time_out.cover")
    await world.settle()
    assert not any(card.screen == ENVELOPE for card in world.sees("fay").messages.values())
    mine = [c for c in world.sees("sam").messages.values() if c.screen == "time_out.mine"]
    assert mine
    assert CLOSE_ENVELOPE not in {b.action for b in mine[-1].all_buttons}


def test_a_letter_that_this_version_cannot_read_is_none() -> None:
    assert Letter("a", "nonsense").card is None
    assert Letter("a", "eJwrSS0uAQAEXQHB").card is None
