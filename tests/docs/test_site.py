"""What the site does with links that leave its pages."""

from mkdocs_hooks import without_links_out
from tests.docs.pages import DOCS
from tests.some import some


def test_a_link_to_a_file_of_the_repository_becomes_its_name() -> None:
    here = DOCS / "it"
    drawn = without_links_out("See [SECURITY.md](../../SECURITY.md#a-part).", here, DOCS)
    assert drawn == "See `SECURITY.md`."
    drawn = without_links_out("[The image](../../deploy/Containerfile)", here, DOCS)
    assert drawn == "The image (`deploy/Containerfile`)"


def test_other_links_stay_so_that_a_dead_one_fails_the_build() -> None:
    for text in some(
        ("[a](keys.md#keep-it)", "[b](../../no-such-file.md)", "[c](https://a.example/x)")
    ):
        assert without_links_out(text, DOCS / "it", DOCS) == text
