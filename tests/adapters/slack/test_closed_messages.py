"""On Slack an unasked private message is one neutral line: blocks, lock screen, screen reader."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.catalogue import load_catalogues
from adapters.slack.render import message_json
from bot.core.envelopes import closed_card
from bot.core.letters import Letter
from bot.core.names import OPEN_ENVELOPE
from bot.core.screens import Card, subject_of
from bot.features import make_registry
from tests.adapters.slack.test_sending import HOUR, SAM, report
from tests.contract.slack_stage import SlackStage, inside, slack_id, slack_stage
from tests.contract.stage import memory_ground
from tests.messages import drawn
from tests.slack_api.blocks import faults_of_message
from tests.slack_api.reading import read
from tests.some import some

Json = dict[str, Any]
HOSPITAL = "Larkspur Hospital"
REFERENCE = "0123456789abcdef" * 2
READ_ALOUD = {"text", "alt_text", "accessibility_label", "title"}
LANGUAGES = sorted(load_catalogues())


def unasked(language: str) -> list[Card]:
    """Every sample of a message that may hang closed."""
    posted = make_registry().posted()
    cards = drawn.cards("note", "card", "channel", language=language)
    return [
        card
        for card in cards
        if (terms := posted.get(card.screen.parts[0])) is not None and not terms.complete
    ]


def texts_in(found: object) -> Iterator[str]:
    """Every text of blocks, whatever stands around it; values of buttons are no text."""
    if isinstance(found, list):
        for one in found:
            yield from texts_in(one)
    elif isinstance(found, dict):
        for name, one in found.items():
            if isinstance(one, str) and name in READ_ALOUD:
                yield one
            else:
                yield from texts_in(one)


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        yield stage


def test_every_unasked_message_has_a_sample() -> None:
    posted = {name for name, terms in make_registry().posted().items() if not terms.complete}
    assert posted - {card.screen.parts[0] for card in unasked("en")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unasked_message_shows_any_text_but_the_envelopes(language: str) -> None:
    words = drawn.words(language)
    texts = {words("core.envelope.open")}
    for card in some(unasked(language)):
        message = message_json(closed_card(words, HOSPITAL, REFERENCE, card))
        line = words("core.envelope.from", hospital=HOSPITAL, preview=card.preview)
        assert set(texts_in(message)) == {line, *texts}, card.screen
        assert faults_of_message(message["blocks"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_every_unasked_message_travel_with_its_button(language: str) -> None:
    words = drawn.words(language)
    lost = []
    for card in some(unasked(language)):
        closed = closed_card(words, HOSPITAL, REFERENCE, card)
        found = Letter.of_subject(subject_of(closed.buttons[0].value) or "").card
        if found is None or (found.parts, found.buttons) != (card.parts, card.buttons):
            lost.append(card.screen)
    assert lost == []


async def test_a_first_note_arrives_closed_and_opens_in_place(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    (note,) = stage.slack.messages(SAM)
    line = "From Sample hospital's staff app: A private message. No reply needed."
    assert set(texts_in(note.blocks)) | {note.text} == {line, "Open"}
    (opened,) = await stage.person("sam").reads()
    assert "Hi Sam" in opened.text
    (same,) = stage.slack.messages(SAM)
    assert same.ts == note.ts
    await stage.pass_time(timedelta(minutes=5))
    (closed,) = stage.slack.messages(SAM)
    assert set(texts_in(closed.blocks)) | {closed.text} == {line, "Open"}


async def test_a_press_delivered_twice_opens_it_once(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    sam = stage.person("sam")
    (note,) = stage.slack.messages(SAM)
    press = await stage.client.press(sam.id, note, *read(note.blocks).places[OPEN_ENVELOPE])
    await stage.settle()
    await stage.client.again(press)
    await stage.settle()
    (message,) = stage.slack.messages(SAM)
    assert "Hi Sam" in str(message.blocks)
    posts = [c for c in stage.slack.called("chat.postMessage") if c.args["channel"] == SAM]
    assert len(posts) == 1


async def test_it_opens_in_place_while_the_database_is_down(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    (note,) = stage.slack.messages(SAM)
    stage.crash.down = True
    await stage.client.press(slack_id("sam"), note, *read(note.blocks).places[OPEN_ENVELOPE])
    await stage.settle()
    (message,) = stage.slack.messages(SAM)
    assert "Hi Sam" in str(message.blocks)


async def test_all_that_comes_unasked_in_a_whole_story_is_closed(stage: SlackStage) -> None:
    await report(stage)
    await stage.pass_time(3 * HOUR)
    sam = stage.person("sam")
    await sam.presses("check_in.talk")
    await sam.presses("check_in.peer")
    await stage.pass_time(timedelta(minutes=1))
    form = await stage.person("pat").presses("request.claim")
    await stage.person("pat").sends(form)
    await stage.pass_time(timedelta(days=40))
    posts = [c for c in stage.slack.called("chat.postMessage") if c.args["channel"] == SAM]
    cards = [inside(call.args["blocks"]) for call in posts]
    assert {card.screen if card else "open" for card in cards} == {
        "check_in.note",
        "follow_up.month",
        "follow_up.three_days",
        "follow_up.week",
        "request.status",
    }
