"""What a screen may hold: links within a text, and small buttons below the others."""

from dataclasses import replace

import pytest

from bot.check_ins.names import (
    CHECK_IN_BREAK,
    CHECK_IN_MORE,
    CHECK_IN_NO_THANKS,
    CHECK_IN_TALK,
    PRIVACY_CLEAR,
)
from bot.core.limits import MOST_BUTTONS, MOST_FACTS
from bot.core.lines import Texting, reaching
from bot.core.names import CRISIS_SHOW, OPEN_ENVELOPE, Action, Screen
from bot.core.phones import numbers_in, tel
from bot.core.screens import (
    Button,
    Card,
    Confirm,
    Fact,
    Facts,
    Link,
    Row,
    Text,
    Tile,
    Tiles,
    Weight,
    call,
    lines_of,
)
from bot.privacy.names import PRIVACY_FORGET, PRIVACY_STOP
from bot.requests.names import REQUEST_RELEASE, REQUEST_URGENT, REQUEST_WITHDRAW
from bot.time_outs.names import TIME_OUT_CANCEL, TIME_OUT_NOBODY_CAME
from tests.messages import drawn
from tests.world import EMERGENCY, LINE

SEEN_AT_ONCE = {
    CRISIS_SHOW,
    CHECK_IN_BREAK,
    CHECK_IN_TALK,
    CHECK_IN_NO_THANKS,
    CHECK_IN_MORE,
    OPEN_ENVELOPE,
    PRIVACY_CLEAR,
    PRIVACY_FORGET,
    PRIVACY_STOP,
    REQUEST_RELEASE,
    REQUEST_URGENT,
    REQUEST_WITHDRAW,
    TIME_OUT_CANCEL,
    TIME_OUT_NOBODY_CAME,
}
"""Help right now, what the first message asks, and the ways out."""
SAID = "The county line: call 303-555-0177, or text 303-555-0178 at night."


def buttons(count: int, weight: Weight) -> tuple[Button, ...]:
    return tuple(
        Button(Action(f"a.{weight}"), f"{weight} {n}", str(n), weight) for n in range(count)
    )


def card(*given: Button) -> Card:
    return Card(Screen("x"), "", "A private note.", (Text("Hi."),), given)


def test_a_text_is_parted_at_its_links() -> None:
    links = (call("303-555-0177"), Link("text", "sms:3035550178"))
    assert Text(SAID, links).pieces() == (
        ("The county line: call ", ""),
        ("303-555-0177", "tel:3035550177"),
        (", or ", ""),
        ("text", "sms:3035550178"),
        (" 303-555-0178 at night.", ""),
    )


def test_a_link_that_does_not_stand_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="link does not stand"):
        Text("Call us.", (call("303-555-0177"),))


def test_small_buttons_stand_last_and_do_not_count_among_the_five() -> None:
    small, main = buttons(MOST_BUTTONS, Weight.SMALL), buttons(MOST_BUTTONS, Weight.PLAIN)
    assert card(*small, *main).all_buttons == (*main, *small)


@pytest.mark.parametrize("weight", [Weight.SMALL, Weight.PLAIN])
def test_neither_row_has_more_than_five(weight: Weight) -> None:
    with pytest.raises(ValueError, match="at most 5 buttons"):
        card(*buttons(MOST_BUTTONS + 1, weight))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (SAID, ("303-555-0177", "303-555-0178")),
        ("Call (303) 555-0100 or +1 303 555 0101.", ("(303) 555-0100", "+1 303 555 0101")),
        ("Call 555-0100, extension 4400.", ("555-0100",)),
        ("From 8:00 to 12:00, room 2-114, since 2026-11-30.", ()),
        ("It costs $20.", ()),
        ("See https://example.org/1234567890.", ()),
    ],
)
def test_numbers_are_found_in_a_text_of_the_hospital(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


def test_a_number_is_called_by_its_digits() -> None:
    assert tel("+1 (303) 555-0177") == "tel:+13035550177"
    assert tel("988") == "tel:988"


def test_a_number_that_stands_twice_is_called_where_it_stands_last() -> None:
    pieces = reaching(drawn.words(), "Emergency 911: 911.", EMERGENCY).pieces()
    assert pieces == (("Emergency 911: ", ""), ("911", "tel:911"), (".", ""))


@pytest.mark.parametrize("number", ["text HOME to 741741", "", "extension"])
def test_what_is_no_telephone_number_is_not_called(number: str) -> None:
    line = replace(EMERGENCY, number=number)
    assert reaching(drawn.words(), f"Someone answers: {number}", line).links == ()


@pytest.mark.parametrize(
    ("language", "said", "word"),
    [
        ("en", "Need someone now? 988 Lifeline: call or text 988, free.", "text"),
        ("en", "Text or call 988.", "Text"),
        ("es", "Línea 988: llame o envíe un texto al 988.", "envíe un texto"),
    ],
)
def test_the_word_for_it_begins_a_text_to_a_line_that_takes_texts(
    language: str, said: str, word: str
) -> None:
    told = reaching(drawn.words(language), said, LINE)
    assert told.text == said
    assert told.links == (Link(word, "sms:988"), Link("988", "tel:988"))


def test_a_line_that_takes_texts_and_does_not_say_so_gets_a_sentence_that_does() -> None:
    line = replace(EMERGENCY, number="303-555-0142", texts=Texting.TOO)
    told = reaching(drawn.words(), "The context line: 303-555-0142.", line)
    too = drawn.words()("core.texting.too")
    assert told.text == f"The context line: 303-555-0142. {too}"
    assert told.links == (call("303-555-0142"), Link(too, "sms:3035550142"))


def test_a_tap_on_a_number_that_takes_no_calls_does_not_call() -> None:
    line = replace(LINE, number="741741")
    told = reaching(drawn.words(), "Text HOME to 741741.", line)
    assert told.links == (Link("741741", "sms:741741"),)


def test_a_page_has_at_most_four_tiles() -> None:
    tile = Tile("Waiting now", "2", Button(Action("a.b"), "Look"))
    with pytest.raises(ValueError, match="tiles"):
        Tiles((tile,) * 5)


def test_the_buttons_of_tiles_are_the_cards() -> None:
    tile = Tile("Waiting now", "2", Button(Action("a.b"), "Look"), "Since 2:30 PM.")
    card = Card(Screen("x"), "", "A note.", (Tiles((tile,)),))
    assert [button.label for button in card.all_buttons] == ["Look"]
    assert lines_of(card.parts[0]) == ("Waiting now", "2", "Since 2:30 PM.")


# ---- one thing to press, and a menu for what is rare ----


def test_a_card_has_one_main_button_at_most_wherever_it_stands() -> None:
    main, second = buttons(2, Weight.MAIN)
    with pytest.raises(ValueError, match="one main button"):
        card(main, second)
    with pytest.raises(ValueError, match="one main button"):
        Card(Screen("x"), "", "A note.", (Row((main,)),), (second,))


def test_rare_buttons_are_in_a_menu_only_beside_many_others() -> None:
    rare, plain = buttons(2, Weight.RARE), buttons(2, Weight.PLAIN)
    many, few = card(*rare, *plain), card(*rare, plain[0], *buttons(1, Weight.MAIN))
    assert (many.menu_buttons, many.small_buttons) == (rare, ())
    assert (few.menu_buttons, few.small_buttons) == ((), rare)
    assert many.all_buttons == (*plain, *rare)


def test_a_menu_is_not_made_for_one_button() -> None:
    rare, plain = buttons(1, Weight.RARE), buttons(4, Weight.PLAIN)
    assert (card(*rare, *plain).menu_buttons, card(*rare, *plain).small_buttons) == ((), rare)


def test_what_cannot_be_undone_is_never_in_a_menu() -> None:
    sure = Confirm("Erase it?", "It cannot be undone.", "Erase", "Keep")
    with pytest.raises(ValueError, match="asks no question"):
        Button(Action("a.b"), "Erase", weight=Weight.RARE, confirm=sure)


def test_help_now_and_the_ways_out_are_never_in_a_menu() -> None:
    cards = [one.screen for one in drawn.samples() if isinstance(one.screen, Card)]
    rare = {each.action for one in cards for each in one.buttons if each.weight is Weight.RARE}
    shown = {each.action for one in cards for each in one.all_buttons}
    assert rare <= shown
    assert len(rare) > 3
    assert shown >= SEEN_AT_ONCE
    assert not rare & SEEN_AT_ONCE


# ---- facts in rows ----


def test_facts_are_read_each_on_a_line_with_its_label() -> None:
    facts = Facts((Fact("How", "By phone"), Fact("When", "Later today")))
    assert lines_of(facts) == ("How: By phone", "When: Later today")


def test_as_many_facts_as_every_platform_shows() -> None:
    with pytest.raises(ValueError, match="facts"):
        Facts((Fact("How", "By phone"),) * (MOST_FACTS + 1))
    with pytest.raises(ValueError, match="facts"):
        Facts(())


@pytest.mark.parametrize(("label", "value"), [("", "By phone"), ("How", " ")])
def test_a_fact_has_a_label_and_a_value(label: str, value: str) -> None:
    with pytest.raises(ValueError, match="a fact's"):
        Fact(label, value)
