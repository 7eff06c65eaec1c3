"""Every other language keeps to the rules for words, on every screen it is drawn on.

The rules are the English ones; what they look for in a language stands in ``tongues.py``.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from adapters.catalogue import COUNT, PHRASES, Message, load_catalogues
from bot.check_ins.names import NOTE
from tests.bot.check_ins.samples import SIGNED
from tests.messages import drawn, rules, tongues
from tests.messages.test_samples import HOLDS_MORE, SHOWS_VALUES
from tests.messages.test_texts import SOME_VALUE
from tests.messages.untranslated import untranslated

LANGUAGES = sorted(load_catalogues().keys() - {"en"})
every_language = pytest.mark.parametrize("language", LANGUAGES)

# A Spanish sentence needs about a fifth more words to say the same: "de", "que", "la".
MOST_WORDS_A_SENTENCE = 24
MOST_WORDS_A_MESSAGE = 108
# Fernández Huerta's index: from 60 on it is what eight years of school read, as in English.
LEAST_EASE = 60.0
# Lines of the playbook, which has one language.
AS_TYPED = re.compile(r"(setup|group)\.line\.|platform\..+\.channel")
MOMENTS = [datetime(2026, month, 3, hour, tzinfo=UTC) for month in range(1, 13) for hour in (3, 18)]


def theirs(language: str) -> Mapping[str, Message]:
    """The texts of a language, but for those that are said in English."""
    english = drawn.english()
    return {
        key: message
        for key, message in drawn.catalogue(language).items()
        if message is not english.get(key) and not key.startswith(PHRASES)
    }


def texts(language: str) -> list[tuple[str, str]]:
    return [
        (key, form.filled(dict.fromkeys(form.placeholders, SOME_VALUE)))
        for key, message in theirs(language).items()
        for form in message.forms.values()
    ]


def test_there_is_spanish() -> None:
    assert "es" in LANGUAGES


def test_every_language_has_its_rules() -> None:
    assert tongues.TONGUES.keys() >= {"en", *LANGUAGES}


def test_every_text_is_translated() -> None:
    drawn.none([f"{language}: {key}" for language, keys in untranslated().items() for key in keys])


@every_language
def test_no_value_is_lost(language: str) -> None:
    lost = []
    for key, message in theirs(language).items():
        for form in message.forms.values():
            # "One person" may be said without its figure.
            given = form.placeholders | {COUNT}
            lost += [f"{key}: {name}" for name in message.expects - given]
    drawn.none(lost)


@every_language
def test_a_plural_says_the_count_in_its_general_form(language: str) -> None:
    plurals = {key: each for key, each in theirs(language).items() if each.is_plural}
    drawn.none([k for k, each in plurals.items() if COUNT not in each.forms["other"].placeholders])
    drawn.none([key for key, each in plurals.items() if "one" not in each.forms])


@every_language
def test_no_text_is_left_as_it_was_in_english(language: str) -> None:
    """A sentence that is the same in both was forgotten; a name or a single word may be."""
    english = drawn.english()
    drawn.none(
        [
            key
            for key, message in theirs(language).items()
            if message.forms == english[key].forms
            and not AS_TYPED.match(key)
            and len(rules.words_of(message.forms["other"].plain)) > 1
        ]
    )


@every_language
def test_no_text_says_a_forbidden_word(language: str) -> None:
    tongue = tongues.TONGUES[language]
    drawn.none(
        [f"{k}: {word}" for k, text in texts(language) for word in rules.forbidden(text, tongue)]
    )


@every_language
def test_no_sentence_is_too_long(language: str) -> None:
    line = drawn.line_text(language)
    said = [text for _, text in texts(language)]
    said += [rules.prose(screen, line) for screen in drawn.screens(language)]
    drawn.none(
        [
            sentence
            for text in said
            for sentence in rules.sentences(text)
            if len(rules.words_of(sentence)) > MOST_WORDS_A_SENTENCE
        ]
    )


@every_language
def test_no_message_is_too_long(language: str) -> None:
    line, counsels = drawn.line_text(language), drawn.counsels(language)
    drawn.none(
        [
            f"{name}: {words} words"
            for screen in drawn.screens(language)
            if (name := drawn.name_of(screen)) not in HOLDS_MORE
            and (words := rules.length(screen, line, counsels)) > MOST_WORDS_A_MESSAGE
        ]
    )


def test_no_message_in_spanish_is_hard_to_read() -> None:
    drawn.none(
        [
            f"{key}: {ease(text):.0f}: {text}"
            for key, text in texts("es")
            if len(rules.words_of(text)) >= rules.FEWEST_WORDS_TO_GRADE and ease(text) < LEAST_EASE
        ]
    )


def ease(text: str) -> float:
    """How easy a Spanish text is by Fernández Huerta: 100 is easiest."""
    words = rules.words_of(text)
    a_word = sum(spanish_syllables(word) for word in words) / len(words)
    return 206.84 - 60 * a_word - 1.02 * len(words) / len(rules.sentences(text))


def spanish_syllables(word: str) -> int:
    """Groups of vowels; two strong ones, or an accented weak one, are two."""
    letters = re.sub(r"qu|gu(?=[ei])", "q", word.casefold())
    groups = re.findall(r"[aeiouáéíóúü]+|(?<=[^aeiouáéíóú])y\b", letters)
    hiatus = re.compile(r"(?<=[aeoáéóíú])(?=[aeoáéóíú])|(?<=[aeoíú])(?=[íú])")
    return max(1, sum(1 + len(hiatus.findall(group)) for group in groups))


@pytest.mark.parametrize(
    ("word", "count"),
    [("pausa", 2), ("quién", 1), ("día", 2), ("todavía", 4), ("guardia", 2), ("leer", 2), ("y", 1)],
)
def test_spanish_syllables_are_counted(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_an_officials_spanish_is_hard_to_read() -> None:
    hard = (
        "La institución implementará oportunamente los procedimientos organizacionales"
        " correspondientes, considerando las responsabilidades administrativas establecidas."
    )
    assert ease(hard) < LEAST_EASE


@every_language
def test_every_note_ends_with_the_lines_number(language: str) -> None:
    number = drawn.LINES.all[0].number
    notes = drawn.cards("note", language=language)
    drawn.none([c.screen for c in notes if rules.lacks_line(c, number)])


@every_language
def test_every_note_has_a_way_out(language: str) -> None:
    line, tongue = drawn.line_text(language), tongues.TONGUES[language]
    notes = drawn.cards("note", language=language)
    offenders = [card for card in notes if rules.lacks_way_out(card, line, tongue)]
    drawn.none([f"{c.screen}: {rules.prose(c, line)}" for c in offenders])


@every_language
def test_no_preview_tells_a_passer_by_what_it_is_about(language: str) -> None:
    tongue = tongues.TONGUES[language]
    posted = drawn.cards("note", "card", "channel", language=language)
    drawn.none([c.preview for c in posted if rules.telling(c.preview, tongue)])


@every_language
def test_no_posted_card_names_anyone_but_its_reader(language: str) -> None:
    tongue, known = tongues.TONGUES[language], known_words(language)
    # Of the first message alone, a peer lead's name is part of the hospital's own text.
    signed = known | rules.vocabulary([SIGNED])
    private = drawn.cards("note", "card", language=language)
    drawn.none(
        [
            f"{card.screen}: {', '.join(found)}"
            for card in private
            if card.screen not in SHOWS_VALUES
            and (found := rules.strangers(card, signed if card.screen == NOTE else known, tongue))
        ]
    )
    shared = drawn.cards("channel", language=language)
    drawn.none(
        [f"{c.screen}: {found}" for c in shared if (found := rules.strangers(c, known, tongue))]
    )
    drawn.none([card.screen for card in shared if rules.greets(card, tongue)])


def known_words(language: str) -> frozenset[str]:
    """All words of the language, of the lines, of the playbook, of commands, and of times."""
    # The playbook and its keys speak English.
    both = [*drawn.catalogue(language).values(), *drawn.english().values()]
    ours = [form.plain for each in both for form in each.forms.values()]
    spoken = drawn.words(language)
    times = [spoken.day_and_time(moment) for moment in MOMENTS]
    return rules.vocabulary(ours + drawn.words_of_the_hospital() + times)
