"""The page for a hospital's own reviewers, which ``make review`` builds."""

from pathlib import Path

import pytest

from tests.messages import drawn, review


@pytest.mark.branch("03.20")
def test_the_page_is_written_with_every_screen_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review.main([], tmp_path / "REVIEW.md")
    assert f"{tmp_path / 'REVIEW.md'} is written." in capsys.readouterr().out
    page = (tmp_path / "REVIEW.md").read_text("utf-8")
    names = {drawn.name_of(screen) for screen in drawn.screens()}
    assert names
    drawn.none([name for name in sorted(names) if f"`{name}`" not in page])


def test_the_page_is_printed_in_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    review.main(["es"])
    page = capsys.readouterr().out
    assert drawn.words("es")("home.menu.text") in page
    assert drawn.words("en")("home.menu.text") not in page
