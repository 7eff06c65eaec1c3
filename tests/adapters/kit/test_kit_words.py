"""The words of the kit: every language has all of them, and none says more than is true."""

import re
from dataclasses import replace
from string import Formatter

import pytest

from adapters.kit import KitWords, chosen_words
from adapters.kit.sheets import chat_post, mail_post
from adapters.packaged import table_of
from adapters.poster import papers
from tests.adapters.kit.some_kit import EAP, KIT, SLACK, TEAMS
from tests.adapters.test_poster import GENDERED, PORTUGAL
from tests.messages.rules import FORBIDDEN

ALL = chosen_words([])
LANGUAGES = [words.card.code for words in ALL]


def texts_of(words: KitWords) -> list[str]:
    sections = (words.ask, words.how, words.private, words.unasked)
    plain = (words.scan, words.now, words.slide, words.new, words.subject)
    others = (words.hello, words.open, words.type, words.sender)
    titled = [text for each in sections for text in (each.title, *each.lines)]
    return [*plain, *others, *titled]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_of_the_card_has_a_kit() -> None:
    assert list(papers()) == LANGUAGES


@pytest.mark.parametrize("words", ALL, ids=LANGUAGES)
def test_every_language_says_the_same_things(words: KitWords) -> None:
    english = texts_of(ALL[0])
    said = texts_of(words)
    assert [text for text in said if not text.strip()] == []
    assert [placeholders(text) for text in said] == [placeholders(text) for text in english]


@pytest.mark.parametrize("words", ALL, ids=LANGUAGES)
def test_no_kit_takes_its_reader_for_a_man_or_a_woman(words: KitWords) -> None:
    gendered = GENDERED.get(words.card.code, r"(?!)")
    # "Only those who" speaks of nobody's sex.
    said = [text.replace("solo quienes", "quienes") for text in texts_of(words)]
    assert [text for text in said if re.search(gendered, text)] == []


def test_the_portuguese_is_brazilian() -> None:
    (words,) = chosen_words(["pt"])
    assert [text for text in texts_of(words) if re.search(PORTUGAL, text)] == []


PROMISED = (
    r"confiden|vertraulich|конфиденциальн|保密|سري|anonym|anónim|анонимн|匿名|مجهول"
    r"|\bnever\b|\bnunca\b|\bjamais\b|\bniemals\b|никогда|从不|أبدًا|không bao giờ|kailanman"
    r"|100 ?%"
)


@pytest.mark.parametrize("words", ALL, ids=LANGUAGES)
def test_no_kit_promises_what_cannot_be_kept(words: KitWords) -> None:
    assert [text for text in texts_of(words) if re.search(PROMISED, text, re.IGNORECASE)] == []


def test_no_kit_says_a_word_that_wounds() -> None:
    (english,) = chosen_words(["en"])
    said = " ".join(texts_of(english)).casefold()
    assert [word for word in FORBIDDEN if re.search(rf"\b{re.escape(word)}\b", said)] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_stays_private_is_said_as_the_app_says_it(language: str) -> None:
    (words,) = chosen_words([language])
    facts = table_of("messages", f"{language}.toml")["fact"]
    assert {facts["names"], facts["copies"]} <= set(words.private.lines)


@pytest.mark.parametrize("words", ALL, ids=LANGUAGES)
def test_a_post_says_the_app_its_links_and_the_way_out(words: KitWords) -> None:
    chat, mail = chat_post(KIT, words), mail_post(KIT, words)
    for post in (chat, mail):
        assert "{" not in post
        assert KIT.app in post
        assert KIT.typed in post
        assert SLACK.link in post
        assert TEAMS.link in post
        assert words.unasked.lines[1] in post
    assert EAP.number in mail
    assert mail.splitlines()[0] == words.subject.format(app=_in_its_direction(KIT.app, words))


def _in_its_direction(name: str, words: KitWords) -> str:
    return f"\u2066{name}\u2069" if words.card.right_to_left else name


def test_a_post_without_a_link_says_what_to_type() -> None:
    (words,) = chosen_words(["en"])
    post = chat_post(replace(KIT, ways=()), words)
    assert post.endswith("To see what there is, type /support.\n")


def test_where_platforms_are_asked_in_different_ways_each_is_named_with_its_own() -> None:
    (words,) = chosen_words(["en"])
    assert KIT.commands == ("/support\u00a0(Slack)", "support\u00a0(Teams)")
    assert "type /support\u00a0(Slack), support\u00a0(Teams)." in chat_post(KIT, words)
    assert chat_post(replace(KIT, ways=(TEAMS,)), words).count("type support.") == 1
    same = replace(KIT, ways=(SLACK, replace(TEAMS, typed="/support")))
    assert same.commands == ("/support",)
