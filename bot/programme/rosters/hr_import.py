"""Import HR's file: all of it in one unit of work, or nothing.

People are recognised by their work e-mail, which is the same on every platform and in the
playbook. The playbook's own fields of a person stand; HR's file gives the rest, and who left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from bot.core.people import Person, email_index
from bot.core.storage import Work, new_reference
from bot.programme.faults import Fault
from bot.programme.model import Programme
from bot.programme.model.external_sources import HR, HrRecord
from bot.programme.people.person_sources import (
    NOT_REPORTED,
    OUTSIDE_HR,
    differing,
    from_hr,
    given_fields,
    save_fields,
)
from bot.programme.rosters.hr_records import HrLine, HrRead
from bot.programme.rosters.list_status import note_read
from bot.programme.stored.audit import note_change
from bot.programme.stored.configuration import current

MOST_LEAVERS = 20
"""Per cent of the listed people who may leave at once; more is most likely half a file."""


@dataclass(frozen=True)
class HrStep:
    """What an import does to one person it lists."""

    line: HrLine
    reference: str
    person: Person | None
    fields: Mapping[str, object]
    """The fields of the person that change, with their new values."""
    hr_record: HrRecord
    before: HrRecord | None = None
    """Their HR record so far; ``None`` if the file did not list them."""
    renamed: bool = False

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what changes, for a dry run."""
        named = ("name",) if self.renamed else ()
        return (*named, *(name for name in self.fields if name not in NOT_REPORTED))


@dataclass(frozen=True)
class HrPlan:
    """What an import will change, and the faults that prevent it."""

    steps: tuple[HrStep, ...] = ()
    leaving: tuple[Person, ...] = ()
    gone: tuple[tuple[HrRecord | None, HrRecord], ...] = ()
    """Of those who left the file: the HR record so far, and the one that replaces it."""
    before: int = 0
    """How many people there were."""
    faults: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the file may be imported: there are no faults but warnings."""
        return all(fault.warning for fault in self.faults)

    @property
    def added(self) -> tuple[HrStep, ...]:
        """The people who are new."""
        return tuple(step for step in self.steps if step.person is None)

    @property
    def changed(self) -> tuple[HrStep, ...]:
        """The known people with a change that a dry run mentions."""
        return tuple(step for step in self.steps if step.person is not None and step.changes)

    @property
    def is_empty(self) -> bool:
        """Whether the import adds, changes, and removes nobody."""
        return not self.added and not self.changed and not self.leaving


async def plan_import(work: Work, read: HrRead, *, allow_leavers: bool = False) -> HrPlan:
    """What an import will change; it only reads."""
    planner = _Planner(work, await current(work), read.lines)
    plan = await planner.plan()
    faults = [*read.faults, *(() if read.lost else plan.faults)]
    # With unread lines, the people on them would wrongly count as leavers.
    if read.is_sound and not allow_leavers and _too_many(plan):
        leave = len(plan.leaving)
        share = round(100 * leave / max(plan.before, 1))
        what = (
            f"{leave} of {plan.before} people would leave, {share} per cent;"
            f" more than {MOST_LEAVERS} is most likely half a file"
        )
        remedy = "look at the dry run; if it is right, import it again with --allow-leavers"
        faults.append(Fault(1, what, remedy))
    return replace(plan, faults=tuple(sorted(faults, key=lambda fault: fault.line)))


async def import_records(
    work: Work, read: HrRead, who: str, *, allow_leavers: bool = False
) -> HrPlan:
    """Import a file if its plan has no faults; the returned plan says so."""
    plan = await plan_import(work, read, allow_leavers=allow_leavers)
    if plan.is_sound:
        await take_import(work, plan, who)
    return plan


def _too_many(plan: HrPlan) -> bool:
    return len(plan.leaving) * 100 > MOST_LEAVERS * plan.before


class _Planner:
    def __init__(self, work: Work, programme: Programme, lines: Sequence[HrLine]) -> None:
        self._work = work
        self._programme = programme
        self._lines = lines
        self._faults: list[Fault] = []
        self._by_index: dict[str, Person] = {}
        self._references: dict[str, str] = {}

    async def plan(self) -> HrPlan:
        people = await self._work.of(Person).find()
        hr_records = {each.reference: each for each in await self._work.of(HrRecord).find()}
        self._by_index = {p.email_index: p for p in people if p.email_index}
        known = {line.email: self._person(line.email) for line in self._lines}
        # People we do not know and the file lists as gone are left out.
        lines = [line for line in self._lines if line.active or known[line.email]]
        for line in lines:
            person = known[line.email]
            self._references[line.email] = person.reference if person else new_reference()
        inactive = {line.email for line in self._lines if not line.active}
        steps = [
            self._step(line, known[line.email], hr_records, inactive)
            for line in lines
            if line.active
        ]
        here = {step.reference for step in steps}
        gone = {
            reference: (each, HrRecord(reference=reference, active=False))
            for reference, each in self._gone(lines, hr_records).items()
            if reference not in here
        }
        leaving = tuple(
            p
            for p in people
            if p.reference in gone and p.active and OUTSIDE_HR not in p.from_playbook
        )
        return HrPlan(
            steps=tuple(steps),
            leaving=leaving,
            gone=tuple(pair for pair in gone.values() if pair[0] is None or pair[0].active),
            before=self._before(people, hr_records, leaving),
            faults=tuple(self._faults),
        )

    def _person(self, email: str) -> Person | None:
        return self._by_index.get(email_index(self._work, email))

    def _gone(
        self, lines: Sequence[HrLine], hr_records: Mapping[str, HrRecord]
    ) -> dict[str, HrRecord | None]:
        """The HR records of everybody listed so far or marked as gone by the file."""
        left = {self._references[line.email] for line in lines if not line.active}
        return {each: hr_records.get(each) for each in (*hr_records, *left)}

    def _before(
        self,
        people: Sequence[Person],
        hr_records: Mapping[str, HrRecord],
        leaving: Sequence[Person],
    ) -> int:
        """How many people there were by HR's file, or by the playbook before the first import."""
        were = {each.reference for each in hr_records.values() if each.active}
        named = {p.reference for p in people if p.active and p.from_playbook}
        going = {person.reference for person in leaving}
        return len((were or named) | going)

    def _step(
        self,
        line: HrLine,
        person: Person | None,
        hr_records: Mapping[str, HrRecord],
        inactive: set[str],
    ) -> HrStep:
        reference = self._references[line.email]
        blind_index = self._index(line)
        before = hr_records.get(reference)
        hr_record = HrRecord(
            reference=reference,
            revision=before.revision if before else 0,
            unit=line.unit,
            profession=line.profession,
            manager=self._manager(line, inactive),
            zone=line.zone,
            locale=line.locale,
            employment=line.employment,
            adult=line.adult,
            blind_index=blind_index,
        )
        known = person or Person(reference=reference)
        given = given_fields(known, known.from_playbook)
        wanted = replace(
            known,
            email_index=email_index(self._work, line.email),
            **cast("Any", from_hr(known, hr_record, self._programme, given)),
        )
        news = before is None or before.blind_index != blind_index
        renamed = person is not None and not person.from_playbook and news
        changes = differing(known, wanted)
        return HrStep(line, reference, person, changes, hr_record, before, renamed)

    def _index(self, line: HrLine) -> str:
        """A blind index that shows whether the sealed name changed, without opening it."""
        return self._work.vault.blind_index("listing", line.email, line.name)

    def _manager(self, line: HrLine, inactive: set[str]) -> str | None:
        if not line.manager or line.manager == line.email:
            return None
        if line.manager in inactive:
            what = f"{line.manager}, the manager of {line.email}, has left"
            remedy = "name another; until then they have none"
            self._faults.append(Fault(line.line, what, remedy, warning=True))
            return None
        if line.manager in self._references:
            return self._references[line.manager]
        person = self._person(line.manager)
        if person is None or not person.active:
            what = f"nobody has the e-mail address {line.manager}, the manager of {line.email}"
            remedy = "add them to the file, name another, or leave it empty"
            self._faults.append(Fault(line.line, what, remedy))
            return None
        return person.reference


async def take_import(work: Work, plan: HrPlan, who: str) -> None:
    """Carry out a plan without faults; ``who`` goes into the audit log."""
    for step in plan.steps:
        await _apply_step(work, step)
    for before, hr_record in plan.gone:
        await _keep(work, before, hr_record)
    for person in plan.leaving:
        await work.save(replace(person, active=False, gone=True))
    if not plan.is_empty:
        what = (
            f"HR's file taken: {len(plan.added)} people added,"
            f" {len(plan.changed)} changed, {len(plan.leaving)} left"
        )
        await note_change(work, who, what)
    await note_read(work, HR, people=len(plan.steps))


async def _apply_step(work: Work, step: HrStep) -> None:
    await save_fields(work, step.reference, step.person, step.fields)
    if step.before is None:
        await work.vault.seal(Person.email.of(step.reference), step.line.email)
    if step.person is None or step.renamed:
        await work.vault.seal(Person.name.of(step.reference), step.line.name)
    await _keep(work, step.before, step.hr_record)


async def _keep(work: Work, known: HrRecord | None, hr_record: HrRecord) -> None:
    if known is None:
        await work.add(replace(hr_record, revision=0))
    elif replace(known, revision=0) != replace(hr_record, revision=0):
        await work.save(replace(hr_record, revision=known.revision))
