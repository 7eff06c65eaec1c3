"""The rules themselves: a bad example of each is reported, a good one is not."""

import pytest

from bot.core.names import Action, Dialog, Screen
from bot.core.screens import Button, Card, Form, Items, Small, Text
from tests.messages import drawn, rules

LINE = "Need someone now? The line: 988."
FIRST_NOTE = (
    "Hi Sam. After something hard on a shift, I write to those who may have been there."
    " If you don't need anything, you can ignore this."
)
HARD = (
    "Organisational representatives will subsequently communicate additional recommendations"
    " regarding professional counselling opportunities."
)


def card(*texts: str, preview: str = "A private note.", actions: tuple[str, ...] = ()) -> Card:
    buttons = tuple(Button(Action(action), f"Button {n}") for n, action in enumerate(actions))
    return Card(Screen("x"), "", preview, tuple(Text(text) for text in texts), buttons)


def form(*parts: Text | Small | Items) -> Form:
    return Form(Dialog("x"), "", "A title", "Close", parts)


# ---- words ----


@pytest.mark.parametrize("word", rules.FORBIDDEN)
def test_each_forbidden_word_is_reported(word: str) -> None:
    assert word in rules.forbidden(f"It is said that {word} here.")
    assert word in rules.forbidden(f"{word.capitalize()}, it says.")


def test_a_forbidden_word_is_reported_in_the_plural_and_across_lines() -> None:
    assert rules.forbidden("Two mistakes.") == ["mistake"]
    assert rules.forbidden("The second\nvictims") == ["second victim", "victim"]
    assert rules.forbidden("You haven’t responded.") == ["you haven't responded"]


def test_a_word_that_only_holds_a_forbidden_one_is_fine() -> None:
    assert rules.forbidden("Suitcases, casework, terrors, default, mustard, incidentally") == []


@pytest.mark.parametrize("sign", ["🙂", "❤️", "✓", "👍🏽", "1️⃣"])
def test_an_emoji_is_reported(sign: str) -> None:
    assert rules.forbidden(f"Well done {sign}") != []


def test_an_exclamation_index_is_reported() -> None:
    assert rules.forbidden("Take care!") == ["an exclamation mark"]


def test_plain_signs_are_fine() -> None:
    assert rules.forbidden("A · B – C … “quoted”, 10 %? Zoë's: (yes); 50+") == []


# ---- length ----


def test_a_sentence_of_twenty_one_words_is_reported_and_one_of_twenty_is_not() -> None:
    twenty = " ".join(["word"] * 20)
    assert rules.long_sentences(f"{twenty}. {twenty}? {twenty}\n{twenty}") == []
    assert rules.long_sentences(f"Short. {twenty} more.") == [f"{twenty} more."]


def test_an_hour_does_not_end_a_sentence() -> None:
    assert len(rules.sentences("We answer by 8 a.m. on each day. Then not.")) == 2


def test_all_paragraphs_of_a_card_count_and_its_line_and_buttons_do_not() -> None:
    drawn_card = card("one two", "three", LINE, actions=("a", "b"))
    assert rules.length(drawn_card, LINE) == 3
    assert rules.length(card(*["ten words " * 5] * 9, "more"), LINE) == 91
    listed = Card(Screen("x"), "", "p", (Text("one"), Items(("two three", "four"))))
    assert rules.length(listed, LINE) == 4


def test_lists_in_a_dialog_do_not_count_as_words_of_ours() -> None:
    people = form(Text("one two"), Items(("Ada Bo", "Cy Dee")), Text("Ada · Bo · Cy"), Small("end"))
    assert rules.length(people, LINE) == 3


# ---- grade ----


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("like", 1),
        ("table", 2),
        ("someone", 2),
        ("cover", 2),
        ("worker", 2),
        ("988", 1),
        ("via", 1),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert rules.syllables(word) == count


def test_syllables_are_the_larger_of_hyphens_and_vowels() -> None:
    # Hyphenation never parts a single letter; vowel groups do not part two vowels.
    assert rules.syllables("again") == 2
    assert rules.syllables("situation") >= 4


def test_a_plain_text_has_a_low_grade_and_an_officials_a_high_one() -> None:
    assert rules.grade(FIRST_NOTE) < 4
    assert rules.grade(HARD) > 20
    assert rules.is_above(HARD, rules.HIGHEST_GRADE)
    assert not rules.is_above(FIRST_NOTE, rules.HIGHEST_GRADE)


def test_a_few_words_are_not_graded() -> None:
    assert not rules.is_above("Organisational representatives.", rules.HIGHEST_GRADE)


# ---- notes ----


def test_a_note_without_the_lines_number_is_reported() -> None:
    assert rules.lacks_line(card("Hi Sam."), "988")
    assert rules.lacks_line(card("Call 98812."), "988")
    assert not rules.lacks_line(card("Hi Sam.", LINE), "988")


def test_a_number_that_only_a_button_shows_is_no_text() -> None:
    shown = Card(Screen("x"), "", "p", (Text("Hi."),), (Button(Action("a"), "Call 988"),))
    assert rules.lacks_line(shown, "988")


def test_a_note_without_a_way_out_is_reported() -> None:
    assert rules.lacks_way_out(card("Would a break help?", actions=("check_in.break",)))
    assert rules.lacks_way_out(card("It has been three days.", LINE), LINE)


def test_a_note_may_be_left_by_a_button_or_by_a_sentence() -> None:
    assert not rules.lacks_way_out(card("A break?", actions=("check_in.no_thanks",)))
    assert not rules.lacks_way_out(card("If not, you can ignore this."))
    assert not rules.lacks_way_out(card("You do not have to answer."))
    assert not rules.lacks_way_out(card("There is nothing you need to do."))


# ---- previews ----


@pytest.mark.parametrize(
    "preview",
    [
        "After the event",
        "Take a break",
        "Peer support",
        "Someone to talk with",
        "How do you feel?",
        "A hard day",
        "The chaplain",
        "A patient died",
    ],
)
def test_a_telling_preview_is_reported(preview: str) -> None:
    assert rules.telling(preview) != []


def test_a_neutral_preview_is_fine() -> None:
    assert rules.telling("A private note. No reply needed.") == []


# ---- names ----


def strangers(*texts: str) -> list[str]:
    known = rules.vocabulary(["Hi. Someone can cover you at AM. Take care, and press."])
    return rules.strangers(card(*texts, preview="Someone"), known)


def test_a_second_name_in_a_card_is_reported() -> None:
    assert strangers("Hi Sam. Odum can cover you.") == ["odum"]
    assert strangers("Hi Sam. Hi Zoë.") == ["sam", "zoë"]
    assert strangers("Odum can cover you.") == ["odum"]


def test_a_name_in_a_preview_or_on_a_button_is_reported() -> None:
    known = rules.vocabulary(["cover"])
    shown = Card(Screen("x"), "", "Odum", (Text("Cover"),), (Button(Action("a"), "Cover Quist"),))
    assert rules.strangers(shown, known) == ["odum", "quist"]


def test_the_readers_own_first_name_is_fine_and_so_are_times() -> None:
    assert strangers("Hi Zoë. Someone can cover you at 2:45.", "Take care, Zoë.") == []


def test_a_greeting_is_seen() -> None:
    assert rules.greets(card("Hi Sam. Press.")) == ["Sam"]
    assert rules.greets(card("Someone can cover.")) == []


# ---- numbers ----


@pytest.mark.parametrize("text", ["Call 988.", "+1 (555) 010-0199", "555 0100", "0800 1111222"])
def test_a_number_one_could_call_is_reported(text: str) -> None:
    assert rules.telephone_numbers(text) != []


@pytest.mark.parametrize("text", ["After 3 minutes", "until 19:00", "60 days", "K7QM", "26 weeks"])
def test_a_number_of_minutes_is_no_telephone_number(text: str) -> None:
    assert rules.telephone_numbers(text) == []


# ---- what is drawn ----


def test_samples_of_every_kind_are_drawn() -> None:
    assert {"note", "card", "form", "channel", "page"} == {
        sample.kind for sample in drawn.samples()
    }


def test_an_oddly_long_value_is_cut_before_a_text_is_measured() -> None:
    name = "Zoë " + "very " * 50
    said = drawn.words()
    assert said("programme.finding.lists_late", names=name).endswith(": Zoë.")
    assert said("programme.finding.lists_late", names="Two Lists").endswith(": Two Lists.")


def test_offenders_are_listed_one_a_line() -> None:
    with pytest.raises(pytest.fail.Exception, match="a\nb"):
        drawn.none(["a", "b", "a"])
    drawn.none([])


def test_the_words_of_counsel_do_not_count_among_ours() -> None:
    told = card("one two", "A peer keeps it private. They may have to tell.")
    assert rules.length(told, LINE, ("A peer keeps it private.",)) == 2 + 5
