"""A rehearsal: prints what a file of messages would lead to, without reporting anything.

It reads messages with the same code as the real channels, but stores nothing and prints nothing
that identifies a patient.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.intake import adt, timestamps
from adapters.intake.csv_folder import read_csv
from adapters.intake.faults import BadField
from adapters.intake.fhir_resources import NothingInIt
from adapters.intake.gateway import PassedOver, Reported
from adapters.intake.hl7_message import decoded, header_of
from adapters.intake.mapping import zone_of
from adapters.intake.webhook import read_body
from bot.adverse_events.last_said import LastSaid, Statement, joined, judged, keeps_former
from bot.adverse_events.model import SourceReport, trigger_for
from bot.adverse_events.unread import Lacks
from bot.core.clock import in_zone
from bot.programme import today
from bot.programme.model import Harm, Programme, Source, SourceForm, Trigger

MESSAGE = re.compile(rb"(?:\A|[\r\n\x0b\x1c])(?=MSH[^\w\s])")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Told:
    """A death that would be reported, and until when notes for it would wait; ``None`` for none."""

    report: SourceReport
    held_until: datetime | None

    def repeats(self, other: "_Told", now: datetime) -> bool:
        """Whether it would be withdrawn, as the other report says the same and stands."""
        return other.held_until is not None and (self.held_until is None or now < self.held_until)


@dataclass(frozen=True, order=True)
class Hour:
    """A unit, and an hour on its clock, in which something would be reported."""

    unit: str
    starts: str
    kind: str
    harm: str


@dataclass
class Rehearsal:
    """Collects what would be reported, line by line; ``faults`` counts the refused messages."""

    programme: Programme
    source: Source
    now: datetime
    lines: list[str] = field(default_factory=list)
    messages: int = 0
    reported: int = 0
    taken_back: int = 0
    passed_over: int = 0
    faults: int = 0
    standing: Counter[Hour] = field(default_factory=Counter)
    """How many reports of each hour are not taken back."""
    without_trigger: int = 0
    """Of all reports, those that start no notes."""
    why: dict[str, Counter[str]] = field(default_factory=dict)
    """How often a message was not accepted, passed over, or not known, by the reason."""
    _known: dict[str, LastSaid] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict)
    _reports: dict[str, SourceReport] = field(default_factory=dict)
    _told: dict[tuple[str, int], _Told] = field(default_factory=dict)

    def play(self, raw: bytes) -> None:
        """Play a whole file; what files before it said is still known."""
        for now, reported in self._messages(raw):
            number = self.messages = self.messages + 1
            if isinstance(reported, NothingInIt):
                said = f"{reported.field} {reported.reason}"
                self._because(number, "contains nothing", said)
                continue
            if isinstance(reported, BadField):
                self._fault(number, reported)
                continue
            for each in reported:
                try:
                    self._one(number, each, now)
                except BadField as fault:
                    self._fault(number, fault)

    @property
    def total(self) -> str:
        """How many messages there were, and what would have become of them."""
        passed_over = f" {self.passed_over} passed over," if self.passed_over else ""
        return (
            f"{self.messages} messages: {self.reported} would be reported,"
            f" {self.taken_back} taken back,{passed_over} {self.faults} not accepted."
        )

    def _because(self, number: int, what: str, why: str) -> None:
        """Note what becomes of a message that is not reported, and why."""
        self.lines.append(f"message {number}: {what}: {why}")
        self.why.setdefault(what, Counter())[why] += 1

    def _fault(self, number: int, fault: BadField) -> None:
        self.faults += 1
        self._because(number, "not accepted", f"{fault.field} {fault.reason}")

    def _pass_over(self, number: int, lacks: Lacks) -> None:
        self.passed_over += 1
        self._because(number, "passed over", f"{lacks.field} {lacks.reason}")

    def _one(self, number: int, reported: Reported, now: datetime) -> None:
        if isinstance(reported, Statement):
            self._statement(number, reported, now)
            return
        if isinstance(reported, PassedOver):
            self._pass_over(number, reported.lacks)
            return
        known = self._reports.get(reported.id)
        if known is None and not reported.cancelled:
            self._report(number, reported)
        elif known is not None and reported.cancelled and not known.cancelled:
            self._withdraw(number, known)
        if known is None or reported.cancelled:
            self._reports[reported.id] = reported

    def _statement(self, number: int, statement: Statement, now: datetime) -> None:
        patient = self._merged(number, statement, now)
        before = self._known.get(patient) or LastSaid(reference="", erase_at=NEVER)
        verdict = judged(before, statement, statement.visit, now)
        if verdict.passed_over is not None:
            self._pass_over(number, verdict.passed_over)
        for unmapped in statement.unmapped:
            self._because(number, "not known", f"{unmapped.field} {unmapped.reason}")
        if verdict.reports:
            if statement.lacks is not None:
                raise BadField(statement.lacks.field, statement.lacks.reason)
            if statement.occurred_at is None:
                raise BadField("time", "is missing")
            report = _report_of(statement, statement.occurred_at)
            trigger = self._trigger(report)
            held_until = now + trigger.hold_off if trigger else None
            self._told[patient, before.rounds + 1] = _Told(report, held_until)
            self._report(number, report)
        elif verdict.takes_back:
            for each in (patient, *(each for each, at in self._same.items() if at == patient)):
                self._take_back(number, each)
        if verdict.after is not None:
            self._known[patient] = verdict.after

    def _take_back(self, number: int, patient: str) -> None:
        row = self._known.get(patient)
        told = self._told.pop((patient, row.rounds), None) if row else None
        if told is not None:
            self._withdraw(number, told.report)

    def _merged(self, number: int, statement: Statement, now: datetime) -> str:
        """The record that counts for this patient, as two were merged."""
        patient, former = (
            self._same.get(each, each) for each in (statement.patient, statement.formerly)
        )
        if not former or former == patient:
            return patient
        old, new = self._known.get(former), self._known.get(patient)
        if old is None and new is None:
            return patient
        kept, other = (former, patient) if keeps_former(old, new) else (patient, former)
        if old is not None and new is not None:
            told = [self._told.get((each, self._known[each].rounds)) for each in (kept, other)]
            if told[0] and told[1] and told[1].repeats(told[0], now):
                self._take_back(number, other)
            self._known[kept] = joined(self._known[kept], self._known[other])
        self._same = {each: kept if at == other else at for each, at in self._same.items()}
        self._same[other] = kept
        return kept

    def _trigger(self, report: SourceReport) -> Trigger | None:
        day = today(self.programme, self.now)
        return trigger_for(self.programme, report.kind, report.harm, report.unit, day)

    def _report(self, number: int, report: SourceReport) -> None:
        quiet = self._trigger(report) is None
        self._say(number, "would report", report, "; no trigger asks for notes" if quiet else "")
        self.reported += 1
        self.without_trigger += quiet
        self.standing[self._hour(report)] += 1

    def _withdraw(self, number: int, report: SourceReport) -> None:
        self._say(number, "would take back", report)
        self.taken_back += 1
        self.standing[self._hour(report)] -= 1

    def _hour(self, report: SourceReport) -> Hour:
        at = in_zone(report.occurred_at, self._zone(report))
        return Hour(report.unit, f"{at:%Y-%m-%d %H}:00", report.kind, report.harm)

    def _zone(self, report: SourceReport) -> str:
        unit = self.programme.unit(report.unit)
        return unit.zone if unit else self.programme.zone

    def _say(self, number: int, what: str, report: SourceReport, note: str = "") -> None:
        at = timestamps.shown(report.occurred_at, self._zone(report))
        self.lines.append(
            f"message {number}: {what}: kind {report.kind}, harm {report.harm},"
            f" unit {report.unit}, at {at}{note}"
        )

    def _messages(self, raw: bytes) -> Iterator[tuple[datetime, list[Reported] | BadField]]:
        """What each message reports, read as if it had arrived when it was sent."""
        match self.source.form:
            case SourceForm.HL7:
                yield from self._hl7(raw)
            case SourceForm.CSV:
                read = read_csv(self.programme, self.source, raw, self.now)
                for fault in read.faults:
                    yield self.now, BadField(f"line {fault.line}: {fault.field}", fault.reason)
                yield self.now, list(read.reports) if not read.faults else []
            case _:
                for body in _bodies(raw):
                    yield self.now, self._body(body)

    def _hl7(self, raw: bytes) -> Iterator[tuple[datetime, list[Reported] | BadField]]:
        for block in MESSAGE.split(raw):
            text = block.strip(b"\x0b\x1c\r\n \xef\xbb\xbf")
            if not text or text.startswith((b"FHS", b"BHS")):
                # The headers of a file or a batch are not messages.
                continue
            now = self.now
            try:
                header = header_of(decoded(block))
                zone = zone_of(self.programme, self.source)
                now = timestamps.when(header.sent_at, "MSH-7", zone, self.now).moment or self.now
                found = adt.statement_in(self.programme, self.source, header, decoded(block), now)
                yield now, [] if found is None else [found]
            except BadField as fault:
                yield now, fault

    def _body(self, body: bytes) -> list[Reported] | BadField:
        try:
            return read_body(self.programme, self.source.key, body, self.now)
        except BadField as fault:
            return fault


def _bodies(raw: bytes) -> list[bytes]:
    """One body, or one on each line (NDJSON)."""
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        lines = [line for line in raw.splitlines() if line.strip()]
        return lines if len(lines) > 1 else [raw]
    return [raw]


def _report_of(statement: Statement, at: datetime) -> SourceReport:
    return SourceReport(statement.source, "", statement.kind, Harm.DEATH, statement.unit, at)
