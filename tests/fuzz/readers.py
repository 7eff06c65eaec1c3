"""Every reader of texts from outside, with real texts to change and the errors it may raise."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from adapters.calendars.faults import CalendarFault
from adapters.calendars.parser import How, read_calendar
from adapters.calendars.reader_process import series_limit
from adapters.intake.adt import statement_in
from adapters.intake.csv_folder import read_csv
from adapters.intake.faults import BadField
from adapters.intake.hl7_answer import answer
from adapters.intake.hl7_message import decoded, header_of
from adapters.intake.hr_file import read_hr
from adapters.intake.mllp_frames import Frames
from adapters.intake.webhook import read_body
from adapters.playbook import check
from adapters.practice.parse import Unreadable
from adapters.practice.parse import parse as parse_practice
from adapters.slack.parse import Unreadable as SlackUnreadable
from adapters.slack.parse import command as slack_command
from bot.core.commands import ADMIN, SUPPORT
from bot.features import make_registry
from bot.programme import Window
from bot.programme.model import Programme, Source, SourceForm
from bot.programme.model.external_sources import HrFile
from tests.adapters.calendars.feeds import FOREVER, GOOGLE, OUTLOOK
from tests.adapters.intake.adt_kit import ADT, Adt
from tests.adapters.intake.fhir_kit import adverse_event, encounter, notification, patient
from tests.bot.programme.test_playbook import SMALL
from tests.world import START, Home, World, programme

NOW = START + timedelta(days=1)
WINDOW = Window(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC))
FIELDS = {"id": "No", "unit": "Ward", "time": "When", "kind": "What", "harm": "Harm"}
MAPPED = {"id": "n", "unit": "at.ward", "time": "at.when", "kind": "what", "people": "staff"}
SOURCES = (
    ADT,
    replace(ADT, key="adt2", fields={"unit": "PV1-3-2", "time": "EVN-6", "visit": "PV1-19"}),
    Source("csv", "Register", form=SourceForm.CSV, fields=FIELDS),
    Source("swiss", "Register", form=SourceForm.CSV, fields=FIELDS, time_format="%d.%m.%Y %H:%M"),
    Source("fhir", "Records", form=SourceForm.FHIR, units={"icu-4": "icu"}),
    Source("mapped", "Risk", form=SourceForm.JSON, fields=MAPPED),
    Source("plain", "Risk"),
)


@dataclass(frozen=True)
class Reader:
    """A reader; ``own`` are the errors with which it refuses a text."""

    name: str
    corpus: Sequence[bytes]
    read: Callable[[bytes], object]
    own: tuple[type[Exception], ...] = ()


def all_readers() -> Sequence[Reader]:
    """Every reader of texts from outside."""
    known = with_sources()
    return (
        Reader("hl7", _adt_corpus(), lambda raw: _hl7(known, raw), (BadField,)),
        Reader("mllp", _mllp_corpus(), _mllp, (BadField,)),
        Reader("fhir", _fhir_corpus(), lambda raw: read_body(known, "fhir", raw, NOW), (BadField,)),
        Reader("json", _json_corpus(), lambda raw: _json(known, raw), (BadField,)),
        Reader("csv", _csv_corpus(), lambda raw: _csv(known, raw)),
        Reader("hr", _hr_corpus(), lambda raw: read_hr(raw, HR, {"icu": "Intensive care"})),
        Reader("calendar", _calendar_corpus(), _calendar, (CalendarFault,)),
        Reader("playbook", _playbook_corpus(), _playbook),
        Reader("slack", _slack_corpus(), _slack, (SlackUnreadable,)),
        Reader("practice", _practice_corpus(), parse_practice, (Unreadable,)),
        Reader("commands", _command_corpus(), Typist()),
    )


def with_sources() -> Programme:
    """The sample programme with these sources, and nobody in it."""
    people: dict[str, str] = defaultdict(lambda: "p1")
    return replace(programme(people, Home()), sources=SOURCES)


# ---- HL7 and its frames ----


def _adt_corpus() -> list[bytes]:
    died = Adt("A03", NOW, dead="Y", died_at=NOW - timedelta(minutes=20), disposition="20")
    messages = [
        died,
        replace(died, trigger="A08", died_at="2019", version="2.3", indexes="#*!\\$"),
        replace(died, trigger="A31", disposition="EXPIRED", ends="\r\n"),
        replace(died, trigger="A13", dead="N", without=frozenset({"PV1"})),
        Adt("A01", NOW),
    ]
    merge = messages[0].text().replace("ADT^A03", "ADT^A40") + "MRG|100002^^^HOSP^MR\r"
    return [each.bytes() for each in messages] + [merge.encode()]


def _hl7(known: Programme, raw: bytes) -> None:
    header = header_of(decoded(raw))
    answer(header, "AE", NOW, "PID-3", "is missing", "101")
    for source in SOURCES[:2]:
        with suppress(BadField):
            statement_in(known, source, header, decoded(raw), NOW)


def _mllp_corpus() -> list[bytes]:
    framed = [b"\x0b" + each + b"\x1c\r" for each in _adt_corpus()]
    return [*framed, b"".join(framed[:3]), b"\r\n".join(framed[:2])]


def _mllp(raw: bytes) -> None:
    async def read() -> None:
        stream = asyncio.StreamReader()
        stream.feed_data(raw)
        stream.feed_eof()
        frames = Frames(stream, 5.0)
        while (frame := await frames.next()) is not None and not frame.is_last:
            pass

    asyncio.run(read())


# ---- JSON ----


def _fhir_corpus() -> list[bytes]:
    at, ended = NOW.isoformat(), (NOW - timedelta(minutes=30)).isoformat()
    found = []
    for version in ("R4", "R5"):
        stay = encounter(version, at, end=ended)
        person = patient(version, at, deceasedDateTime=ended)
        bundle = notification(version, "event-notification", at, stay, person)
        found += [stay, person, adverse_event(version, at), bundle]
    return [json.dumps(each).encode() for each in found]


def _json_corpus() -> list[bytes]:
    at = (NOW - timedelta(hours=1)).isoformat()
    plain = {"id": "7", "kind": "near_miss", "harm": "none", "unit": "icu", "occurred_at": at}
    mapped = {"n": 7, "at": {"ward": "icu", "when": at}, "what": "fall", "staff": ["a@x.org"]}
    return [json.dumps(each).encode() for each in (plain, plain | {"people": ["a@x.org"]}, mapped)]


def _json(known: Programme, raw: bytes) -> None:
    for key in ("plain", "mapped"):
        with suppress(BadField):
            read_body(known, key, raw, NOW)


# ---- files ----


def _csv_corpus() -> list[bytes]:
    lines = [
        "No,Patient,Ward,When,What,Harm",
        "17,Zzyzx,icu,2026-03-03 08:30,resuscitation,severe",
        '18,"Zzyzx ""B""",surgery,20260303083000,fall,none',
        "19,Zzyzx,icu,03.03.2026 08:30,fall,none",
    ]
    text = "\n".join(lines) + "\n"
    return [text.encode(), text.replace(",", ";").encode("utf-16"), text.encode("utf-8-sig")]


def _csv(known: Programme, raw: bytes) -> None:
    for source in SOURCES[2:4]:
        read_csv(known, source, raw, NOW)


HR = HrFile(skip_faulty_lines=True, units={"4 icu": "icu"})


def _hr_corpus() -> list[bytes]:
    text = (
        "email,name,role,unit,manager,timezone,language,employment,level,adult,active,"
        "employee_number\n"
        "sam@x.org,Sam Rivera,nurse,icu,kit@x.org,America/Denver,es,trainee,PGY-2,yes,yes,0017\n"
        '"Laszlo, Kit <kit@x.org>",Kit,chaplain,Intensive care,,,,,,,,\n'
        "sam@x.org,Sam Rivera,nurse,4 ICU,mailto:kit@x.org,,pt_BR,,,,no,17\n"
    )
    return [text.encode(), ("sep=;\r\n" + text.replace(",", ";")).encode("utf-16"), text.encode()]


def _calendar_corpus() -> list[bytes]:
    return [OUTLOOK, GOOGLE, FOREVER]


def _calendar(raw: bytes) -> None:
    for how in (How(), How(titles=True, all_day=(time(7), time(19)))):
        read_calendar(raw, "America/Denver", WINDOW, how, limit=series_limit)


def _playbook_corpus() -> list[bytes]:
    full = Path("tests/bot/programme/full.toml").read_bytes()
    # A part of the long one at a time, so that a change often hits what is read.
    return [SMALL.encode(), SMALL.encode() + full.partition(b"[[rotas]]")[2][:2000]]


def _playbook(raw: bytes) -> None:
    check(raw.decode("utf-8", "replace"))


# ---- what people type ----

TYPED = (
    "",
    "help 2",
    "break 10",
    "remind 3d anniversary 2027-02-30",
    "on 2026-03-02 08:00-16:00 tomorrow",
    "reminders on <@U1|sam> people=<@U2>,<@U3> &amp; <https://x.org|x.org>",
    "\u201cduty\u201d \u2013 mon,tue 7pm-7am",
)


def _slack_corpus() -> list[bytes]:
    return [each.encode() for each in TYPED]


def _slack(raw: bytes) -> None:
    body = {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "1"}
    text = raw.decode("utf-8", "replace")
    slack_command(body | {"command": "/support", "text": text}, {"/support": "support"})


def _practice_corpus() -> list[bytes]:
    usual = {"user": "sam", "conversation": "@sam", "id": "1"}
    press: dict[str, object] = {"kind": "press", "action": "a", "value": "v", "message": "m"}
    form: dict[str, object] = {
        "kind": "submission",
        "form": "f",
        "subject": "s",
        "values": {"a": ["b"]},
    }
    typed: list[dict[str, object]] = [
        {"kind": "command", "text": f"/support {each}"} for each in TYPED
    ]
    return [json.dumps({**usual, **each}).encode() for each in (press, form, *typed)]


class Typist(logging.Handler):
    """Types commands as a coordinator who is a supporter, too; raises what their handlers raise."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._loop = asyncio.new_event_loop()
        self._world: World | None = None
        self._typed = 0
        self._fault: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the error that a handler raised, which the bot answers with a calm card."""
        self._fault = record.exc_info[1] if record.exc_info else None

    def __call__(self, raw: bytes) -> None:
        """Type a text."""
        log = logging.getLogger("bot.core.dispatcher")
        log.addHandler(self)
        propagates, log.propagate = log.propagate, False
        try:
            self._loop.run_until_complete(self._type(raw.decode("utf-8", "replace")))
        finally:
            log.removeHandler(self)
            log.propagate = propagates
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

    async def _type(self, text: str) -> None:
        if self._world is None or self._typed % 200 == 0:
            self._world = await World.make()
        self._typed += 1
        name, *words = text.casefold().split() or [SUPPORT]
        if name in {SUPPORT, ADMIN}:
            await self._world.command("kit", " ".join([name, *words]))


def _command_corpus() -> list[bytes]:
    names = [name for name in make_registry().commands if name.startswith(SUPPORT)]
    typed = [f"{name} {words}" for name in names[::9] for words in TYPED[1:]]
    return [each.encode() for each in [*names, *typed]]
