"""What a rehearsal says in the end: how much would have been reported where, and what not and why.

Nothing in it identifies a patient, and nothing that was in a message is repeated.
"""

from collections import Counter
from collections.abc import Iterator

from adapters.intake.rehearsal import Rehearsal

HEADS = {
    "not accepted": "Not accepted; the sender would have been told, and coordinators see it:",
    "passed over": "Accepted and not reported; coordinators see how many:",
    "not known": "Words that nobody mapped, so they said nothing; coordinators see it:",
    "contains nothing": "Messages with nothing in them:",
}
NOTHING = "  nothing"


def summary_of(rehearsal: Rehearsal) -> Iterator[str]:
    """The lines of a summary."""
    yield rehearsal.total
    yield ""
    yield "Would have been reported, by unit and hour, without what was taken back:"
    standing = +rehearsal.standing
    for hour in sorted(standing):
        times = f", {standing[hour]} times" if standing[hour] > 1 else ""
        yield f"  {hour.unit}, {hour.starts}: {hour.kind}, harm {hour.harm}{times}"
    if not standing:
        yield NOTHING
    yield from _by_unit(Counter(each.unit for each in standing.elements()))
    if rehearsal.without_trigger:
        yield f"For {rehearsal.without_trigger} of all reports no trigger asks for notes."
    for what, head in HEADS.items():
        if reasons := rehearsal.why.get(what):
            yield ""
            yield head
            for why, count in reasons.most_common():
                yield f"  {count} times: {why}" if count > 1 else f"  once: {why}"


def _by_unit(units: Counter[str]) -> Iterator[str]:
    if len(units) > 1:
        yield f"In all: {', '.join(f'{unit} {count}' for unit, count in units.most_common())}."
