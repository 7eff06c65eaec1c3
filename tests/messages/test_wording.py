"""How tests name a text: whole, or the stretch that none of the missing values interrupts."""

import pytest

from tests.wording import phrase


def test_a_text_is_said_with_its_values() -> None:
    assert phrase("programme.finding.lists_late", names="ICU").endswith(": ICU.")


def test_without_its_values_it_is_the_longest_stretch_between_them() -> None:
    key = "support_requests.waiting.line"
    assert phrase(key, hours="day and night") in phrase(
        key, name="a line", hours="day and night", number="988"
    )
    assert "{" not in phrase(key, hours="day and night")


def test_a_given_value_is_part_of_the_stretch() -> None:
    assert phrase("core.line", name="988 Lifeline").endswith("988 Lifeline")


def test_a_count_chooses_the_form() -> None:
    one, more = (
        phrase("programme.people.more_units", count=1),
        phrase("programme.people.more_units"),
    )
    assert one != more


def test_another_language_says_it_otherwise() -> None:
    assert phrase("home.menu.text", "es") != phrase("home.menu.text")


def test_values_that_do_not_stand_together_are_refused() -> None:
    with pytest.raises(ValueError, match="do not stand together"):
        phrase("support_requests.overview.line", code="ABCD", age="an hour")


def test_an_unknown_key_or_value_is_refused() -> None:
    with pytest.raises(KeyError):
        phrase("core.nothing")
    with pytest.raises(KeyError):
        phrase("core.gone", name="Sam")
