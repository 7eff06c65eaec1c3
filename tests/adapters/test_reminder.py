"""The lines for a hospital's incident form and its harm reviews."""

from argparse import Namespace
from html.parser import HTMLParser

import pytest

from adapters.commands.poster import reminder
from adapters.poster import UnknownLanguageError
from adapters.reminder import Typed, as_html, as_text, reminders
from tests.some import some

NEVER = ("error", "mistake", "fault", "blame", "victim", "culpa", "víctima")
LINK = "https://slack.com/app_redirect?app=A1&team=T1"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs)["href"])


def test_the_form_says_how_to_get_support_and_the_review_how_to_ask_for_the_team() -> None:
    form, review = reminders(["en"], Typed("/help", "/help-admin"))
    assert "type /help in" in form.text
    assert "type /help-admin activate:" in form.text
    assert "type /help-admin review in" in review.text
    assert "leave out the patient" in form.text


def test_every_language_has_both_and_no_word_that_wounds() -> None:
    found = reminders([], Typed())
    assert len(found) == 4
    for each in some(found):
        assert "{" not in each.text
        assert not [word for word in NEVER if word in each.text.casefold()]


def test_a_link_opens_the_app_in_text_and_in_html() -> None:
    found = reminders(["es"], Typed())
    assert as_text(found, LINK).count(f"Abrir la aplicación: {LINK}") == 2
    assert LINK not in as_text(found)
    links = Links()
    links.feed(as_html(found, LINK))
    assert links.found == [LINK, LINK]
    links = Links()
    links.feed(as_html(found))
    assert links.found == []


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownLanguageError, match="en, es"):
        reminders(["xx"], Typed())


async def test_a_link_that_would_run_something_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = Namespace(link="javascript:alert(1)", language=[], html=True)
    assert await reminder(asked) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert "https://" in written.err
