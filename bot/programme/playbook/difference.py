"""What a playbook or HR's file would change, in plain words for a dry run."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any, cast

from bot.core.durations import duration_text
from bot.core.people import Person, Role, name_of
from bot.core.places import BelongsTo, StillWaiting
from bot.core.storage import Work
from bot.programme.model import Programme
from bot.programme.people.directory import roles_in
from bot.programme.people.joining import name_in_common
from bot.programme.people.reference_swap import everybody_in
from bot.programme.playbook.model import Playbook
from bot.programme.playbook.plan import PersonStep, Plan, plan_for, what_waits
from bot.programme.rosters.hr_plan import HrPlan, HrStep, Pair
from bot.programme.rosters.hr_planner import IN_DOUBT_FOR
from bot.programme.stored.addresses import MARKED
from bot.programme.stored.configuration import current

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
"""The lists of a programme, with the word for one entry."""

WORDS = {
    "zone": "time zone",
    "address": "address of this service",
    "hr": "how HR's file is read",
    "names_kept": "how long names are kept",
    "remembers": "may remember a day past that",
    "open_messages": "private messages hang open",
    "shift_days": "days",
    "locale": "language",
    "language": "language of channels",
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
    "signed_by": "who signs first messages",
    "house_supervisors": "house supervisors",
    "supporter_cap": "requests a supporter holds",
    "facts_contact": "contact for what happened",
    "urgent": "plan for danger",
    "hours": "service hours",
    "topic": "for one thing",
    "smallest_count": "talks behind a time that is told",
    "reports": "how numbers are published",
    "off_duty": "asking those off duty",
    "paging": "paging",
    "open_days": "open on",
    "opens": "opens at",
    "closes": "closes at",
    "texts": "takes text messages",
}


async def difference(work: Work, playbook: Playbook) -> list[str]:
    """What ``apply`` would change, one line each; empty when it would change nothing."""
    plan = await plan_for(work, playbook)
    if plan.is_empty:
        return []
    lines = [
        *(f"area renamed: {old} -> {new}" for old, new in plan.renames.areas.items()),
        *(f"unit renamed: {old} -> {new}" for old, new in plan.renames.units.items()),
        *programme_difference(plan.before, plan.after, await _names(work, plan)),
        *map(_about_step, plan.steps),
    ]
    lines += [await _about_joined(work, *pair) for pair in plan.joined]
    lines += [await _about_leaving(work, person) for person in plan.leaving]
    lines += [line async for line in _about_alike(work, plan)]
    to_hr = "person left to HR's file"
    lines += [await _about_leaving(work, person, to_hr) for person, _ in plan.handed_over]
    return [line for line in lines if line]


async def obstacles(
    work: Work, playbook: Playbook, places: Sequence[BelongsTo]
) -> tuple[StillWaiting, ...]:
    """What waits in areas and units that the playbook removes, so ``apply`` would refuse it."""
    return await what_waits(work, await plan_for(work, playbook), places)


async def _names(work: Work, plan: Plan) -> dict[str, str]:
    """The e-mails, or else names, of everybody in the programme before or after."""
    named = {step.reference: step.entry.email for step in plan.steps}
    others = [each for each in everybody_in(plan.before) if each not in named]
    sealed = await work.vault.open_all(others)
    for each in others:
        values = sealed.get(each, {})
        named[each] = values.get("email") or values.get("name") or "somebody"
    return named


def _about_step(step: PersonStep) -> str:
    who = f"{step.entry.name} <{step.entry.email}>"
    if step.person is None:
        return f"person added: {who}"
    if step.fields.get("active") is False:
        return f"person no longer active, by HR's file: {who}"
    return f"person changed: {who} ({_list_of(step.changes)})" if step.changes else ""


async def _about_joined(work: Work, person: Person, newer: Person) -> str:
    one, other = [await _who_it_is(work, each) for each in (person, newer)]
    return f"joined to one person: {one} and {other}"


async def _about_alike(work: Work, plan: Plan) -> AsyncIterator[str]:
    """Who is added under a name that somebody who leaves has in part: they may be one person."""
    added = [step.entry for step in plan.steps if step.person is None]
    for person in plan.leaving if added else ():
        name, who = await name_of(work, person.reference), await _who_it_is(work, person)
        email = await work.vault.open(person.email) or "the earlier e-mail"
        for entry in added:
            if name_in_common(name, entry.name):
                yield (
                    f"these two may be one person: {who} and {entry.name} <{entry.email}>;"
                    f' if they are, write was = "{email}" at {entry.email}'
                )


async def _who_it_is(work: Work, person: Person) -> str:
    name = await work.vault.open(person.name) or "somebody whose name is erased"
    email = await work.vault.open(person.email)
    return f"{name} <{email}>" if email else name


async def _about_leaving(work: Work, person: Person, what: str = "person no longer active") -> str:
    """One line about a person who is no longer named."""
    return f"{what}: {await _who_it_is(work, person)}"


def programme_difference(
    before: Programme, after: Programme, who: Mapping[str, str] | None = None
) -> Iterator[str]:
    """What differs between two programmes, a line each.

    ``who`` has people's names by reference. Without it the lines name neither people nor values,
    only what changed.
    """
    for each in fields(Programme):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old == new:
            continue
        if each.name in LISTS:
            yield from _about(LISTS[each.name], _by_key(old), _by_key(new), who)
        else:
            change = _values(old, new, who)
            word = "name of the programme" if each.name == "name" else each.name
            yield f"{WORDS.get(word, word)} changed{f': {change}' if change else ''}"


def _by_key(values: object) -> Mapping[str, object]:
    """The entries of a list, by key; a channel by its key and platform."""
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
            read = _fields if is_dataclass(value) else _values
            change = read(old, value, who)
            yield f"{word} changed: {key}{f' ({change})' if change else ''}"
    common = [key for key in after if key in before]
    if common != [key for key in before if key in after]:
        yield f"order of {word}s changed"


def _fields(old: object, new: object, who: Mapping[str, str] | None) -> str:
    """The fields in which two records differ, with the old and new values if they are short."""
    changes = []
    for each in fields(cast("Any", new)):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if was != now and any(str(one).startswith(MARKED) for one in (was, now)):
            # A calendar's address gives access to it, so it must not get into a log.
            changes.append("address")
        elif was != now:
            values = _values(was, now, who)
            word = WORDS.get(each.name, each.name)
            changes.append(f"{word}: {values}" if values else word)
    return ("; " if who is not None else ", ").join(changes)


def _values(old: object, new: object, who: Mapping[str, str] | None) -> str:
    """The old and the new value; of a list, what was added and what was removed."""
    if who is None:
        return ""
    if isinstance(old, tuple) and isinstance(new, tuple):
        if not all(isinstance(each, str) for each in (*old, *new)):
            return ""
        come = [f"+ {who.get(each, each)}" for each in new if each not in old]
        gone = [f"- {who.get(each, each)}" for each in old if each not in new]
        return ", ".join((*come, *gone)) or "in another order"
    plain = [_plain(each, who) for each in (old, new)]
    if None in plain:
        return ""
    return " -> ".join(each or "nothing" for each in plain)


def _plain(value: object, who: Mapping[str, str]) -> str | None:
    """A value in a few words; ``None`` if it would take more."""
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


async def import_difference(work: Work, plan: HrPlan) -> list[str]:
    """What an import of HR's file would change, one line each, the counts first."""
    lines = [await _about_leaver(work, person) for person in plan.leaving]
    lines += [f"person added: {_who(step)}" for step in plan.added]
    lines += [f"person changed: {_who(step)} ({_list_of(step.changes)})" for step in plan.changed]
    lines += [await _about_joined(work, *pair) for pair in plan.joined]
    lines += [await _about_pair(work, pair) for pair in plan.pairs]
    lines += [await _about_reused(work, *pair) for pair in plan.reused]
    stay = len(plan.steps) - len(plan.added) - len(plan.changed)
    counts = (
        f"{len(plan.added)} people added, {len(plan.changed)} changed,"
        f" {len(plan.leaving)} leave, {stay} stay as they are."
    )
    return [counts, *lines]


async def _about_pair(work: Work, pair: Pair) -> str:
    """What may be one person with a new name, and how to say that it is."""
    email = await work.vault.open(pair.leaving.email) or "the earlier e-mail"
    line = (
        f"these two may be one person: {await _who_it_is(work, pair.leaving)} and"
        f" {_who(pair.added)}, with the same unit and role; if they are, write"
        f' was = "{email}" at {pair.added.line.email} under [[people]] in the playbook,'
        " or add the column employee_number; a press by the person joins them, too"
    )
    if pair.in_doubt:
        days = IN_DOUBT_FOR.days
        line += f"; the first stays for {days} days from when they first seem to leave"
    return line


async def _about_reused(work: Work, holder: Person, step: HrStep) -> str:
    """Whose address is another person's now, and what of it stands in the playbook."""
    programme = await current(work)
    line = (
        f"address of another person now: {step.line.email}, so far {await _who_it_is(work, holder)}"
    )
    if holder.from_playbook or holder.reference in everybody_in(programme):
        line += "; the playbook names them by it: take it out before you apply it again"
    return line


def _who(step: HrStep) -> str:
    return f"{step.line.name} <{step.line.email}>"


async def _about_leaver(work: Work, person: Person) -> str:
    line = await _about_leaving(work, person)
    programme = await current(work)
    holds = roles_in(programme, person.reference) - {Role.CLINICIAN}
    on_call = any(person.reference in area.on_call for area in programme.areas)
    roles = sorted(role.replace("_", " ") for role in holds) + (["on call"] if on_call else [])
    return f"{line}; the playbook still names them: {', '.join(roles)}" if roles else line


def _list_of(names: Iterable[str]) -> str:
    """The names of fields, in words for people."""
    return ", ".join(WORDS.get(name, name) for name in names)
