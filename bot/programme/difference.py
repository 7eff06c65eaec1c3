"""What applying a playbook would change, in plain words for a dry run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any, cast

from bot.core.durations import duration_text
from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.addresses import MARKED
from bot.programme.apply import Plan, Step, plan_for
from bot.programme.model import Programme
from bot.programme.playbook import Playbook
from bot.programme.reference_swap import everybody_in

LISTS = {
    "areas": "area",
    "units": "unit",
    "channels": "channel",
    "supports": "support kind",
    "groups": "group",
    "triggers": "trigger",
    "rotas": "rota",
    "lines": "support line",
    "calendars": "shift calendar",
    "sources": "intake source",
    "wording": "own words",
}
"""What a programme lists, each by its key, with the word for one of it."""

WORDS = {
    "zone": "time zone",
    "address": "address of this service",
    "hr": "how HR's file is read",
    "names_kept": "how long names are kept",
    "shift_days": "days",
    "locale": "language",
    "active": "works here again",
    "next_in_line": "next in line",
    "on_call": "on call",
    "last_verified": "last verified",
    "hold_off": "hold-off",
    "later_notes": "later notes",
    "per_unit": "limit of a unit",
    "per_person": "limit of a person",
    "at_night": "at night",
    "open_to": "open to",
    "who_first": "may see who first",
    "near": "may have been near the same event",
    "managers": "managers may take it",
    "external": "outside, only shown",
    "languages": "names in other languages",
    "physician_leads": "physician leads",
    "programme_manager": "programme manager",
    "house_supervisors": "house supervisors",
    "supporter_cap": "requests a supporter holds",
    "facts_contact": "contact for what happened",
    "urgent": "plan for danger",
    "hours": "service hours",
}


async def difference(work: Work, playbook: Playbook) -> list[str]:
    """What ``apply`` would change, one line each; empty when it would change nothing."""
    plan = await plan_for(work, playbook)
    if plan.is_empty:
        return []
    said = [
        *programme_difference(plan.before, plan.after, await _called(work, plan)),
        *map(_about_step, plan.steps),
    ]
    said += [await about_leaving(work, person) for person in plan.leaving]
    said += [
        await about_leaving(work, person, "person left to HR's file")
        for person, _ in plan.handed_over
    ]
    return [line for line in said if line]


async def _called(work: Work, plan: Plan) -> dict[str, str]:
    """What everybody is called who stands in the programme before or after."""
    named = {step.reference: step.entry.email for step in plan.steps}
    others = [each for each in everybody_in(plan.before) if each not in named]
    sealed = await work.vault.open_all(others)
    for each in others:
        parts = sealed.get(each, {})
        named[each] = parts.get("email") or parts.get("name") or "somebody"
    return named


def _about_step(step: Step) -> str:
    who = f"{step.entry.name} <{step.entry.email}>"
    if step.person is None:
        return f"person added: {who}"
    if step.fields.get("active") is False:
        return f"person no longer active, by HR's file: {who}"
    return f"person changed: {who} ({list_of(step.changes)})" if step.changes else ""


async def about_leaving(work: Work, person: Person, what: str = "person no longer active") -> str:
    """One line about somebody who is named no more."""
    name = await work.vault.open(person.name) or "somebody whose name is erased"
    email = await work.vault.open(person.email)
    return f"{what}: {name} <{email}>" if email else f"{what}: {name}"


def programme_difference(
    before: Programme, after: Programme, who: Mapping[str, str] | None = None
) -> Iterator[str]:
    """What differs between two programmes, a line each.

    ``who`` says what people are called, by reference; without it nothing is said of them, nor
    of what a value was, but that it changed.
    """
    for each in fields(Programme):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old == new:
            continue
        if each.name in LISTS:
            yield from _about(LISTS[each.name], _by_key(old), _by_key(new), who)
        else:
            said = _values(old, new, who)
            word = "name of the programme" if each.name == "name" else each.name
            yield f"{WORDS.get(word, word)} changed{f': {said}' if said else ''}"


def _by_key(values: object) -> Mapping[str, object]:
    """What a programme lists, by key; a channel by its platform as well."""
    if not isinstance(values, Mapping):
        return {each.key: each for each in cast("tuple[Any, ...]", values)}
    return {
        f"{key} on {place}" if place else key: value
        for key, found in values.items()
        for place, value in (found.items() if isinstance(found, Mapping) else (("", found),))
    }


def _about(
    word: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    who: Mapping[str, str] | None,
) -> Iterator[str]:
    yield from (f"{word} added: {key}" for key in after if key not in before)
    yield from (f"{word} removed: {key}" for key in before if key not in after)
    for key, value in after.items():
        old = before.get(key, value)
        if old != value:
            said = _fields(old, value, who) if is_dataclass(value) else _values(old, value, who)
            yield f"{word} changed: {key}{f' ({said})' if said else ''}"
    common = [key for key in after if key in before]
    if common != [key for key in before if key in after]:
        yield f"order of {word}s changed"


def _fields(old: object, new: object, who: Mapping[str, str] | None) -> str:
    """The fields of a record that differ, with what they were and are where that can be said."""
    said = []
    for each in fields(cast("Any", new)):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if was != now and any(str(one).startswith(MARKED) for one in (was, now)):
            # Whoever has the address of a calendar reads it: it is not to stand in a log.
            said.append("address")
        elif was != now:
            values = _values(was, now, who)
            word = WORDS.get(each.name, each.name)
            said.append(f"{word}: {values}" if values else word)
    return "; ".join(said) if who is not None else ", ".join(said)


def _values(old: object, new: object, who: Mapping[str, str] | None) -> str:
    """What a value was and is; of a list, who or what joins it and who or what leaves it."""
    if who is None:
        return ""
    if isinstance(old, tuple) and isinstance(new, tuple):
        if not all(isinstance(each, str) for each in (*old, *new)):
            return ""
        come = [f"+ {who.get(each, each)}" for each in new if each not in old]
        gone = [f"- {who.get(each, each)}" for each in old if each not in new]
        return ", ".join((*come, *gone)) or "in another order"
    plain = [_plain(each, who) for each in (old, new)]
    return (
        " -> ".join(each or "nothing" for each in plain if each is not None)
        if all(each is not None for each in plain)
        else ""
    )


def _plain(value: object, who: Mapping[str, str]) -> str | None:
    """A value in a few words; ``None`` for what takes more."""
    match value:
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return duration_text(value)
        case str() | int() | date():
            return who.get(str(value), str(value))
        case None:
            return ""
        case _:
            return None


def list_of(names: Iterable[str]) -> str:
    """Names of fields in a row, in words for people."""
    return ", ".join(WORDS.get(name, name) for name in names)
