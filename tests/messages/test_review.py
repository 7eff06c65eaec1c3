"""The page for a hospital's own reviewers."""

from tests.messages import drawn, review


def test_the_page_for_reviewers_is_up_to_date() -> None:
    assert review.PAGE.read_text("utf-8") == review.page(), "make review"


def test_every_screen_is_on_it() -> None:
    page = review.page()
    names = {drawn.name_of(screen) for screen in drawn.screens()}
    drawn.none([name for name in sorted(names) if f"`{name}`" not in page])
