"""The practice page is in the hospital's language, whatever that is."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adapters.practice.app import BENCH
from adapters.practice.bench import TEXTS, page
from adapters.practice.scenarios import SCENARIOS
from tests.adapters.practice.followers import Follower
from tests.adapters.practice.rooms import open_room
from tests.messages import drawn, pseudo

PAGE = Path(__file__).parents[3] / "adapters" / "practice" / "page"
READ_ALOUD = ("aria-label", "placeholder", "title", "alt")
LITERAL = re.compile(r'"([^"\n]*)"|`([^`\n]*)`')
GAP = re.compile(r"\$\{[^}]*\}")
LIKE_WORDS = re.compile(r"^[A-Z][a-z]+( |$)|[a-z]{2,} [a-z]{2,} [a-z]{2,}|[a-z] .*[.?!]$")
"""How a text for people looks in a script: a capital, some words, a full stop."""
NO_TEXTS = {"small quiet lock-hint", "Event", "FIELDSET", "More actions"}
"""The last one is on the stage alone, where Slack and Teams are shown as they are."""


class Words(HTMLParser):
    """Collects what a page says: its texts, and what is read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given["lang"] or ""
        self.said += [text for name in READ_ALOUD if (text := given.get(name))]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(data.strip())


def read(html: str) -> Words:
    words = Words()
    words.feed(html)
    return words


def test_the_page_has_no_text_that_is_not_translated() -> None:
    shown = read(page(pseudo.pseudo_words())).said
    assert len(shown) > 40
    drawn.none([text for text in shown if not pseudo.ACCENTED & set(text)])


def literals(script: Path) -> Iterator[str]:
    for line in script.read_text("utf-8").splitlines():
        if line.lstrip().startswith("//"):
            continue
        for plain, filled in LITERAL.findall(line):
            yield GAP.sub("", plain or filled)


def looks_like_words(literal: str) -> bool:
    return bool(LIKE_WORDS.search(literal)) and literal not in NO_TEXTS


@pytest.mark.parametrize("script", BENCH)
def test_no_script_of_the_page_has_words_of_its_own(script: str) -> None:
    found = literals(PAGE / f"{script}.js")
    drawn.none([literal for literal in found if looks_like_words(literal)])


@pytest.mark.parametrize(
    "text", ["Show me", "Pause", "Only Sam sees this.", "All rows: ", "the next thing here"]
)
def test_words_in_a_script_are_found(text: str) -> None:
    assert looks_like_words(text)


@pytest.mark.parametrize("script", BENCH)
def test_every_text_that_a_script_asks_for_is_there(script: str) -> None:
    asked = re.findall(r'\btext\("([\w.]+)"', (PAGE / f"{script}.js").read_text("utf-8"))
    drawn.none([name for name in asked if name not in TEXTS])


async def test_in_a_spanish_hospital_page_story_and_messages_are_spanish(tmp_path: Path) -> None:
    spanish, english = drawn.words("es"), drawn.words()
    async with open_room(tmp_path, language="es") as opened:
        for address in ("/play", "/"):
            async with opened.session.get(opened.url + address) as response:
                assert read(await response.text()).language == "es"
        state = await opened.state()
        titles = {english(scenario.title) for scenario in SCENARIOS.values()}
        assert not titles & {one["title"] for one in state["scenarios"]}
        sam = next(one for one in state["people"] if one["user"] == "sam")
        assert (sam["language"], sam["profession"]) == ("es", spanish.translate("nurse"))
        assert sam["unit_name"] == "Terapia intensiva"
        follower = Follower(opened)
        await follower.follows_to_the_end()
        (first, *_), last = follower.told, follower.told[-1]
        assert first.startswith(spanish("practice.story.note.happened"))
        assert last.startswith(spanish("practice.story.forgotten.happened", name="Sam"))
        cards = [message.card for message in opened.room.workspace.conversations["@sam"].values()]
        assert {card.language for card in cards} == {"es"}
