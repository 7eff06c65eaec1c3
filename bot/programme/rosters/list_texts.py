"""Texts about lists that other systems keep: the name, the age, and what failed."""

from bot.core.texts import Words
from bot.programme.model.external_sources import HR
from bot.programme.rosters.list_status import GROUP, Stand


def list_name(words: Words, stand: Stand) -> str:
    """The name of a list."""
    if stand.kind == HR:
        return words("roster.list.hr")
    if stand.kind == GROUP:
        return words.on(stand.platform, "platform.group", unit=stand.of)
    return words("roster.list.calendar", key=stand.of)


FAULTS = {
    "faulty": "roster.fault.faulty",
    "unreachable": "roster.fault.unreachable",
    "refused": "roster.fault.refused",
    "private": "roster.fault.private",
    "not_https": "roster.fault.not_https",
    "too_large": "roster.fault.too_large",
    "no_calendar": "roster.fault.no_calendar",
    "too_heavy": "roster.fault.too_heavy",
}
"""Why a list could not be read, by the fault that was noted."""


def list_row(words: Words, stand: Stand) -> str:
    """One list: when it was read, how many people it has, and what failed."""
    name, state = list_name(words, stand), stand.state
    if state.as_of is None:
        text = words("roster.row.never", name=name)
    else:
        at = words.day_and_time(state.as_of)
        text = words("roster.row.as_of", name=name, at=at, count=state.people)
    if state.fault in FAULTS:
        text = f"{text} {words(FAULTS[state.fault])}"
    if state.unknown:
        text = f"{text} {words('roster.row.unknown', count=state.unknown)}"
    if state.passed_over and stand.kind == GROUP:
        text = f"{text} {words('roster.row.guests', count=state.passed_over)}"
    elif state.passed_over and stand.kind == HR:
        text = f"{text} {words('roster.row.left_out', count=state.passed_over)}"
    elif state.passed_over:
        text = f"{text} {words('roster.row.passed_over', count=state.passed_over)}"
    return text
