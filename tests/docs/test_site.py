"""What the site does with links that leave its pages."""

from mkdocs_hooks import as_the_builder_reads_lists, with_states_as_tables, without_links_out
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


def test_what_belongs_to_an_item_is_indented_as_the_builder_wants_it() -> None:
    page = "1. one\n   more\n\n   ```\n   a\n     b\n   ```\n2. two\n\nText\n   stays"
    assert as_the_builder_reads_lists(page) == (
        "1. one\n    more\n\n    ```\n    a\n      b\n    ```\n\n2. two\n\nText\n   stays"
    )
    by_four = "1. one\n\n    ```\n    a\n    ```"
    assert as_the_builder_reads_lists(by_four) == by_four


def test_a_list_right_after_a_paragraph_gets_a_blank_line_before_it() -> None:
    page = "Missing:\n- one\n  more\n- two\n```\ntext\n- no list\n```"
    assert as_the_builder_reads_lists(page) == page.replace("Missing:\n", "Missing:\n\n")


def test_a_drawing_of_states_becomes_a_table_that_needs_no_script() -> None:
    page = "```mermaid\nstateDiagram-v2\n    [*] --> open\n    open --> claimed: claim\n```"
    rows = "| – |  | open |\n| open | claim | claimed |\n"
    assert with_states_as_tables(page) == "| from | by | to |\n|---|---|---|\n" + rows
