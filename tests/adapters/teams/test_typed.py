"""What people write to the app: with and without the slash, misspelt, in a channel."""

import re
import tomllib
from collections.abc import Iterator, Mapping

import pytest

from adapters.teams.typed import Grammar, Typed, written_here
from bot.features import make_registry
from tests.adapters.teams.drawn import ROOT
from tests.some import some

GRAMMAR = Grammar(
    make_registry().commands, [("/care", "support"), ("/care-admin", "support-admin")]
)
BOT = "28:app"


def read(text: str, *mentions: tuple[str, str]) -> Typed:
    entities = [
        {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": user, "name": name}}
        for name, user in mentions
    ]
    return GRAMMAR.read({"text": text, "entities": entities}, BOT)


def every_text(catalogue: object) -> Iterator[str]:
    """Every text of a catalogue, each form of a plural by itself."""
    if isinstance(catalogue, str):
        yield catalogue
    elif isinstance(catalogue, Mapping):
        for one in catalogue.values():
            yield from every_text(one)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("break", "support", ("break",)),
        ("Break 20", "support", ("break", "20")),
        ("/break", "support", ("break",)),
        ("talk peer", "support", ("talk", "peer")),
        ("/support talk peer", "support", ("talk", "peer")),
        ("support", "support", ()),
        ("/care now", "support", ("now",)),
        ("help", "support", ("help",)),
        ("stop", "support", ("stop",)),
        ("No thanks!", "support", ("no", "thanks")),
        ("no", "support", ("no",)),
        ("  mydata\n", "support", ("mydata",)),
        ("claim K7QM", "support", ("claim", "k7qm")),
        ("/support-admin doctor", "support-admin", ("doctor",)),
        ("/care-admin doctor", "support-admin", ("doctor",)),
        ("admin doctor", "support-admin", ("doctor",)),
        ("doctor", "support-admin", ("doctor",)),
        ("pause all", "support-admin", ("pause", "all")),
        ("resume all", "support-admin", ("resume", "all")),
        ("resume", "support", ("resume",)),
        ("activate near_miss unit=icu", "support-admin", ("activate", "near_miss", "unit=icu")),
        ("duty on until 19:00", "support", ("duty", "on", "until", "19:00")),
        ("talk “peer”", "support", ("talk", '"peer"')),
        ("home", "home", ()),
        ("Hello", "home", ()),
        ("", "home", ()),
    ],
)
def test_a_command_is_one_with_and_without_the_slash(
    text: str, name: str, words: tuple[str, ...]
) -> None:
    assert read(text) == Typed(name, words)


@pytest.mark.parametrize(
    "text",
    [
        "I cannot stop thinking about it",
        "my patient in room 4",
        "can somebody call me",
        "doctor Meyer was there too",
        "thank you",
        "no one has called me",
        "not ok",
        "😢",
        "open the door please",
    ],
)
def test_words_that_are_no_command_are_dropped_where_they_came_in(text: str) -> None:
    assert read(text) == Typed("say")


@pytest.mark.parametrize("text", ["breka", "setings", "cirisis", "mydatta", "snoose 3d"])
def test_a_slip_of_the_pen_is_asked_back(text: str) -> None:
    assert read(text) == Typed("support", tuple(text.split()))


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("Just type /support.", "Just type support."),
        ("Type /support at any time.", "Type support at any time."),
        ("type /support resume. Or not.", "type resume. Or not."),
        ("/support talk, talk peer", "talk, talk peer"),
        ("/support-admin help.", "admin help."),
        ("report something: /support-admin.", "report something: admin."),
        ("https://our.example/support now", "https://our.example/support now"),
    ],
)
def test_a_text_says_what_is_typed_here(text: str, here: str) -> None:
    assert written_here(text) == here


def test_every_command_that_a_text_names_is_read_as_the_same_without_its_slash() -> None:
    named = {
        found[0]
        for text in every_text(tomllib.loads((ROOT / "messages" / "en.toml").read_text("utf-8")))
        for found in re.finditer(r"/support(?:-admin)?(?: [a-z]+)?", text)
    }
    # What help says is typed comes from the commands themselves.
    helped = [each for each in make_registry().commands.values() if each.line]
    named |= {f"/{each.begins_with} {each.words.split()[0]}" for each in helped}
    assert len(named) > 30
    for command in some(named):
        with_slash, here = read(command), read(written_here(command))
        if with_slash != here:
            # More follows that is no command: "/support at any time".
            assert here == Typed("say"), command
            assert written_here(command).startswith("support "), command


def test_the_apps_own_mention_is_no_word() -> None:
    assert read("<at>Peer Support</at> break 10", ("Peer Support", BOT)) == Typed(
        "support", ("break", "10")
    )
    assert read("<at>Peer Support</at>&nbsp;", ("Peer Support", BOT)) == Typed("home")


def test_whoever_is_named_stands_in_the_words_as_a_sign() -> None:
    found = read("<at>App</at> colleague <at>Ann</at>", ("App", BOT), ("Ann", "29:1"))
    assert found == Typed("support", ("colleague", "@"), ("29:1",))


def test_two_people_of_one_name_are_two() -> None:
    found = read("colleague <at>Ann</at> <at>Ann</at>", ("Ann", "29:1"), ("Ann", "29:2"))
    assert found.users == ("29:1", "29:2")


def test_a_mention_nobody_stands_behind_is_none() -> None:
    assert read("colleague <at>Ann</at>") == Typed("support", ("colleague",))


@pytest.mark.parametrize("entities", [None, 7, [None], [{"type": "mention"}], [{"mentioned": 7}]])
def test_entities_of_odd_kinds_do_no_harm(entities: object) -> None:
    assert GRAMMAR.read({"text": "break", "entities": entities}, BOT) == Typed(
        "support", ("break",)
    )


def test_a_picture_is_no_wish_for_home() -> None:
    picture = {"contentType": "image/*", "contentUrl": "https://example.org/x"}
    assert GRAMMAR.read({"text": "", "attachments": [picture]}, BOT) == Typed("say")
    shown = {"contentType": "text/html", "content": "<p></p>"}
    assert GRAMMAR.read({"text": "", "attachments": [shown, None]}, BOT) == Typed("home")
