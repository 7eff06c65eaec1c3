"""How short the ways to help are: taps and words, counted on the drawn screens by pressing them.

Labels of buttons, counsel's own words and the support line below each card do not count as words;
opening the message itself is no tap.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Answer, Ask, Replace
from bot.core.people import Person
from bot.core.screens import Card, Form
from bot.core.storage import Work, in_one_work
from tests.bot.requests.hospital import take
from tests.messages import drawn, rules
from tests.wording import phrase
from tests.world import World, text_of

MOST_TAPS = 3
MOST_WORDS = 150
MOST_WORDS_OF_THE_NOTE = 50
LANGUAGES = ["en", "es"]


class Way:
    """Somebody's way from one screen to the next, by the buttons that stand on it."""

    def __init__(self, world: World, language: str, note: Card) -> None:
        self.world, self.language = world, language
        self.now: Card | Form = note
        self.read: list[Card | Form] = [note]
        self.taps = 0

    async def tap(self, label: str) -> None:
        """Press the button that reads so, and see what it shows."""
        assert isinstance(self.now, Card)
        (button,) = [b for b in self.now.all_buttons if b.label == phrase(label, self.language)]
        self.taps += 1
        self.see(await self.world.press("sam", button.action, button.subject))
        await self.world.settle()

    def see(self, answer: Answer) -> None:
        assert isinstance(answer, Ask | Replace), answer
        self.sees(answer.form if isinstance(answer, Ask) else answer.card)

    def sees(self, screen: Card | Form) -> None:
        self.now = screen
        self.read.append(screen)


async def first_note(language: str) -> Way:
    """Sam has a first note, in this language, and Pat and Imani are on duty."""
    world = await World.make()
    for user in ("pat", "imani"):
        await world.command(user, "/support duty on")
    if language != "en":
        await in_one_work(world.storage, lambda work: speaks(work, world.people["sam"], language))
    form = await world.command("lena", "/support-admin activate")
    told = {"kind": "unexpected_death", "harm": "death", "unit": "icu"}
    at = {"day": "2026-03-02", "time": "08:30"}
    await world.submit("lena", await world.submit("lena", form, people=("sam",), **told, **at))
    await world.pass_time(timedelta(hours=2))
    note = world.sees("sam").last
    assert note.screen == "check_in.note"
    return Way(world, language, note)


async def speaks(work: Work, reference: str, language: str) -> None:
    person = await work.of(Person).get(reference)
    assert person is not None
    await work.save(replace(person, locale=language, from_playbook=("locale",)))


async def to_a_peers_name(language: str) -> Way:
    way = await first_note(language)
    await way.tap("check_in.button.talk")
    await way.tap("supports.peer.ask")
    assert isinstance(way.now, Card)
    await take(way.world, "pat", way.now.subject)
    way.sees(way.world.sees("sam").last)
    await way.tap("support_requests.button.who")
    return way


def words(screens: Iterable[Card | Form]) -> int:
    return sum(rules.length(each, drawn.line_text(), drawn.counsels()) for each in screens)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_first_note_to_a_peers_name_are_three_taps(language: str) -> None:
    way = await to_a_peers_name(language)
    assert "Pat Okafor" in text_of(way.now)
    assert way.taps <= MOST_TAPS


async def test_from_the_first_note_to_a_peers_name_are_150_words() -> None:
    way = await to_a_peers_name("en")
    assert [each.screen for each in way.read if isinstance(each, Card)] == [
        "check_in.note",
        "check_in.options",
        "request.status",
        "request.status",
    ]
    told = "\n\n".join(rules.prose(each, drawn.line_text()) for each in way.read)
    assert words(way.read) <= MOST_WORDS, told


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_chaplain_is_asked_in_three_taps(language: str) -> None:
    way = await first_note(language)
    await way.tap("check_in.button.talk")
    await way.tap("supports.chaplain.ask")
    assert way.taps <= MOST_TAPS
    (card,) = way.world.sees("#chaplains").messages.values()
    assert card.screen == "request.claim_card"


async def test_the_first_note_is_fifty_words_and_three_buttons() -> None:
    way = await first_note("en")
    assert isinstance(way.now, Card)
    assert words([way.now]) <= MOST_WORDS_OF_THE_NOTE
    assert [each.label for each in way.now.main_buttons] == [
        phrase("check_in.button.break"),
        phrase("check_in.button.talk"),
        phrase("check_in.button.no_thanks"),
    ]
    assert [each.label for each in way.now.small_buttons] == [phrase("check_in.button.more")]


async def test_that_the_name_is_seen_stands_before_the_press_that_shows_it() -> None:
    way = await first_note("en")
    assert phrase("support_requests.ways.consent_within") not in text_of(way.now)
    await way.tap("check_in.button.talk")
    assert phrase("support_requests.ways.consent_within") in text_of(way.now)
