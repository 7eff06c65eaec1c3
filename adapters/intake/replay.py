"""A rehearsal: what a file of messages would lead to, without telling anybody.

It runs what the doors run, on nothing: no message of the file is kept, and of whom it is about
nothing is printed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.intake import adt, fhir, moments
from adapters.intake.adt import WrongKind
from adapters.intake.faults import BadField
from adapters.intake.folder import read_csv
from adapters.intake.hl7_message import decoded, header_of
from adapters.intake.mapped import Elsewhere, zone_of
from adapters.intake.parse import parse, parse_mapped
from adapters.intake.take import Said
from bot.adverse_events.model import SourceReport, trigger_for
from bot.adverse_events.statements import LastSaid, Statement, Turn, is_news, listened, turn
from bot.programme import today
from bot.programme.model import Harm, Programme, Source, SourceForm

MESSAGE = re.compile(rb"(?:\A|[\r\n\x0b\x1c])(?=MSH[^\w\s])")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Rehearsal:
    """What would be reported, line by line; ``faults`` is how many messages could not be taken."""

    programme: Programme
    source: Source
    now: datetime
    lines: list[str] = field(default_factory=list)
    messages: int = 0
    reported: int = 0
    taken_back: int = 0
    faults: int = 0
    _known: dict[str, LastSaid] = field(default_factory=dict)
    _reports: dict[str, SourceReport] = field(default_factory=dict)
    _told: dict[tuple[str, int], Statement] = field(default_factory=dict)

    def play(self, raw: bytes) -> None:
        """Play a whole file."""
        for number, (now, said) in enumerate(self._messages(raw), 1):
            self.messages = number
            if isinstance(said, BadField):
                self._fault(number, said)
                continue
            for each in said:
                try:
                    self._one(number, each, now)
                except BadField as fault:
                    self._fault(number, fault)
        self.lines.append(
            f"{self.messages} messages: {self.reported} would be reported,"
            f" {self.taken_back} taken back, {self.faults} not taken."
        )

    def _fault(self, number: int, fault: BadField) -> None:
        self.faults += 1
        self.lines.append(f"message {number}: not taken: {fault.field} {fault.reason}")

    def _one(self, number: int, said: Said, now: datetime) -> None:
        if isinstance(said, Statement):
            self._statement(number, said, now)
            return
        known = self._reports.get(said.id)
        if known is None and not said.cancelled:
            self._say(number, "would report", said)
            self.reported += 1
        elif known is not None and said.cancelled and not known.cancelled:
            self._say(number, "would take back", known)
            self.taken_back += 1
        if known is None or said.cancelled:
            self._reports[said.id] = said

    def _statement(self, number: int, said: Statement, now: datetime) -> None:
        before = self._known.get(said.patient) or LastSaid(reference="", erase_at=NEVER)
        after = listened(before, said, said.visit)
        if said.is_empty or after == before:
            return
        turned = turn(before, after)
        if turned is Turn.DIED and said.elsewhere:
            return
        if turned is Turn.DIED and is_news(said, now):
            if said.lacks is not None or said.occurred_at is None:
                field_name = said.lacks.field if said.lacks else "time"
                raise BadField(field_name, said.lacks.reason if said.lacks else "is missing")
            self._told[said.patient, before.rounds + 1] = said
            self._say(number, "would report", _report(said, said.occurred_at))
            self.reported += 1
            after = LastSaid(**{**vars(after), "rounds": after.rounds + 1})
        elif turned is Turn.BACK and before.rounds:
            first = self._told[said.patient, before.rounds]
            self._say(number, "would take back", _report(first, first.occurred_at or now))
            self.taken_back += 1
        self._known[said.patient] = after

    def _say(self, number: int, what: str, report: SourceReport) -> None:
        unit = self.programme.unit(report.unit)
        zone = unit.zone if unit else self.programme.zone
        at = moments.shown(report.occurred_at, zone)
        day = today(self.programme, self.now)
        quiet = trigger_for(self.programme, report.kind, report.harm, report.unit, day) is None
        note = "; no trigger asks for notes" if quiet and what == "would report" else ""
        self.lines.append(
            f"message {number}: {what}: kind {report.kind}, harm {report.harm},"
            f" unit {report.unit}, at {at}{note}"
        )

    def _messages(self, raw: bytes) -> Iterator[tuple[datetime, list[Said] | BadField]]:
        """What each message says, each read as if it had come when it was sent."""
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

    def _hl7(self, raw: bytes) -> Iterator[tuple[datetime, list[Said] | BadField]]:
        for block in MESSAGE.split(raw):
            text = block.strip(b"\x0b\x1c\r\n \xef\xbb\xbf")
            if not text or text.startswith((b"FHS", b"BHS")):
                # The heads of a file and of a batch say nothing of anybody.
                continue
            now = self.now
            try:
                header = header_of(decoded(block))
                zone = zone_of(self.programme, self.source)
                sent = moments.of_hl7(header.sent_at, zone, self.now)
                now = sent if isinstance(sent, datetime) else self.now
                said = adt.said_in(self.programme, self.source, header, decoded(block), now)
                yield now, [] if said is None else [said]
            except (BadField, WrongKind) as fault:
                yield now, fault
            except ValueError:
                yield now, BadField("MSH-7", "is no time")

    def _body(self, body: bytes) -> list[Said] | BadField:
        try:
            if self.source.form is SourceForm.FHIR:
                return fhir.read(self.programme, self.source, body, self.now)
            if self.source.fields:
                return [parse_mapped(self.programme, self.source, body, self.now)]
            return [parse(self.source.key, body, self.now)]
        except Elsewhere:
            return []
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


def _report(said: Statement, at: datetime) -> SourceReport:
    return SourceReport(said.source, "", said.kind, Harm.DEATH, said.unit, at)
