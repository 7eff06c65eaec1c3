"""What the site does with links that leave its pages."""

from mkdocs_hooks import without_links_out
from tests.docs.pages import DOCS


def test_a_link_to_a_file_of_the_repository_becomes_its_name() -> None:
    here = DOCS / "it"
    drawn = without_links_out("See [SECURITY.md](../../SECURITY.md#a-part).", here, DOCS)
    assert drawn == "See `SECURITY.md`."
    drawn = without_links_out("[The rules](../../deploy/monitoring/alerts.yml)", here, DOCS)
    assert drawn == "The rules (`deploy/monitoring/alerts.yml`)"


def test_other_links_stay_so_that_a_dead_one_fails_the_build() -> None:
    for text in ("[a](keys.md#keep-it)", "[b](../../no-such-file.md)", "[c](https://a.example/x)"):
        assert without_links_out(text, DOCS / "it", DOCS) == text
