"""Taking HR's file: all of it in one unit of work, or nothing.

People are known by their work e-mail, so that one person is the same on every
platform and in the playbook. What the playbook itself says of somebody stands;
HR's file says the rest, and who has left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from bot.core.people import Person, email_mark
from bot.core.storage import Work, new_reference
from bot.programme.apply import ON_THE_PERSON
from bot.programme.audit import note_change
from bot.programme.configuration import current
from bot.programme.external_sources import HR, Listing
from bot.programme.faults import Fault
from bot.programme.hr_records import HrLine, HrRead
from bot.programme.list_status import note_read
from bot.programme.model import Programme
from bot.programme.person_sources import OUTSIDE_HR, listed

MOST_LEAVERS = 20
"""Per cent of those listed who may leave at once; more is most likely half a file."""


@dataclass(frozen=True)
class HrStep:
    """What is to be done about one person; ``fields`` is what differs of their record."""

    line: HrLine
    reference: str
    person: Person | None
    fields: Mapping[str, object]
    listing: Listing
    before: Listing | None = None
    """What the file said of them before; unset where it did not list them."""
    renamed: bool = False

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what differs, for people."""
        untold = ("email_mark", "roster", "gone")
        named = ("name",) if self.renamed else ()
        return (*named, *(name for name in self.fields if name not in untold))


@dataclass(frozen=True)
class HrPlan:
    """What taking a file would do, and what speaks against it."""

    steps: tuple[HrStep, ...] = ()
    leaving: tuple[Person, ...] = ()
    gone: tuple[tuple[Listing | None, Listing], ...] = ()
    """The listings of those who are in the file no more, and what is to stand in their place."""
    before: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing keeps it from being taken."""
        return all(fault.warning for fault in self.faults)

    @property
    def added(self) -> tuple[HrStep, ...]:
        """Those who are new."""
        return tuple(step for step in self.steps if step.person is None)

    @property
    def changed(self) -> tuple[HrStep, ...]:
        """Those of whom something is told that was not so before."""
        return tuple(step for step in self.steps if step.person is not None and step.changes)

    @property
    def is_empty(self) -> bool:
        """Whether everything is already as the file says."""
        return not self.added and not self.changed and not self.leaving


async def plan_import(work: Work, read: HrRead, *, allow_leavers: bool = False) -> HrPlan:
    """What taking a file would do; it only reads."""
    planner = _Planner(work, await current(work), read.lines)
    plan = await planner.plan()
    faults = [*read.faults, *(() if read.lost else plan.faults)]
    # The plan of half a file is no plan: its leavers are those whose lines could not be read.
    if read.is_sound and not allow_leavers and _too_many(plan):
        leave, all_of_them = len(plan.leaving), max(plan.before, 1)
        faults.append(
            Fault(
                1,
                f"{leave} of {plan.before} people would leave,"
                f" {round(100 * leave / all_of_them)} per cent; more than {MOST_LEAVERS} is"
                " most likely half a file",
                "look at the dry run; if it is right, import it again with --allow-leavers",
            )
        )
    return replace(plan, faults=tuple(sorted(faults, key=lambda fault: fault.line)))


async def import_records(
    work: Work, read: HrRead, who: str, *, allow_leavers: bool = False
) -> HrPlan:
    """Take what a file says, all of it or nothing; the plan that comes back says which, and why."""
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
        self._by_mark: dict[str, Person] = {}
        self._references: dict[str, str] = {}

    async def plan(self) -> HrPlan:
        people = await self._work.of(Person).find()
        listings = {each.reference: each for each in await self._work.of(Listing).find()}
        self._by_mark = {p.email_mark: p for p in people if p.email_mark}
        known = {line.email: self._person(line.email) for line in self._lines}
        # Somebody whom the file only knows as gone, and we not at all, need not be known.
        lines = [line for line in self._lines if line.active or known[line.email]]
        for line in lines:
            person = known[line.email]
            self._references[line.email] = person.reference if person else new_reference()
        inactive = {line.email for line in self._lines if not line.active}
        steps = [
            self._step(line, known[line.email], listings, inactive) for line in lines if line.active
        ]
        here = {step.reference for step in steps}
        gone = {
            reference: (each, Listing(reference=reference, active=False))
            for reference, each in self._gone(lines, listings).items()
            if reference not in here
        }
        leaving = tuple(
            p for p in people if p.reference in gone and p.active and OUTSIDE_HR not in p.said
        )
        return HrPlan(
            steps=tuple(steps),
            leaving=leaving,
            gone=tuple(pair for pair in gone.values() if pair[0] is None or pair[0].active),
            before=self._before(people, listings, leaving),
            faults=tuple(self._faults),
        )

    def _person(self, email: str) -> Person | None:
        return self._by_mark.get(email_mark(self._work, email))

    def _gone(
        self, lines: Sequence[HrLine], listings: Mapping[str, Listing]
    ) -> dict[str, Listing | None]:
        """Who was listed and is not now, and who the file itself says has left."""
        left = {self._references[line.email] for line in lines if not line.active}
        return {each: listings.get(each) for each in (*listings, *left)}

    def _before(
        self,
        people: Sequence[Person],
        listings: Mapping[str, Listing],
        leaving: Sequence[Person],
    ) -> int:
        """How many there were: those the file listed, and whoever leaves; at first, all named."""
        were = {each.reference for each in listings.values() if each.active}
        named = {p.reference for p in people if p.active and p.said}
        going = {person.reference for person in leaving}
        return len((were or named) | going)

    def _step(
        self,
        line: HrLine,
        person: Person | None,
        listings: Mapping[str, Listing],
        inactive: set[str],
    ) -> HrStep:
        reference = self._references[line.email]
        mark = self._mark(line)
        before = listings.get(reference)
        listing = Listing(
            reference=reference,
            revision=before.revision if before else 0,
            unit=line.unit,
            profession=line.profession,
            manager=self._manager(line, inactive),
            zone=line.zone,
            locale=line.locale,
            employment=line.employment,
            adult=line.adult,
            mark=mark,
        )
        known = person or Person(reference=reference)
        said = {name: getattr(known, name, None) for name in known.said}
        wanted = replace(
            known,
            email_mark=email_mark(self._work, line.email),
            **cast("Any", listed(known, listing, self._programme, said)),
        )
        fields = {
            name: getattr(wanted, name)
            for name in ON_THE_PERSON
            if getattr(known, name) != getattr(wanted, name)
        }
        news = before is None or before.mark != mark
        renamed = person is not None and not person.said and news
        return HrStep(line, reference, person, fields, listing, before, renamed)

    def _mark(self, line: HrLine) -> str:
        """Tells whether the name is still the one that was sealed, without opening any."""
        return self._work.vault.mark("listing", line.email, line.name)

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
    """Make everything as a sound plan says; ``who`` stands in the audit log."""
    for step in plan.steps:
        await _take(work, step)
    for before, listing in plan.gone:
        await _keep(work, before, listing)
    for person in plan.leaving:
        await work.of(Person).save(replace(person, active=False, gone=True))
    people = len(plan.steps)
    if not plan.is_empty:
        what = (
            f"HR's file taken: {len(plan.added)} people added,"
            f" {len(plan.changed)} changed, {len(plan.leaving)} left"
        )
        await note_change(work, who, what)
    await note_read(work, HR, people=people)


async def _take(work: Work, step: HrStep) -> None:
    if step.person is None:
        person = replace(Person(reference=step.reference), **cast("Any", step.fields))
        await work.of(Person).add(person)
    elif step.fields:
        await work.of(Person).save(replace(step.person, **cast("Any", step.fields)))
    if step.before is None:
        await work.vault.seal(Person.email.of(step.reference), step.line.email)
    if step.person is None or step.renamed:
        await work.vault.seal(Person.name.of(step.reference), step.line.name)
    await _keep(work, step.before, step.listing)


async def _keep(work: Work, known: Listing | None, listing: Listing) -> None:
    if known is None:
        await work.of(Listing).add(replace(listing, revision=0))
    elif replace(known, revision=0) != replace(listing, revision=0):
        await work.of(Listing).save(replace(listing, revision=known.revision))


_LISTED = (
    "unit",
    "profession",
    "manager",
    "zone",
    "locale",
    "employment",
    "adult",
    "active",
    "mark",
)
