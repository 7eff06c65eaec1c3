"""Prints what a simulation found, with everything it assumes beside it."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from adapters.simulation.events import WAITS, Mix
from adapters.simulation.rates import Rates
from adapters.simulation.staff import AT_WORK, NIGHT
from adapters.simulation.summary import Range, Row, Summary

WIDTH = 88
NO_PROMISE = (
    "This is a sum of assumptions, not a staffing promise. Single weeks differ, people are not"
    " rates, and a hospital knows better than the literature. Look at how the figures differ"
    " between two rotas, not at one figure alone."
)
RANGES = "Figures are of all runs together; in brackets the lowest and highest of single runs."
TOO_FEW = "-"
NOT_PLAYED = (
    "Nobody is away, ill or on leave, and nobody swaps a turn.",
    "Turns that a calendar gives are not known here; only the playbook's own rotas count.",
    "Supporters without a shift in the playbook see the supporters' channel only on duty.",
    "Milestones, offered breaks, group sessions, hand-offs and drills do not happen.",
    "Talks and events come at every hour alike, whatever the season.",
)


@dataclass(frozen=True)
class Found:
    """What a simulation found, and from what."""

    hospital: str
    seed: int
    weeks: int
    """The weeks of one run."""
    zone: str
    now: Summary
    one_more: Summary | None
    """With one more supporter on duty every night; ``None`` if that was not played."""
    rates: Rates
    mix: Mix
    per_unit: int
    notes: tuple[str, ...] = ()
    """What to know of this playbook."""


def as_text(found: Found) -> str:
    """The page to read in a terminal."""
    now = found.now
    played = (
        f"{now.runs} runs of {found.weeks} weeks, {now.weeks:.0f} weeks in all, by the clock of"
        f" {found.zone}; the first seed is {found.seed}."
    )
    lines = [f"{found.hospital}: how would the playbook do?", "", *textwrap.wrap(played, WIDTH)]
    if now.ended_early:
        lines.append(f"{now.ended_early} of these runs were ended early; what was played counts.")
    for text in (NO_PROMISE, RANGES, *found.notes):
        lines += textwrap.wrap(text, WIDTH)
    lines += ["", "IN FOUR WEEKS"]
    lines += [f"  {what:42}{value}" for what, value in figures_text(now)]
    lines += ["", "WHO ASKED FOR A SUPPORTER, BY HOUR"]
    lines += [*_table((*now.hours, *now.parts, now.whole)), *_legend()]
    if found.one_more is not None:
        lines += ["", *_difference(now, found.one_more)]
    return "\n".join([*lines, "", *_assumptions(found)]) + "\n"


def as_data(found: Found) -> dict[str, Any]:
    """Everything as plain data, for machines and charts; shares are of 1, waits in minutes."""
    return {
        "hospital": found.hospital,
        "seed": found.seed,
        "weeks_of_a_run": found.weeks,
        "zone": found.zone,
        "about": [NO_PROMISE, RANGES, *found.notes],
        "now": asdict(found.now),
        "one_more_at_night": asdict(found.one_more) if found.one_more else None,
        "assumptions": {
            "rates": [
                {"what": each.what, "value": each.value, "source": each.source}
                for each in found.rates.all()
            ],
            "kinds_source": found.mix.source,
            "kinds": [
                {"kind": str(kind), "harm": str(harm), "share": share}
                for kind, harm, share in found.mix.kinds
            ],
            "others": list(others_assumed(found)),
        },
    }


def figures_text(now: Summary) -> Iterator[tuple[str, str]]:
    """The figures of the whole, what each is and how much."""
    for what, each in (
        ("events", now.events),
        ("first messages", now.first_messages),
        ("talks asked for with a supporter", now.asked),
        ("talks asked for with somebody else", now.others),
        ("breaks asked for", now.breaks),
        ("breaks with cover", now.covered),
        ("talks of the supporter in the middle", now.load),
        ("talks of the busiest supporter", now.most),
        ("all supporters talk, hours a week", now.talk_hours),
        ("service hours a week with nobody on duty", now.gap_hours),
        ("messages in all", now.messages),
    ):
        yield what, f"{each.middle:.0f} ({each.low:.0f}-{each.high:.0f})"


def _table(rows: tuple[Row, ...]) -> Iterator[str]:
    yield (
        f"  {'':18}{'asked':>7}{'on duty':>9}{'time named':>14}{'kept':>14}{'nobody yet':>14}"
        f"{'wait':>7}"
    )
    for row in rows:
        wait = TOO_FEW if row.wait is None else f"{row.wait:.0f}"
        yield (
            f"  {row.name:18}{row.asked.middle:7.1f}{row.staffed:9.0%}"
            f"{share_text(row.promised):>14}{share_text(row.kept):>14}{share_text(row.told):>14}{wait:>7}"
        )


def share_text(each: Range | None) -> str:
    """A share as a percentage, with its range."""
    if each is None:
        return TOO_FEW
    between = f" ({100 * each.low:.0f}-{100 * each.high:.0f})" if each.low != each.high else ""
    return f"{each.middle:.0%}{between}"


def _legend() -> Iterator[str]:
    yield from (
        "  asked: how many, in four weeks      on duty: share of the time with a supporter",
        "  time named: share to whom the bot named a time by when somebody says yes",
        "  kept: share of these to whom somebody did by then",
        "  nobody yet: share who read that nobody had said yes so far",
        "  wait: minutes until somebody said yes, median      -: too few asked to say",
    )


def _difference(now: Summary, more: Summary) -> Iterator[str]:
    yield "WITH ONE MORE SUPPORTER ON DUTY EVERY NIGHT"
    yield f"  From {NIGHT[0]:%H:%M} to {NIGHT[1]:%H:%M}, for all areas; several people share it."
    if now.ended_early or more.ended_early:
        yield "  Some runs were ended early, so these are not quite the events of above."
    else:
        yield "  The same events as above."
    yield ""
    yield f"  {'':34}{'now':>20}{'one more':>20}"
    for before, after in zip((*now.parts, now.whole), (*more.parts, more.whole), strict=True):
        for what, one, other in (
            ("time named", before.promised, after.promised),
            ("kept", before.kept, after.kept),
            ("read that nobody had come yet", before.told, after.told),
        ):
            yield f"  {before.name:18}{what:>30}{share_text(one):>19}{share_text(other):>19}"
        waits = [TOO_FEW if row.wait is None else f"{row.wait:.0f}" for row in (before, after)]
        yield f"  {before.name:18}{'wait, minutes':>30}{waits[0]:>19}{waits[1]:>19}"


def _assumptions(found: Found) -> Iterator[str]:
    yield "WHAT IS ASSUMED"
    for rate in found.rates.all():
        yield f"  {rate.value:<8.4g}{rate.what}  [{rate.source}]"
    for each in kinds_assumed(found):
        yield f"  {each}"
    for each in others_assumed(found):
        yield from textwrap.wrap(each, WIDTH, initial_indent="  ", subsequent_indent="  ")


def kinds_assumed(found: Found) -> Iterator[str]:
    """The kinds of event, how many of all are of each, and who says so."""
    of_all = sum(share for *_, share in found.mix.kinds)
    for kind, harm, share in found.mix.kinds:
        name = kind.replace("_", " ")
        yield f"{share / of_all:.0%} of the events: {name}, harm {harm}  [{found.mix.source}]"


def others_assumed(found: Found) -> Iterator[str]:
    """What is assumed beside the rates and the kinds of event."""
    yield (
        f"{found.per_unit} people are added to each unit with shifts; they work {AT_WORK} days a"
        " week. [assumed]"
    )
    yield f"An event is reported {WAITS[0]} to {WAITS[1]} minutes later. [assumed]"
    yield from (f"{each} [assumed]" for each in NOT_PLAYED)
