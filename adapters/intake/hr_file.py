"""Reads HR's CSV file of staff; every fault has its line and a remedy.

The file may be separated by comma, semicolon or tab, have its columns in any order, and use the
encodings of office programs. Columns without a meaning here are never looked at.
"""

import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from adapters.intake.hr_table import HrTable
from adapters.playbook import remedy_for
from bot.core.people import Employment, TrainingLevel
from bot.core.storage import Work
from bot.programme import HrPlan, current, import_records
from bot.programme.hours.quiet_hours import is_zone
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrFile
from bot.programme.rosters.hr_records import HrLine, HrRead, folded

YES = ("true", "yes", "y", "1", "active")
NO = ("false", "no", "n", "0", "inactive", "terminated")

MOST_REMEDIES = 100
"""For how many unknown units a similar name is looked for; more are no typing errors."""

MOST_SKIPPED = 20
"""Per cent of the lines that may be left out; with more, the export has changed."""

NOT_IN_ADDRESS = r"@\s;:,<>()\[\]\"\\"
EMAIL = re.compile(
    rf"[^{NOT_IN_ADDRESS}]+@[^.{NOT_IN_ADDRESS}']+(\.[^.{NOT_IN_ADDRESS}']+)+",
)
ADDRESS_MARKS = re.compile(r".*<(?P<within>[^<>]*)>|(?:mailto|smtp):(?P<after>.*)", re.IGNORECASE)
"""How directories and mail programs write an address: within a name, or after a word."""
LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]+)*")
LEVELS = {
    TrainingLevel.RESIDENT: re.compile(r"intern|pgy[- ]?\d|resident .*"),
    TrainingLevel.STUDENT: re.compile(r".* student"),
}
"""What HR files write for a training level, beside its name."""


def read_hr(raw: bytes, how: HrFile, units: Mapping[str, str]) -> HrRead:
    """Read a file; ``units`` are the names of the programme's units by key."""
    return _Reader(how, units).read(raw)


async def read_for(work: Work, raw: bytes, encoding: str = "") -> HrRead:
    """Read a file with the column and unit names of the present programme."""
    return read_in(await current(work), raw, encoding)


def read_in(programme: Programme, raw: bytes, encoding: str = "") -> HrRead:
    """Read a file with the column and unit names of a programme."""
    how = replace(programme.hr, encoding=encoding) if encoding else programme.hr
    return read_hr(raw, how, {unit.key: unit.name for unit in programme.units})


async def import_file(
    work: Work, raw: bytes, who: str, *, encoding: str = "", allow_leavers: bool = False
) -> HrPlan:
    """Import a complete file or nothing of it; the returned plan says which, and why."""
    read = await read_for(work, raw, encoding)
    return await import_records(work, read, who, allow_leavers=allow_leavers)


class _Reader:
    def __init__(self, how: HrFile, units: Mapping[str, str]) -> None:
        self._how = how
        self._names = units
        self._units = {folded(name): key for key, name in units.items()}
        self._units |= {key: key for key in units} | dict(how.units)
        self._found = HrRead()
        self._table = HrTable(how, self._found)
        self._strange: dict[str, list[int]] = {}
        self._addressless: list[int] = []
        self._people: dict[int, HrLine] = {}
        self._alike: dict[int, int] = {}

    def read(self, raw: bytes) -> HrRead:
        seen: dict[str, HrLine] = {}
        for number, cells in self._table.rows(raw):
            person = self._person(number, cells)
            if person is None:
                continue
            self._people[number] = person
            first = seen.get(person.email)
            seen[person.email] = person if first is None else self._joined(first, person)
        self._found.lines += seen.values()
        self._check_numbers()
        self._of_the_whole()
        if self._how.skip_faulty_lines:
            self._skip()
        self._found.faults.sort(key=lambda fault: fault.line)
        return self._found

    def _joined(self, first: HrLine, second: HrLine) -> HrLine:
        """Two lines of one address: the same line twice, or two jobs of one person.

        Of two jobs, the first that is not over counts, and the other only fills what it leaves
        empty. Somebody has left once all their jobs are over.
        """
        if replace(second, line=first.line) == first:
            return first
        numbers = {first.number, second.number} - {""}
        if folded(first.name) != folded(second.name) or len(numbers) > 1:
            what = f"{second.email} is on line {first.line} already, as somebody else"
            self._found.wrong(second.line, what, "take one of the two out, or mend its address")
            return first
        main, other = (second, first) if second.active and not first.active else (first, second)
        if (
            main.active
            and other.active
            and (main.unit, main.profession)
            != (
                other.unit,
                other.profession,
            )
        ):
            what = f"{main.email} has another job on line {main.line}, which counts"
            remedy = "that is fine; if this one should count, let it come first"
            self._found.wrong(other.line, what, remedy, warning=True)
        return replace(
            main,
            line=first.line,
            profession=main.profession or other.profession,
            unit=main.unit or other.unit,
            manager=main.manager or other.manager,
            zone=main.zone or other.zone,
            locale=main.locale or other.locale,
            level=other.level if main.level is TrainingLevel.NONE else main.level,
            adult=main.adult and other.adult,
            number=main.number or other.number,
        )

    def _check_numbers(self) -> None:
        numbers: dict[str, int] = {}
        for person in self._found.lines:
            if person.number in numbers:
                what = f"employee_number is that of line {numbers[person.number]}, too"
                remedy = "give each person their own, or leave it empty"
                self._found.wrong(person.line, what, remedy)
                self._alike.setdefault(numbers[person.number], person.line)
            elif person.number:
                numbers[person.number] = person.line

    def _skip(self) -> None:
        """Leave out the lines with faults, unless they are many or the file itself has one."""
        found = self._found
        found.skips = True
        faults = {fault.line for fault in found.faults if not fault.warning}
        if not faults or not faults <= self._table.lines:
            return
        others = self._wrong_with_others(faults)
        wrong, lines = faults | others.keys(), len(self._table.lines)
        if len(wrong) * 100 > MOST_SKIPPED * lines:
            what = f"{len(wrong)} of {lines} lines are wrong, over {MOST_SKIPPED} %"
            found.wrong(1, what, "so many are not left out: export it again, or mend them")
            return
        found.left_out = len(wrong)
        found.refused = [person for line, person in self._people.items() if line in wrong]
        emails = {person.email for person in found.refused}
        found.lines = [person for person in found.lines if person.email not in emails]
        for line, (what, remedy) in others.items():
            found.wrong(line, what, remedy)
        # What is remarked about a person is not so of one who is left out.
        about = wrong & self._people.keys()
        found.faults = [
            fault
            if fault.warning
            else replace(fault, what=f"left out: {fault.what}", warning=True, left_out=True)
            for fault in found.faults
            if not (fault.warning and fault.line in about)
        ]

    def _wrong_with_others(self, faults: AbstractSet[int]) -> dict[int, tuple[str, str]]:
        """What is wrong with lines because of another one, and the remedy, by line.

        They are those after the first with an unknown unit, the first of two people with one
        number, as nobody knows whose it is, and those of an address that is left out.
        """
        wrong: dict[int, tuple[str, str]] = {}
        for unit, (first, *more) in ({} if self._how.other_units else self._strange).items():
            what = f'"{unit}" is not a unit here, as on line {first}'
            wrong |= dict.fromkeys(more, (what, "mend or map it as there"))
        for line, other in self._alike.items():
            what = f"employee_number is that of line {other}, too"
            wrong.setdefault(line, (what, "give each person their own, or leave it empty"))
        bad = faults | wrong.keys()
        emails = {each.email: line for line, each in self._people.items() if line in bad}
        for line, person in self._people.items():
            if line not in bad and person.email in emails:
                what = f"{person.email} is on line {emails[person.email]}, too, which is left out"
                wrong[line] = (what, "mend that line")
        return {line: why for line, why in wrong.items() if line not in faults}

    def _of_the_whole(self) -> None:
        strange = {} if self._how.other_units else self._strange
        known = [*self._names, *self._names.values()]
        for number, (unit, lines) in enumerate(strange.items()):
            more = f", and on {len(lines) - 1} more lines" if len(lines) > 1 else ""
            near = remedy_for(unit, known if number < MOST_REMEDIES else (), "mend it")
            remedy = f'{near}; or map it in the playbook, [roster.units]: "{unit}" = "…"'
            self._found.wrong(lines[0], f'"{unit}" is not a unit here{more}', remedy)
        if self._addressless:
            count = len(self._addressless)
            who = f"{count} people have" if count > 1 else "1 person has"
            what = f"{who} no e-mail address, so nothing reaches them; the first one here"
            remedy = "give them one, or a card on paper: support-timeout kit"
            self._found.wrong(self._addressless[0], what, remedy, warning=True)
        if not self._found.lines and self._found.is_sound:
            self._found.wrong(1, "there is nobody in this file", "export it again")

    def _person(self, line: int, given: Mapping[str, str]) -> HrLine | None:
        email, name = _plain_address(given["email"]), given["name"]
        if not email:
            self._addressless.append(line)
            return None
        if not EMAIL.fullmatch(email):
            remedy = "write the work e-mail address"
            self._found.lost = True
            self._found.wrong(line, f'"{email}" is not an e-mail address', remedy)
            return None
        if not name:
            self._found.wrong(line, f"{email} has no name", "write it: people are greeted by it")
        manager = _plain_address(given.get("manager", ""))
        if manager and not EMAIL.fullmatch(manager):
            remedy = "write the manager's work e-mail address, or leave it empty"
            self._found.wrong(line, f'manager "{manager}" is not an e-mail address', remedy)
            manager = ""
        if manager == email:
            remedy = "name another, or leave it empty"
            self._found.wrong(line, f"{email} would be their own manager", remedy)
        return HrLine(
            line=line,
            email=email,
            name=name,
            profession=given.get("role", ""),
            unit=self._unit(line, given.get("unit", "")),
            manager=manager,
            zone=self._zone(line, given.get("timezone", "")),
            locale=self._language(line, given.get("language", "")),
            employment=self._employment(line, given.get("employment", "")),
            level=self._level(line, given.get("level", "")),
            adult=self._flag(line, "adult", given.get("adult", "")),
            active=self._is_active(line, given.get("active", "")),
            number=_plain_number(given.get("employee_number", "")),
        )

    def _unit(self, line: int, text: str) -> str:
        known = self._units.get(folded(text), None if text else "")
        if known is None:
            self._strange.setdefault(text, []).append(line)
        return known or ""

    def _zone(self, line: int, text: str) -> str:
        if text and not is_zone(text):
            remedy = 'write it like "America/Denver", or leave it empty'
            self._found.wrong(line, f'"{text}" is not a time zone', remedy)
            return ""
        return text

    def _language(self, line: int, text: str) -> str:
        head, separator, region = text.replace("-", "_").partition("_")
        code = f"{head.casefold()}{separator}{region}"
        if text and not LANGUAGE.fullmatch(code):
            remedy = 'write it like "es", or leave it empty'
            self._found.wrong(line, f'"{text}" is not a language', remedy)
            return ""
        return code

    def _employment(self, line: int, text: str) -> Employment:
        word = folded(text)
        if not word:
            return Employment.EMPLOYEE
        if word in self._how.employments:
            return self._how.employments[word]
        if word in set(Employment):
            return Employment(word)
        near = remedy_for(word, list(Employment), "mend it")
        remedy = f"{near}; or map it in the playbook, [roster.employments]"
        self._found.wrong(line, f'"{text}" is not a kind of employment', remedy)
        return Employment.EMPLOYEE

    def _level(self, line: int, text: str) -> TrainingLevel:
        """The training level; what cannot be read is none, as it only helps to find a match."""
        word = folded(text)
        if not word or word in set(TrainingLevel):
            return TrainingLevel(word or TrainingLevel.NONE)
        if found := next((level for level, seen in LEVELS.items() if seen.fullmatch(word)), None):
            return found
        remedy = f"write one of: {', '.join(TrainingLevel)}; or leave it empty"
        self._found.wrong(line, f'"{text}" is not a training level', remedy, warning=True)
        return TrainingLevel.NONE

    def _is_active(self, line: int, text: str) -> bool:
        known = self._how.active.get(folded(text))
        if known is not None:
            return known
        remedy = f'write yes or no; or map it in the playbook, [roster.active]: "{text}" = true'
        return self._flag(line, "active", text, remedy)

    def _flag(self, line: int, name: str, text: str, remedy: str = "write yes or no") -> bool:
        word = folded(text)
        if word in NO:
            return False
        if word and word not in YES:
            self._found.wrong(line, f'{name} is "{text}"', remedy)
        return True


def _plain_number(text: str) -> str:
    """An employee number to compare by: a spreadsheet takes the zeros from the front of it."""
    number = _visible(text).removeprefix("'").casefold()
    return number.lstrip("0") or number if number.isdecimal() else number


def _plain_address(text: str) -> str:
    """An address without what programs put around it; what is no address stays as it is."""
    plain = _visible(text).strip(" '\";,")
    if marked := ADDRESS_MARKS.fullmatch(plain):
        plain = (marked["within"] or marked["after"] or "").strip(" '\";,")
        plain = re.sub(r"^(?:mailto|smtp):", "", plain, flags=re.IGNORECASE)
    return plain.casefold()


def _visible(text: str) -> str:
    """A text without characters that nobody sees, such as a space of no width."""
    return "".join(each for each in text if unicodedata.category(each) != "Cf").strip()
