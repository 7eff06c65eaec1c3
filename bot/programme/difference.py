"""What applying a playbook would change, in plain words for a dry run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from bot.people import Person
from bot.programme.applying import Step, plan_for
from bot.programme.elsewhere import Calendar
from bot.programme.entries import Playbook
from bot.programme.model import Area, Group, Programme, Rota, Source, Trigger, Unit
from bot.storage import Work

Keyed = Area | Unit | Source | Group | Trigger | Rota | Calendar
WORDS = {
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
    said = [*programme_difference(plan.before, plan.after), *map(_about_step, plan.steps)]
    said += [await about_leaving(work, person) for person in plan.leaving]
    said += [
        await about_leaving(work, person, "person left to HR's file")
        for person, _ in plan.handed_over
    ]
    return [line for line in said if line]


def _about_step(step: Step) -> str:
    who = f"{step.entry.name} <{step.entry.email}>"
    if step.person is None:
        return f"person added: {who}"
    if step.fields.get("active") is False:
        return f"person no longer active, by HR's file: {who}"
    return f"person changed: {who} ({list_of(step.changes)})" if step.changes else ""


async def about_leaving(work: Work, person: Person, what: str = "person no longer active") -> str:
    """One line about somebody who is named no more."""
    name = await work.vault.open(person.reference, "name") or "somebody whose name is erased"
    email = await work.vault.open(person.reference, "email")
    return f"{what}: {name} <{email}>" if email else f"{what}: {name}"


def programme_difference(before: Programme, after: Programme) -> Iterable[str]:
    """What differs between two programmes, a line each; of people only that they do."""
    for name, word in (
        ("name", "name of the programme"),
        ("zone", "time zone"),
        ("hours", "service hours"),
        ("ladder", "ladder"),
        ("facts_contact", "contact for what happened"),
        ("urgent", "plan for danger"),
        ("later_notes", "later notes"),
        ("address", "address of this service"),
        ("hr", "how HR's file is read"),
    ):
        if getattr(before, name) != getattr(after, name):
            yield f"{word} changed"
    yield from _about("area", _keyed(before.areas), _keyed(after.areas))
    yield from _about("unit", _keyed(before.units), _keyed(after.units))
    yield from _about("channel", _channels(before), _channels(after))
    yield from _about("talk option", before.options, after.options)
    yield from _about("group", _keyed(before.groups), _keyed(after.groups))
    yield from _about("trigger", _keyed(before.triggers), _keyed(after.triggers))
    yield from _about("rota", _keyed(before.rotas), _keyed(after.rotas))
    yield from _about("support line", _lines(before), _lines(after))
    yield from _about("shift calendar", _keyed(before.calendars), _keyed(after.calendars))
    yield from _about("intake source", _keyed(before.sources), _keyed(after.sources))


def _keyed(values: Sequence[Keyed]) -> dict[str, object]:
    return {value.key: value for value in values}


def _lines(programme: Programme) -> dict[str, object]:
    return {line.key: line for line in programme.lines}


def _channels(programme: Programme) -> dict[str, object]:
    return {
        f"{key} on {platform}": value
        for key, places in programme.channels.items()
        for platform, value in places.items()
    }


def _about(word: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    yield from (f"{word} added: {key}" for key in after if key not in before)
    yield from (f"{word} removed: {key}" for key in before if key not in after)
    for key, value in after.items():
        old = before.get(key, value)
        if old != value:
            yield f"{word} changed: {key}{_which(old, value)}"
    common = [key for key in after if key in before]
    if common != [key for key in before if key in after]:
        yield f"order of {word}s changed"


def _which(old: object, new: object) -> str:
    if isinstance(new, str):
        return ""
    names = [
        each.name
        for each in fields(new)  # type: ignore[arg-type]  # what is no text is a dataclass here
        if getattr(old, each.name) != getattr(new, each.name)
    ]
    return f" ({list_of(names)})"


def list_of(names: Iterable[str]) -> str:
    """Names of fields in a row, in words for people."""
    return ", ".join(WORDS.get(name, name) for name in names)
