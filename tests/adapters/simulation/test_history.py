"""How many events a hospital had, read from what its own report publishes."""

import pytest

from adapters.simulation.events import KINDS
from adapters.simulation.history import WrongHistory, read_history
from bot.programme.model import Harm, Kind

HEAD = "period,part,figure,cell,label,value,a_year_before,unit\n"


def row(figure: str, cell: str, value: str, period: str = "2026Q3") -> str:
    return f"{period},reach,{figure},{cell},Some label,{value},,count\n"


def test_events_of_a_quarter_are_spread_over_its_days() -> None:
    history = read_history(HEAD + row("events", "all", "91") + row("requests", "all", "40"))
    assert (history.events, history.months) == (91, 3)
    assert history.a_day == pytest.approx(91 * 4 / 365)
    assert history.mix().kinds == KINDS
    assert not history.mix().areas


def test_two_reports_one_below_the_other_are_added_up() -> None:
    third, fourth = (
        row("events", "all", value, at) for value, at in (("60", "2026Q3"), ("30", "2026Q4"))
    )
    kinds = row("events_by_kind", "near_miss", "20") + row("events_by_kind", "near_miss", "5")
    history = read_history(HEAD + third + kinds + fourth)
    assert (history.events, history.months) == (90, 6)
    assert history.by_kind == {"near_miss": 25}


def test_what_is_not_shown_shares_what_is_left() -> None:
    kinds = (
        row("events_by_kind", "unexpected_death", "60")
        + row("events_by_kind", "near_miss", "")
        + row("events_by_kind", "resuscitation", "")
    )
    areas = row("events_by_area", "main", "70") + row("events_by_area", "north", "")
    mix = read_history(HEAD + row("events", "all", "96") + kinds + areas).mix()
    shares = {kind: share for kind, _, share in mix.kinds}
    # Usually there are five resuscitations to a near miss.
    assert shares == {
        Kind.UNEXPECTED_DEATH: 60,
        Kind.NEAR_MISS: pytest.approx(6),
        Kind.RESUSCITATION: pytest.approx(30),
    }
    assert {kind: harm for kind, harm, _ in mix.kinds}[Kind.NEAR_MISS] is Harm.NONE
    assert mix.areas == {"main": 70, "north": 26}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "report PERIOD --csv"),
        ("day,unit\n2026-01-01,icu\n", "period, figure, cell, value"),
        (HEAD, "no event"),
        (HEAD + row("events", "all", "0"), "no event"),
        (HEAD + row("events", "all", "many"), "line 2"),
        (HEAD + row("events", "all", "-4"), "line 2"),
        (HEAD + row("events", "all", "5", "last week"), "line 2"),
        (HEAD + row("events", "all", "5") + row("events_by_kind", "storm", "5"), "storm"),
        (HEAD + "2026,reach,events\n", "line 2"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(WrongHistory) as fault:
        read_history(text)
    assert said in str(fault.value)
