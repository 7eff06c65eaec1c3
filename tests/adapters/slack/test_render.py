"""Every screen of every feature as Block Kit: within Slack's limits, and nothing of it markup."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.catalogue import load_catalogues
from adapters.slack.manifest import LONGEST_COMMAND
from adapters.slack.render import (
    LONGEST_OPTION,
    Drawing,
    Phrases,
    again_json,
    form_modal,
    message_json,
    plain,
    pressed_option,
)
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
from bot.core.lines import reaching
from bot.core.names import Action, Dialog, Screen
from bot.core.notices import with_line
from bot.core.screens import (
    Button,
    Card,
    Confirm,
    Fact,
    Facts,
    Form,
    Items,
    Part,
    Text,
    Tile,
    Tiles,
    Weight,
    call,
)
from tests.messages import drawn
from tests.samples import Sample
from tests.slack_api.blocks import faults_of_message, faults_of_view
from tests.some import some

PHRASES = Phrases("A private note", "Close", "Open", "It did not open.")
ODD = "*bold* _it_ <@U1> <!channel> <https://x.y|z> &amp; :wave: `code`"
Json = dict[str, Any]
USUAL = Drawing()
LONGEST = "c" * (LONGEST_COMMAND - 1)
RENAMED = Drawing({f"/{LONGEST}": "support", f"/{LONGEST[:-2]}-2": "support-admin"})


@pytest.mark.parametrize("language", sorted(load_catalogues()))
def test_slack_takes_every_screen_in_every_language(language: str) -> None:
    assert refused(drawn.samples(language)) == []


def test_slack_takes_every_screen_where_the_commands_have_the_longest_names() -> None:
    assert refused(drawn.samples(), RENAMED) == []


def refused(samples: Iterable[Sample], drawing: Drawing = USUAL) -> list[tuple[str, list[str]]]:
    """The name of each screen that Slack would refuse, with what it would say."""
    found = ((drawn.name_of(each.screen), faults_of(each, drawing)) for each in some(samples))
    return [(name, faults) for name, faults in found if faults]


def faults_of(sample: Sample, drawing: Drawing = USUAL) -> list[str]:
    """What Slack would refuse of a screen, on each surface it may be shown on."""
    try:
        return _faults_of(sample, drawing)
    except SlackObjectFormationError as fault:
        return [str(fault)]


def _faults_of(sample: Sample, drawing: Drawing) -> list[str]:
    screen = sample.screen
    if isinstance(screen, Form):
        modal = drawing.form(screen)
        View(**modal).validate_json()
        return faults_of_view(modal)
    if sample.kind == "page":
        home = drawing.home(screen)
        View(**home).validate_json()
        return faults_of_view(home, kind="home")
    message = drawing.message(screen)
    assert message["text"] == screen.preview
    for block in Block.parse_all(message["blocks"]):
        block.validate_json()
    # Asked for in a modal or from Home, the same card has no other place.
    modal = drawing.card_modal(screen, PHRASES)
    View(**modal).validate_json()
    return faults_of_message(message["blocks"]) + faults_of_view(modal)


def elements(found: Any) -> list[Json]:
    """Every object in some blocks."""
    if isinstance(found, list):
        return [one for each in found for one in elements(each)]
    if not isinstance(found, dict):
        return []
    return [found, *(one for each in found.values() for one in elements(each))]


def card(*buttons: Button) -> Card:
    return Card(Screen("a.screen"), "s", "A note.", (Text(ODD), Items((ODD, "two"))), buttons)


def test_nothing_that_somebody_is_called_is_markup() -> None:
    texts = [one for one in elements(message_json(card())["blocks"]) if "text" in one]
    assert {one["type"] for one in texts} == {"section", "plain_text", "text"}
    assert all(one.get("emoji") is not True for one in some(texts))


def test_every_block_has_a_name_of_its_own() -> None:
    blocks = message_json(card(Button(Action("a"), "One"), Button(Action("b"), "Two")))["blocks"]
    names = [block["block_id"] for block in blocks]
    assert len(names) == len(set(names))


def test_two_buttons_of_one_action_are_told_apart() -> None:
    blocks = message_json(card(Button(Action("a"), "One", "1"), Button(Action("a"), "Two", "2")))[
        "blocks"
    ]
    assert [b["action_id"] for b in blocks[-1]["elements"]] == ["a", "a#2"]


def test_no_reference_stands_where_bolt_would_log_it() -> None:
    form = Form(
        Dialog("f"),
        "secret-reference",
        "Title",
        "Close",
        inputs=(DayInput("d", "Day"),),
        submit="Go",
    )
    named = [
        one[name]
        for shown in (
            message_json(card(Button(Action("a"), "One", "secret-reference"))),
            form_modal(form),
        )
        for one in elements(shown)
        for name in ("action_id", "block_id", "callback_id")
        if name in one
    ]
    assert named
    assert not [name for name in named if "secret-reference" in name]


def test_a_grave_button_looks_so_and_asks_before_it_acts() -> None:
    sure = Confirm("Erase it?", "It cannot be undone.", "Erase", "Keep")
    shown = message_json(card(Button(Action("a"), "Forget", weight=Weight.GRAVE, confirm=sure)))
    (button,) = shown["blocks"][-1]["elements"]
    assert button["style"] == "danger"
    assert [button["confirm"][part]["text"] for part in ("confirm", "deny")] == ["Erase", "Keep"]


def test_a_form_shows_what_is_in_it_and_what_is_wrong_with_it() -> None:
    options = tuple(Option(str(n), f"Option {n}") for n in range(7))
    form = Form(
        Dialog("f"),
        "subject",
        "Title",
        "Close",
        inputs=(
            Choice("few", "Few", options[:3], chosen="1"),
            Choice("many", "Many", options, chosen="6"),
            Ticks("ticks", "Ticks", options, ticked=("2", "3")),
            PeoplePicker("who", "Who", picked=("U1", "U2"), most=5),
            DayInput("day", "Day", fault="That day is to come."),
            TimeInput("at", "At", optional=True),
            PhoneInput("phone", "Phone", number="555 0100"),
        ),
        submit="Send",
        nonce="n1",
    )
    modal = form_modal(form)
    assert faults_of_view(modal) == []
    inputs = {b["block_id"]: b for b in modal["blocks"] if b["type"] == "input"}
    assert inputs["few"]["element"]["type"] == "radio_buttons"
    assert inputs["few"]["element"]["initial_option"]["value"] == "1"
    assert inputs["many"]["element"]["type"] == "static_select"
    assert [o["value"] for o in inputs["ticks"]["element"]["initial_options"]] == ["2", "3"]
    assert inputs["who"]["element"]["initial_users"] == ["U1", "U2"]
    assert "initial_date" not in inputs["day"]["element"]
    assert inputs["at"]["optional"]
    assert inputs["phone"]["element"]["initial_value"] == "555 0100"
    fault = modal["blocks"][[b["block_id"] for b in modal["blocks"]].index("day") - 1]
    assert fault["elements"][0]["text"] == "That day is to come."
    assert modal["private_metadata"] == '["subject", "n1"]'


def test_inputs_that_belong_together_stand_below_a_heading() -> None:
    on_duty = grouped("On duty", TimeInput("from", "From"), TimeInput("to", "To"))
    away = grouped("Away", DayInput("first", "First day", fault="That day is over."))
    modal = form_modal(
        Form(Dialog("f"), "s", "Title", "Close", inputs=(*on_duty, *away), submit="Send")
    )
    assert faults_of_view(modal) == []
    kinds = [block["type"] for block in modal["blocks"]]
    assert kinds == ["header", "input", "input", "header", "context", "input"]
    headings = [each["text"]["text"] for each in modal["blocks"] if each["type"] == "header"]
    assert headings == ["On duty", "Away"]


def test_a_form_that_only_shows_something_has_nothing_to_send() -> None:
    modal = form_modal(Form(Dialog("f"), "s", "Title", "Close", parts=(Text("A number."),)))
    assert "submit" not in modal
    assert faults_of_view(modal) == []


# ---- a hospital that calls the commands otherwise ----


CARE = Drawing({"/care": "support", "/care-admin": "support-admin"})


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("Just type /support.", "Just type /care."),
        ("type /support resume. Or not.", "type /care resume. Or not."),
        ("/support talk, /support-admin help", "/care talk, /care-admin help"),
        ("/supporters and /support-line", "/supporters and /support-line"),
        ("https://our.example/support now", "https://our.example/support now"),
    ],
)
def test_a_text_names_the_commands_as_they_are_called_here(text: str, here: str) -> None:
    shown = Card(
        Screen("a.screen"),
        "s",
        text,
        (Text(text), Items((text,))),
        (Button(Action("a"), text, text),),
    )
    message = CARE.message(shown)
    said = [one["text"] for one in elements(message) if isinstance(one.get("text"), str)]
    assert said == [here] * 4
    assert message["blocks"][-1]["elements"][0]["value"] == f"1:{text}"
    assert Drawing().message(shown) == message_json(shown)


def test_no_screen_names_a_command_that_is_not_there() -> None:
    named = 0
    for sample in some(drawn.samples()):
        screen = sample.screen
        found = CARE.form(screen) if isinstance(screen, Form) else CARE.message(screen)
        said = [one["text"] for one in elements(found) if isinstance(one.get("text"), str)]
        named += sum("/care" in text for text in said)
        assert not [text for text in said if re.search(r"(?<!/)/support", text)]
    assert named > 30


def test_what_opens_again_is_one_button() -> None:
    message = again_json("a", "1:s", PHRASES)
    assert faults_of_message(message["blocks"]) == []


def test_a_number_in_a_text_is_a_link_that_calls_and_the_rest_is_no_markup() -> None:
    told = Text(f"{ODD}: call 303-555-0177.", (call("303-555-0177"),))
    shown = message_json(Card(Screen("a.screen"), "s", "A note.", (told,)))
    assert faults_of_message(shown["blocks"]) == []
    (section,) = shown["blocks"][0]["elements"]
    assert "".join(one["text"] for one in section["elements"]) == told.text
    (link,) = [one for one in section["elements"] if one["type"] == "link"]
    assert link["url"] == "tel:3035550177"


def test_small_buttons_stand_in_a_block_of_their_own_below_the_others() -> None:
    small = Button(Action("a"), "More choices", "1", weight=Weight.SMALL)
    blocks = message_json(card(small, Button(Action("a"), "Talk", "2")))["blocks"]
    rows = [[one["text"]["text"] for one in each["elements"]] for each in blocks[-2:]]
    assert rows == [["Talk"], ["More choices"]]


RARE = tuple(
    Button(Action(f"a.rare{n}"), f"Rare {n}", "reference", Weight.RARE, opens_form=True)
    for n in range(2)
)
PLAIN = tuple(Button(Action(f"a.{n}"), f"Choice {n}", "reference") for n in range(2))


def test_rare_buttons_are_in_a_menu_behind_the_last_row() -> None:
    blocks = message_json(card(*RARE, *PLAIN))["blocks"]
    assert faults_of_message(blocks) == []
    *row, menu = blocks[-1]["elements"]
    assert [one["text"]["text"] for one in row] == ["Choice 0", "Choice 1"]
    assert menu["type"] == "overflow"
    pressed = [pressed_option(option["value"]) for option in menu["options"]]
    assert pressed == [(button.action, button.value) for button in RARE]


def test_a_card_of_nothing_but_rare_buttons_is_one_menu() -> None:
    more = tuple(
        replace(one, action=Action(f"b.{n}"), label=f"B {n}") for n, one in enumerate(RARE)
    )
    blocks = message_json(card(*RARE, *more))["blocks"]
    assert faults_of_message(blocks) == []
    assert [one["type"] for one in blocks[-1]["elements"]] == ["overflow"]


def test_a_reference_too_long_for_a_menu_stays_on_a_button() -> None:
    long = tuple(replace(button, subject="r" * LONGEST_OPTION) for button in RARE)
    blocks = message_json(card(*long, *PLAIN))["blocks"]
    assert faults_of_message(blocks) == []
    assert [one["value"] for one in blocks[-1]["elements"]] == [one.value for one in long]


def test_a_tile_stands_on_its_own_with_its_action_beside_it() -> None:
    button = Button(Action("a.look"), "Look", "s")
    tile = Tile("Waiting now", "2 requests are open.", button, "Since 2:30 PM.", warns=True)
    line, section = message_json(card_with(Tiles((tile,))))["blocks"]
    assert line["type"] == "divider"
    assert section["text"]["text"] == "Waiting now\n2 requests are open.\nSince 2:30 PM."
    assert section["accessory"]["action_id"] == "a.look"
    assert section["accessory"]["accessibility_label"] == "Waiting now: Look"


def test_facts_are_fields_of_plain_text_with_their_label_above() -> None:
    shown = message_json(card_with(Facts((Fact("How", "By phone"), Fact("They would like", ODD)))))
    assert faults_of_message(shown["blocks"]) == []
    (section,) = shown["blocks"]
    assert {one["type"] for one in section["fields"]} == {"plain_text"}
    texts = [one["text"] for one in section["fields"]]
    assert texts == ["How\nBy phone", f"They would like\n{ODD}"]


def test_the_helpline_is_of_normal_size_and_a_tap_calls_it() -> None:
    (line,) = with_line(drawn.words(), drawn.LINES)
    (block,) = message_json(card_with(line))["blocks"]
    (section,) = block["elements"]
    links = [each for each in section["elements"] if each["type"] == "link"]
    assert links == [{"type": "link", "url": "tel:988", "text": "988"}]
    assert "".join(each["text"] for each in section["elements"]) == drawn.line_text()


def card_with(part: Part) -> Card:
    return Card(Screen("a.b"), "s", "A note.", (part,))


def test_a_text_message_is_begun_nowhere_as_a_refused_link_would_take_the_message_with_it() -> None:
    line = replace(drawn.LINES.all[0], number="741741")
    told = reaching(drawn.words(), "Text HOME to 741741.", line)
    (block,) = message_json(card_with(told))["blocks"]
    assert block["text"] == plain(told.text)
