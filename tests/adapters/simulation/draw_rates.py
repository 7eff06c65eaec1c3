"""Writes what a simulation assumes for the docs, from its own rates: ``make states``."""

from pathlib import Path

from adapters.simulation.events import KINDS, WAITS
from adapters.simulation.rates import Rates
from adapters.simulation.staff import AT_WORK

PLACE = Path(__file__).parents[3] / "docs" / "coordinators" / "how-many-supporters.md"
MARK = "<!-- The tables below are written by `make states`. -->\n"


def page(text: str) -> str:
    """The page with the rates as they are; what stands above the mark stays."""
    return text.partition(MARK)[0] + MARK + tables()


def tables() -> str:
    """Every rate with its source, the kinds of event, and what else is assumed."""
    rates = "".join(f"| {each.what} | {each.value:g} | {each.source} |\n" for each in Rates().all())
    of_all = sum(share for *_, share in KINDS)
    kinds = "".join(
        f"| {kind.replace('_', ' ')} | {harm} | {share / of_all:.0%} | assumed |\n"
        for kind, harm, share in KINDS
    )
    return (
        f"\n| rate | value | source |\n|---|---|---|\n{rates}"
        f"\n| kind of event | harm | share | source |\n|---|---|---|---|\n{kinds}"
        f"\nAn event is reported {WAITS[0]} to {WAITS[1]} minutes later, and the people who are"
        f" added work {AT_WORK} days a week (assumed). Of the calls to RISE 4 % were about an error"
        " in care (Edrees 2016).\n"
    )


if __name__ == "__main__":
    PLACE.write_text(page(PLACE.read_text("utf-8")), "utf-8")
