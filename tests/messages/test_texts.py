"""Every text of the English catalogue keeps to the rules for words."""

from tests.messages import drawn, rules

# Of what a text stands for a value while it is measured: one word, as most values are.
SOME_VALUE = "Sam"


def texts() -> list[tuple[str, str]]:
    return [
        (key, form.filled(dict.fromkeys(form.placeholders, SOME_VALUE)))
        for key, message in drawn.english().items()
        for form in message.forms.values()
    ]


def test_no_text_says_a_forbidden_word() -> None:
    drawn.none([f"{key}: {word}" for key, text in texts() for word in rules.forbidden(text)])


def test_no_sentence_is_too_long() -> None:
    drawn.none(
        [f"{key}: {sentence}" for key, text in texts() for sentence in rules.long_sentences(text)]
    )


def test_no_text_is_longer_than_a_message_may_be() -> None:
    most = rules.MOST_WORDS_A_MESSAGE
    drawn.none([key for key, text in texts() if len(rules.words_of(text)) > most])


def test_no_number_that_one_could_call_stands_among_the_texts() -> None:
    drawn.none(
        [f"{key}: {number}" for key, text in texts() for number in rules.telephone_numbers(text)]
    )


def test_every_english_plural_has_its_two_forms_and_says_the_count() -> None:
    plurals = {key: each for key, each in drawn.english().items() if each.is_plural}
    assert plurals
    drawn.none([key for key, each in plurals.items() if set(each.forms) != {"one", "other"}])
    drawn.none(
        [key for key, each in plurals.items() if "count" not in each.forms["other"].placeholders]
    )
