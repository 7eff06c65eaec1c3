"""How screens become Adaptive Cards: what Teams shows, and nothing of it markup."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.opening import phrases_in
from adapters.teams.plain import markdown
from adapters.teams.render import (
    LARGEST,
    MOST_REFRESHED,
    Phrases,
    again_message,
    card_dialog,
    card_json,
    form_dialog,
    message_of,
    size_of,
)
from adapters.wording import load_wording
from bot.core.inputs import (
    Choice,
    DayInput,
    Option,
    PeoplePicker,
    PhoneInput,
    Ticks,
    TimeInput,
    grouped,
)
from bot.core.limits import LONGEST_TEXT
from bot.core.names import Action, Dialog, Screen
from bot.core.notices import with_line
from bot.core.screens import (
    Button,
    Card,
    Confirm,
    Emblem,
    Fact,
    Facts,
    Form,
    Icon,
    Items,
    Text,
    Tile,
    Tiles,
    Weight,
    call,
)
from tests.messages import drawn
from tests.some import some
from tests.teams_api.cards import faults_of_card
from tests.teams_api.reading import read, shown

Json = dict[str, Any]
ODD = (
    "*bold* _it_ [a](https://x.y) `code` <b>&amp;</b> # no\n1. no\n- no ~~x~~ {{DATE(2026)}} a|b \\"
)
PHRASES: Phrases = phrases_in(load_wording().words("en", "UTC"))


def content(dialog: Json) -> Json:
    found: Json = dialog["task"]["value"]["card"]["content"]
    return found


def card_of(*parts: Any, buttons: tuple[Button, ...] = ()) -> Card:
    return Card(Screen("a.screen"), "ref", "A message for you.", parts, buttons)


def test_what_somebody_typed_becomes_neither_markup_nor_a_date() -> None:
    for line in ODD.split("\n"):
        assert shown(markdown(line)).replace("\u2060", "") == line


def test_ordinary_words_hold_no_backslash() -> None:
    words = "Call 555-0100 (free, 24 hours). You're not alone - it's OK! Dr. O'Brien, room 4."
    assert markdown(words) == words


def test_a_list_is_one_to_a_screen_reader_too() -> None:
    card = card_json(card_of(Items(("One\nline", "*Two*", "1. Three"))))
    text = card["body"][0]["text"]
    assert shown(text).split("\n") == ["One line", "*Two*", "1. Three"]


@pytest.mark.parametrize("name", ["דנה לוי", "سارة العلي", "דנה Cohen", "A. نور B."])
def test_a_name_from_right_to_left_is_intact_and_turns_nothing_round(name: str) -> None:
    text = markdown(f"{name} asked at 10:30.")
    assert text.translate(dict.fromkeys((0x2068, 0x2069))) == f"{name} asked at 10:30."
    assert text.count("\u2068") == text.count("\u2069") > 0
    # The time stands outside of what is set apart.
    assert text.rpartition("\u2069")[2].endswith(" asked at 10:30.") or name.startswith("A.")


def test_indexes_that_reach_beyond_a_name_are_taken_out() -> None:
    assert markdown("Eve\u202e lived\u2066") == "Eve lived"


def test_a_name_that_is_turned_as_a_whole_stays_so_and_ends_where_it_does() -> None:
    assert markdown("\u202ereviR maS\u2066") == "\u2068\u202ereviR maS\u2069"


def test_a_confirmation_shows_its_question_and_a_way_out() -> None:
    sure = Confirm("Forget all?", "It cannot be undone.", "Forget", "Keep it")
    card = card_json(
        card_of(
            Text("x"), buttons=(Button(Action("privacy.forget"), "Forget me", "r", confirm=sure),)
        )
    )
    asked = card["actions"][0]
    assert (asked["type"], asked["title"]) == ("Action.ShowCard", "Forget me")
    found = read(asked["card"])
    assert found.text.split("\n")[:2] == ["Forget all?", "It cannot be undone."]
    assert found.buttons == {"privacy.forget": "Forget", "teams.keep": "Keep it"}


def test_a_button_that_opens_a_form_is_drawn_as_one() -> None:
    card = card_json(
        card_of(Text("x"), buttons=(Button(Action("a.form"), "Open", "r", opens_form=True),))
    )
    action = card["actions"][0]
    assert action["type"] == "Action.Submit"
    assert action["data"]["msteams"] == {"type": "task/fetch"}


def test_a_preview_is_what_a_lock_screen_shows() -> None:
    message = message_of(card_of(Text("private")))
    assert message.summary == message.card["fallbackText"] == "A message for you."


def test_a_screen_reader_is_told_the_language_of_a_card_and_of_a_dialog() -> None:
    spanish = replace(card_of(Text("Hola")), language="es")
    assert card_json(spanish)["lang"] == "es"
    dialog = form_dialog(replace(a_form(), language="es"), PHRASES)
    assert dialog["task"]["value"]["card"]["content"]["lang"] == "es"
    assert "lang" not in card_json(card_of(Text("Hi")))


def test_tiles_stand_two_beside_each_other_each_with_its_action() -> None:
    tiles = tuple(
        Tile(f"Thing {n}", "Well", Button(Action("a.look"), f"Look {n}", str(n)), warns=n == 1)
        for n in range(3)
    )
    first, second = card_json(card_of(Tiles(tiles)))["body"]
    grounds = [column["items"][0]["style"] for column in first["columns"]]
    assert grounds == ["emphasis", "warning"]
    assert len(second["columns"]) == 1
    assert read({"body": [first, second]}).buttons == {"a.look": "Look 2"}


def a_form(*inputs: Any) -> Form:
    return Form(
        Dialog("a.form"), "ref", "A form", "Close", (Text("Why"),), inputs, "Send", nonce="n1"
    )


INPUTS = (
    Choice("kind", "What", (Option("a", "A"), Option("b", "B")), chosen="b"),
    Ticks("some", "Which", (Option("x", "X"), Option("y", "Y")), ticked=("x", "y")),
    PeoplePicker("people", "Who", picked=("u1", "u2"), fault="Pick others."),
    DayInput("day", "Day", optional=True),
    TimeInput("at", "When", optional=True),
    PhoneInput("phone", "Number", number="555,1", fault="Too short."),
)


def test_every_input_has_a_label_an_error_and_says_whether_it_is_needed() -> None:
    card = content(form_dialog(a_form(*INPUTS), PHRASES))
    assert faults_of_card(card, "dialog") == []
    inputs = {one["id"]: one for one in card["body"] if one["type"].startswith("Input.")}
    assert {n: one["label"] for n, one in inputs.items()} == {
        "kind": "What (required)",
        "some": "Which",
        "people": "Who (required)",
        "day": "Day",
        "at": "When",
        "phone": "Number (required)",
    }
    assert all(one["errorMessage"] for one in some(inputs.values()))
    assert inputs["some"]["value"] == "x,y"
    assert inputs["people"]["value"] == "u1,u2"
    assert inputs["phone"]["value"] == "555,1"


def test_inputs_that_belong_together_stand_below_a_heading() -> None:
    card = content(form_dialog(a_form(*grouped("Who and when", *INPUTS[2:4])), PHRASES))
    assert faults_of_card(card, "dialog") == []
    heading = next(n for n, one in enumerate(card["body"]) if one.get("style") == "heading")
    assert card["body"][heading]["text"] == "Who and when"
    below = [one["id"] for one in card["body"][heading + 1 :]]
    assert below == ["fault-people", "people", "day"]


def test_what_is_wrong_stands_above_its_input() -> None:
    card = content(form_dialog(a_form(*INPUTS), PHRASES))
    ids = [one.get("id") for one in card["body"]]
    assert ids[ids.index("people") - 1] == "fault-people"
    assert read(card).by_id["fault-phone"] == "Too short."


def test_refresh_is_for_sixty_people_at_most() -> None:
    card = card_json(card_of(Text("x")), tuple(f"29:{n}" for n in range(100)))
    assert len(card["refresh"]["userIds"]) == MOST_REFRESHED
    assert faults_of_card(card) == []


def test_a_card_that_is_too_large_is_a_fault_of_ours_and_not_teams() -> None:
    texts = tuple(Text("ü" * LONGEST_TEXT) for _ in range(20))
    with pytest.raises(ValueError, match=str(LARGEST)):
        card_json(card_of(*texts))


def test_a_button_in_place_of_a_form_is_a_card_like_others() -> None:
    message = again_message("teams.again", '["support", ["break"], []]', PHRASES)
    assert faults_of_card(message.card) == []
    assert size_of(message.card) < LARGEST


def test_a_number_in_a_text_is_a_link_that_calls_and_the_rest_is_no_markup() -> None:
    told = Text("*The county line*: call 303-555-0177, day and night.", (call("303-555-0177"),))
    drawn = card_json(card_of(told))
    assert faults_of_card(drawn) == []
    assert read(drawn).text == told.text
    assert drawn["body"][0]["text"].count("[303-555-0177](tel:3035550177)") == 1


def test_small_buttons_stand_in_a_row_of_their_own_below_the_others() -> None:
    small = Button(Action("a.small"), "More choices", weight=Weight.SMALL)
    drawn = card_json(card_of(Text("Hi."), buttons=(small, Button(Action("a.main"), "Talk"))))
    assert faults_of_card(drawn) == []
    assert [each["title"] for each in drawn["body"][-1]["actions"]] == ["Talk"]
    assert [each["title"] for each in drawn["actions"]] == ["More choices"]


def test_rare_buttons_are_in_the_menu_of_the_row_but_in_a_dialog_all_are_seen() -> None:
    rare = tuple(Button(Action(f"a.{n}"), f"Rare {n}", weight=Weight.RARE) for n in range(2))
    plain = tuple(Button(Action(f"b.{n}"), f"Choice {n}") for n in range(2))
    shown = card_of(Text("Hi."), buttons=(*rare, *plain))
    drawn = card_json(shown)
    assert faults_of_card(drawn) == []
    titles = [(each["title"], each.get("mode", "primary")) for each in drawn["actions"]]
    assert titles == [
        ("Choice 0", "primary"),
        ("Choice 1", "primary"),
        ("Rare 0", "secondary"),
        ("Rare 1", "secondary"),
    ]
    in_dialog = card_dialog(shown, PHRASES)["task"]["value"]["card"]["content"]
    assert faults_of_card(in_dialog, "dialog") == []
    row, last = in_dialog["body"][-1]["actions"], in_dialog["actions"]
    assert [each["title"] for each in row] == ["Choice 0", "Choice 1"]
    assert [each["title"] for each in last][:2] == ["Rare 0", "Rare 1"]
    assert not [each for each in (*row, *last) if "mode" in each]


def test_facts_are_rows_and_nothing_in_them_is_markup() -> None:
    drawn = card_json(card_of(Facts((Fact("How", "By phone"), Fact("*Who*", "[Sam](tel:1)\n# x")))))
    assert faults_of_card(drawn) == []
    assert drawn["body"][0]["type"] == "FactSet"
    assert read(drawn).text == "How By phone\n*Who* [Sam](tel:1) # x"


def test_the_word_for_a_text_message_begins_one_to_the_helpline() -> None:
    (line,) = with_line(drawn.words(), drawn.LINES)
    block = card_json(card_of(line))["body"][0]
    assert "call or [text](sms:988) [988](tel:988)" in block["text"]


@pytest.mark.parametrize("icon", Icon)
def test_an_icon_stands_beside_the_first_words_and_comes_with_the_card(icon: Icon) -> None:
    card = replace(card_of(Text("A request."), Text("More.")), emblem=Emblem(icon, "Request"))
    drawn = card_json(card)
    assert faults_of_card(drawn) == []
    beside, more = drawn["body"]
    picture, words = (column["items"][0] for column in beside["columns"])
    assert picture["url"].startswith("data:image/png;base64,iVBOR")
    assert (picture["altText"], words["text"], more["text"]) == ("Request", "A request.", "More.")
    assert size_of(drawn) - size_of(card_json(replace(card, emblem=None))) < LARGEST / 10


def test_a_card_without_an_icon_is_drawn_as_before() -> None:
    (block,) = card_json(card_of(Text("Hi.")))["body"]
    assert block["type"] == "TextBlock"
