"""Plans an import of HR's file.

People are recognised by HR's employee number if the file has one, else by their work e-mail,
present or earlier. The playbook's own fields of a person stand; HR's file gives the rest, and who
left.

Without numbers, somebody with a new name and address looks like one who leaves and one who comes.
Where the two have a name, the unit, and the role in common, the one who seems to leave stays for
some days: until then an account, the playbook, or a number may say that they are one person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from bot.core.people import OtherEmail, Person, email_index
from bot.core.storage import Work, new_reference
from bot.programme.faults import Fault
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.joining import name_in_common
from bot.programme.people.person_sources import OUTSIDE_HR, differing, from_hr, given_fields
from bot.programme.rosters.hr_plan import HrPlan, HrStep, Pair
from bot.programme.rosters.hr_records import HrLine, HrRead
from bot.programme.stored.configuration import current

MOST_LEAVERS = 20
"""Per cent of the listed people who may leave at once; more is most likely half a file."""
IN_DOUBT_FOR = timedelta(days=3)
"""How long somebody stays who may only have a new name; platforms are read every day."""


async def plan_import(work: Work, read: HrRead, *, allow_leavers: bool = False) -> HrPlan:
    """What an import will change; it only reads."""
    planner = _Planner(work, await current(work), read)
    plan = await planner.plan()
    found = plan.faults
    if read.skips:
        found = tuple(replace(fault, warning=True) for fault in found)
    elif read.lost:
        found = ()
    faults = [*read.faults, *found]
    # With unread lines, the people on them would wrongly count as leavers.
    if read.is_sound and not allow_leavers and _too_many(plan):
        leave = len(plan.going)
        share = round(100 * leave / max(plan.before, 1))
        what = (
            f"{leave} of {plan.before} people would leave, {share} per cent;"
            f" more than {MOST_LEAVERS} is most likely half a file"
        )
        remedy = "look at the dry run; if it is right, import it again with --allow-leavers"
        faults.append(Fault(1, what, remedy))
    in_order = tuple(sorted(faults, key=lambda fault: fault.line))
    return replace(plan, faults=in_order, left_out=read.left_out)


def _too_many(plan: HrPlan) -> bool:
    return len(plan.going) * 100 > MOST_LEAVERS * plan.before


class _Planner:
    def __init__(self, work: Work, programme: Programme, read: HrRead) -> None:
        self._work = work
        self._programme = programme
        self._lines: Sequence[HrLine] = read.lines
        self._file = read
        self._faults: list[Fault] = []
        self._by_index: dict[str, Person] = {}
        self._by_other: dict[str, Person] = {}
        self._by_number: dict[str, Person] = {}
        self._hr_records: dict[str, HrRecord] = {}
        self._references: dict[str, str] = {}

    async def plan(self) -> HrPlan:
        people = await self._read()
        hr_records = self._hr_records
        known = self._recognised()
        # People we do not know and the file lists as gone are left out.
        lines = [line for line in self._lines if line.active or known[line.email]]
        for line in lines:
            person = known[line.email]
            self._references[line.email] = person.reference if person else new_reference()
        steps = self._steps(lines, known)
        joined = tuple(self._joined(steps))
        here = {step.reference for step in steps} | {newer.reference for _, newer in joined}
        here |= self._perhaps_left_out(lines)
        gone = {
            reference: (each, HrRecord(reference=reference, active=False))
            for reference, each in self._gone(lines, hr_records).items()
            if reference not in here
        }
        going = tuple(
            p
            for p in people
            if p.reference in gone and p.active and OUTSIDE_HR not in p.from_playbook
        )
        said = {self._references[line.email] for line in lines if not line.active}
        pairs = await self._pairs([p for p in going if p.reference not in said], steps)
        stay = {pair.leaving.reference for pair in pairs if pair.in_doubt}
        gone |= {each: self._in_doubt(gone[each][0], each) for each in stay}
        stay -= {each for each in stay if self._is_decided(gone[each][1])}
        leaving = tuple(p for p in going if p.reference not in stay)
        return HrPlan(
            steps=tuple(steps),
            leaving=leaving,
            gone=tuple(pair for pair in gone.values() if self._is_news(*pair)),
            pairs=pairs,
            joined=joined,
            reused=tuple(self._reused(steps, joined)),
            before=self._before(people, hr_records, going),
            faults=tuple(self._faults),
        )

    def _steps(self, lines: Sequence[HrLine], known: Mapping[str, Person | None]) -> list[HrStep]:
        """What happens to each person whom the file does not mark as gone."""
        inactive = {line.email for line in self._lines if not line.active}
        return [self._step(line, known[line.email], inactive) for line in lines if line.active]

    async def _read(self) -> list[Person]:
        people = await self._work.of(Person).find()
        by_reference = {person.reference: person for person in people}
        self._hr_records = {each.reference: each for each in await self._work.of(HrRecord).find()}
        self._by_index = {p.email_index: p for p in people if p.email_index}
        self._by_number = {p.employee_index: p for p in people if p.employee_index}
        self._by_other = {
            other.blind_index: by_reference[other.person]
            for other in await self._work.of(OtherEmail).find()
            if other.person in by_reference
        }
        return people

    def _recognised(self) -> dict[str, Person | None]:
        """Who each line is about, by its e-mail: by number, by present, then by earlier address."""
        found: dict[str, Person] = {}
        taken: set[str] = set()

        def take(line: HrLine, person: Person | None) -> None:
            if person is None or line.email in found or person.reference in taken:
                return
            if self._is_of_another(line, person):
                return
            found[line.email] = person
            taken.add(person.reference)

        for line in self._lines:
            take(line, self._by_number.get(self._number(line) or ""))
        for line in self._lines:
            take(line, self._by_index.get(email_index(self._work, line.email)))
        for line in self._lines:
            take(line, self._by_other.get(email_index(self._work, line.email)))
        return {line.email: found.get(line.email) for line in self._lines}

    def _perhaps_left_out(self, lines: Sequence[HrLine]) -> set[str]:
        """The references of people whom a line that was left out lists, or may list.

        Somebody new with a number of their own is nobody we know. If a line may be about anybody,
        nobody leaves but those whom the file marks as gone.
        """
        found, anybody = set[str](), self._file.lost
        for line in self._file.refused:
            number = self._number(line)
            known = self._by_number.get(number or "") or self._person(line.email)
            if known is not None:
                found.add(known.reference)
            anybody = anybody or (known is None and number is None)
        marked = {self._references[line.email] for line in lines if not line.active}
        return found | (self._hr_records.keys() - marked if anybody else set())

    def _is_of_another(self, line: HrLine, person: Person) -> bool:
        """Whether a person is not the one of a line, by HR's numbers."""
        number = self._number(line)
        return bool(number and person.employee_index and number != person.employee_index)

    def _number(self, line: HrLine) -> str | None:
        """The blind index of a line's employee number."""
        if not line.number:
            return None
        return self._work.vault.blind_index("employee_number", line.number)

    def _joined(self, steps: Sequence[HrStep]) -> Iterator[tuple[Person, Person]]:
        """People known by number, with the record that has their new address already."""
        taken = {step.reference for step in steps}
        for step in steps:
            newer = self._holder(step)
            if step.person is None or newer is None or newer.reference in taken:
                continue
            if not (newer.employee_index or newer.gone):
                yield step.person, newer

    def _reused(
        self, steps: Sequence[HrStep], joined: Sequence[tuple[Person, Person]]
    ) -> Iterator[tuple[Person, HrStep]]:
        """People whose address a line gives to somebody else."""
        one = {newer.reference for _, newer in joined}
        for step in steps:
            holder = self._holder(step)
            if holder is not None and holder.reference not in one:
                yield holder, step

    def _holder(self, step: HrStep) -> Person | None:
        """Who has the address of a line so far, if that is not the person of the line."""
        holder = self._by_index.get(email_index(self._work, step.line.email))
        return holder if holder is not None and holder.reference != step.reference else None

    async def _pairs(self, going: Sequence[Person], steps: Sequence[HrStep]) -> tuple[Pair, ...]:
        """Pairs of somebody who seems to leave and somebody added, who may be one person."""
        alike: dict[tuple[str, str], list[Person]] = {}
        for person in going:
            if all(work := self._work_of(person)):
                alike.setdefault(work, []).append(person)
        names = await self._work.vault.open_all(sorted(person.reference for person in going))
        pairs = []
        for step in steps:
            work = (step.hr_record.unit, step.hr_record.profession.casefold())
            for person in alike.get(work, ()):
                if self._is_of_another(step.line, person):
                    continue
                name = names.get(person.reference, {}).get("name", "")
                in_doubt = name_in_common(name, step.line.name)
                # Somebody who was added before is still the other half of a pair in doubt.
                if step.person is None or (in_doubt and self._is_in_doubt(person)):
                    pairs.append(Pair(person, step, in_doubt))
        return tuple(pairs)

    def _work_of(self, person: Person) -> tuple[str, str]:
        """The unit and the profession of somebody, as HR's file had them if it did."""
        record = self._hr_records.get(person.reference)
        of = record if record is not None and record.active else person
        return of.unit, of.profession.casefold()

    def _is_in_doubt(self, person: Person) -> bool:
        record = self._hr_records.get(person.reference)
        return record is not None and record.leaves_at is not None

    def _in_doubt(
        self, before: HrRecord | None, reference: str
    ) -> tuple[HrRecord | None, HrRecord]:
        """What HR's file says of somebody who stays for now."""
        until = before.leaves_at if before is not None else None
        until = until or self._work.now + IN_DOUBT_FOR
        return before, HrRecord(reference=reference, active=False, leaves_at=until)

    def _is_decided(self, record: HrRecord) -> bool:
        return record.leaves_at is not None and record.leaves_at <= self._work.now

    def _is_news(self, before: HrRecord | None, after: HrRecord) -> bool:
        """Whether the record of somebody who is no longer listed changes."""
        return before is None or before.active or before.leaves_at != after.leaves_at

    def _person(self, email: str) -> Person | None:
        blind_index = email_index(self._work, email)
        return self._by_index.get(blind_index) or self._by_other.get(blind_index)

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

    def _step(self, line: HrLine, person: Person | None, inactive: set[str]) -> HrStep:
        reference = self._references[line.email]
        blind_index = self._index(line)
        before = self._hr_records.get(reference)
        hr_record = HrRecord(
            reference=reference,
            revision=before.revision if before else 0,
            unit=line.unit,
            profession=line.profession,
            manager=self._manager(line, inactive),
            zone=line.zone,
            locale=line.locale,
            employment=line.employment,
            level=line.level,
            adult=line.adult,
            blind_index=blind_index,
        )
        known = person or Person(reference=reference)
        # Somebody new reads the hospital's language until their own is known.
        begun = person or replace(known, locale=self._programme.language)
        given = given_fields(known, known.from_playbook)
        wanted = replace(
            begun,
            email_index=email_index(self._work, line.email),
            employee_index=self._number(line) or known.employee_index,
            **cast("Any", from_hr(begun, hr_record, self._programme, given)),
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
