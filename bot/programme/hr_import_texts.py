"""What taking HR's file would change, in plain words for a dry run."""

from bot.core.people import Person, Role
from bot.core.storage import Work
from bot.programme.configuration import current
from bot.programme.difference import about_leaving, list_of
from bot.programme.directory import roles_in
from bot.programme.hr_import import HrPlan, HrStep


async def import_difference(work: Work, plan: HrPlan) -> list[str]:
    """What ``take_import`` would change, one line each, the counts first."""
    said = [await _about_leaver(work, person) for person in plan.leaving]
    said += [f"person added: {_who(step)}" for step in plan.added]
    said += [f"person changed: {_who(step)} ({list_of(step.changes)})" for step in plan.changed]
    stay = len(plan.steps) - len(plan.added) - len(plan.changed)
    counts = (
        f"{len(plan.added)} people added, {len(plan.changed)} changed,"
        f" {len(plan.leaving)} leave, {stay} stay as they are."
    )
    return [counts, *said]


def _who(step: HrStep) -> str:
    return f"{step.line.name} <{step.line.email}>"


async def _about_leaver(work: Work, person: Person) -> str:
    line = await about_leaving(work, person)
    programme = await current(work)
    holds = roles_in(programme, person.reference) - {Role.CLINICIAN}
    on_call = any(person.reference in area.on_call for area in programme.areas)
    roles = sorted(role.replace("_", " ") for role in holds) + (["on call"] if on_call else [])
    return f"{line}; the playbook still names them: {', '.join(roles)}" if roles else line
