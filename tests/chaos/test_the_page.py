"""The page about these weeks names every fault."""

from pathlib import Path

from tests.chaos.faults import FAULTS, QUICK

PAGE = Path("docs/development/chaos.md")


def table() -> str:
    """The table of the page."""
    rows = ["| fault | played by | causes |", "|---|---|---|"]
    for command, faults in (("make test", QUICK), ("make chaos", FAULTS)):
        for fault in faults:
            causes = ", ".join(f"`{cause}`" for cause in fault.expects)
            rows.append(f"| {fault.name} | `{command}` | {causes} |")
    return "\n".join(rows) + "\n"


def test_the_page_has_every_fault_with_its_causes() -> None:
    assert table() in PAGE.read_text("utf-8")
