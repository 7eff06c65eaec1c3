"""The schema: one table for each kind of record, and the tables of the vault.

A new kind of record is one line in ``RECORDS`` and a migration.
"""

import re
import types
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Union, cast, get_args, get_origin

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from adapters.database.types import Choice, Moment, PackedText, PackedTexts, Word, Words
from bot.adverse_events.brake.model import Brake
from bot.adverse_events.last_said import LastSaid
from bot.adverse_events.model import AdverseEvent, Episode, Report
from bot.adverse_events.unmapped_codes import UnmappedCode
from bot.adverse_events.unread import Unread
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.deployment import DeploymentState
from bot.core.installations import Installation
from bot.core.jobs import Job
from bot.core.last_audit import LastAudit
from bot.core.observations import Observation
from bot.core.packed import Packed
from bot.core.people import OtherEmail, Person, PlatformAccount
from bot.core.platforms import KnownPlatform
from bot.core.posted_pictures import PostedPicture
from bot.core.processes import Process
from bot.core.records import Record, column_names, field_types
from bot.core.retention import HeldBack, LegalHold
from bot.core.seen import HomeMessage, Seen, ShownCard
from bot.core.seen_to_work import SeenToWork
from bot.drills.model import Drill, Participant, PracticeRequest
from bot.duty.model import (
    CalendarAddress,
    CalendarTurn,
    Duty,
    DutyWeek,
    OffDutyAsk,
    OffDutyWish,
    TurnChange,
)
from bot.duty.response_times import ResponseCount, ResponseTally
from bot.follow_ups.model import Cadence
from bot.milestones.own_days import OwnDay
from bot.privacy.model import Forgotten
from bot.programme.model import AppliedFile, AuditEntry, Configuration, ProgrammeVersion
from bot.programme.model.external_sources import HrRecord, StaffList
from bot.programme.people.account_search import AccountSearch
from bot.referrals.model import ColleagueNote, LastColleagueNote
from bot.reports.model import Counter, CountingState, PendingCount, PublishedTable, Tally
from bot.requests.model import AskerToken, FeedbackToken, Page, SupportRequest, TalkAnswer
from bot.sessions.model import GroupSession, Invitation
from bot.supporter_care.model import OwnNote
from bot.supporters.model import AskedLately, Training
from bot.surveys.model import Survey, SurveyAnswer, SurveyTicket
from bot.time_outs.model import TimeOut
from bot.unit_leads.model import LeadGuide

RETIRED = frozenset({("time_out", "person_ready"), ("time_out", "coverer_ready")})
"""Columns that only the program before this one uses; a later migration drops them."""

Columns = Sequence[str | tuple[str, ...]]
"""Names of columns, or tuples of columns that are combined."""

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_tables: dict[type[Record], Table] = {}
_unique: dict[type[Record], tuple[tuple[str, ...], ...]] = {}

TABLES: Mapping[type[Record], Table] = types.MappingProxyType(_tables)
"""The table of each kind of record."""

UNIQUE: Mapping[type[Record], tuple[tuple[str, ...], ...]] = types.MappingProxyType(_unique)
"""The unique fields of each kind, beside the reference; unset values never clash."""


def table_for(
    kind: type[Record], unique: Columns = (), indexes: Columns = (), name: str = ""
) -> Table:
    """Create and register the table of a kind of record, with a column for each field.

    Raises ``TypeError`` if a field has a type that cannot be stored.
    """
    hints, stored_as = field_types(kind), column_names(kind)
    table = Table(
        name or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(),
        METADATA,
        *(_column(field, stored_as[field], hint) for field, hint in hints.items()),
        *(UniqueConstraint(*_together(names)) for names in unique),
    )
    for names in indexes:
        Index(None, *(table.c[name] for name in _together(names)))
    _tables[kind] = table
    _unique[kind] = tuple(_together(names) for names in unique)
    return table


def _together(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _column(name: str, stored_as: str, hint: object) -> Column[Any]:
    optional = get_origin(hint) in {Union, types.UnionType} and type(None) in get_args(hint)
    if optional:
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    column = _type(name, hint)
    return Column(stored_as, column, key=name, primary_key=name == "reference", nullable=optional)


def _type(name: str, hint: object) -> TypeEngine[Any]:
    if hint == tuple[str, ...]:
        return Words()
    if get_origin(hint) is tuple and _is_packed(get_args(hint)[0]):
        return PackedTexts(get_args(hint)[0])
    if _is_packed(hint):
        return PackedText(cast("type[Packed]", hint))
    if isinstance(hint, type):
        if issubclass(hint, StrEnum):
            return Choice(hint)
        for python, column in _PLAIN:
            if hint is python:
                return column()
    raise TypeError(f"a record cannot keep the field {name!r} of type {hint!r}")


def _is_packed(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Packed)


_PLAIN: tuple[tuple[type, type[TypeEngine[Any]]], ...] = (
    (str, Word),
    (bool, Boolean),
    (int, BigInteger),
    (datetime, Moment),
)

RECORDS = (
    table_for(
        Job,
        unique=("key",),
        indexes=(
            ("state", "urgency", "due_at", "reference", "platform"),  # the queue reads along it
            ("state", "lease_until"),
            ("state", "reason"),
            ("subject", "state"),
        ),
    ),
    table_for(KnownPlatform),
    table_for(Seen, indexes=("at",)),
    table_for(HomeMessage, indexes=("at",)),
    table_for(ShownCard, indexes=("subject", "blind_index")),
    table_for(
        Person, unique=("email_index",), indexes=("manager", "roster", "unit", ("active", "unit"))
    ),
    table_for(OtherEmail, unique=("blind_index",), indexes=("person",)),
    table_for(AccountSearch),
    table_for(HrRecord, name="listing"),
    table_for(StaffList),
    table_for(PlatformAccount, unique=("blind_index",), indexes=("person",)),
    table_for(LegalHold),
    table_for(HeldBack, indexes=("area", "whose")),
    table_for(Installation, indexes=(("platform", "tenant"),)),
    table_for(PostedPicture, indexes=(("platform", "at"),)),
    table_for(Configuration),
    table_for(AppliedFile),
    table_for(ProgrammeVersion, unique=("number",)),
    table_for(AuditEntry, unique=("number",)),
    table_for(Duty),
    table_for(DutyWeek),
    table_for(OffDutyWish),
    table_for(ResponseCount, indexes=(("kind", "part"),)),
    table_for(ResponseTally),
    table_for(OffDutyAsk, indexes=("whose", "at")),
    table_for(TurnChange, unique=(("of", "option", "area", "starts"),), indexes=("by", "ends")),
    table_for(CalendarTurn, indexes=("person",)),
    table_for(CalendarAddress, unique=("blind_index",)),
    table_for(AskedLately, indexes=("at",)),
    table_for(Training, indexes=("person",)),
    table_for(AdverseEvent, indexes=("state", "unit")),
    table_for(
        Report,
        unique=("blind_index",),
        indexes=("event", "state", "to_join", "brake", ("source", "reported_at")),
    ),
    table_for(Brake, indexes=("erase_at",)),
    table_for(
        Episode,
        name="care",
        unique=("audience_index",),
        indexes=("event", "whose", "state", "begun_at"),
    ),
    table_for(LastSaid, indexes=("erase_at", "same_as")),
    table_for(Unread, indexes=("last_at",)),
    table_for(UnmappedCode, indexes=("last_at",)),
    table_for(LeadGuide),
    table_for(Drill),
    table_for(Participant, name="drill_part", unique=("whose",), indexes=("drill",)),
    table_for(PracticeRequest, name="drill_ask", indexes=("drill",)),
    table_for(GroupSession, indexes=("event",)),
    table_for(Invitation, unique=("whose",), indexes=("session",)),
    table_for(NoteWishes),
    table_for(LastFirstNote, indexes=("at",)),
    table_for(ColleagueNote, indexes=("whose",)),
    table_for(LastColleagueNote, indexes=("at",)),
    table_for(FeedbackToken, name="talk_slip", indexes=("erase_at",)),
    table_for(AskerToken, indexes=("erase_at",)),
    table_for(TalkAnswer),
    table_for(OwnNote, unique=(("whose", "day"),)),
    table_for(SupportRequest, indexes=("state", "whose", "held_by", "episode")),
    table_for(OwnDay, unique=(("whose", "day"),), indexes=("day",)),
    table_for(Survey),
    table_for(SurveyTicket, indexes=("survey", "whose")),
    table_for(SurveyAnswer),
    table_for(Page, indexes=("request",)),
    table_for(TimeOut, indexes=("state", "whose")),
    table_for(Cadence),
    table_for(Forgotten, indexes=("at",)),
    table_for(DeploymentState),
    table_for(Process, name="processes", indexes=("seen_at",)),
    table_for(Observation, name="observations", indexes=("process", ("topic", "last_at"))),
    table_for(SeenToWork),
    table_for(LastAudit),
    table_for(Counter, indexes=(("month", "area", "name"),)),
    table_for(PendingCount),
    table_for(Tally),
    table_for(CountingState),
    table_for(PublishedTable),
)
"""The kinds of record; a feature adds a line for each of its own."""

KEPT = frozenset(
    {Configuration, Duty, DutyWeek, KnownPlatform, OffDutyWish, ResponseCount, TurnChange}
)
"""Kinds whose records this process keeps, all of them, because they are few and change seldom.

A unit of work looks at the stamps, which say whether those that are kept are still right.
"""

STAMPS = Table(
    "stamps",
    METADATA,
    Column("name", Word(), primary_key=True),
    Column("stamp", Word(), nullable=False),
)
"""A stamp for the table of each kind in ``KEPT``; triggers change it at each change."""

NAMED_IN_KEY: Mapping[type[Record], str] = types.MappingProxyType({Job: "subject"})
"""Kinds whose unique key contains the value of a field, with that field.

All records with such a key have that value, so a search can be limited to them.
"""

LISTS: Mapping[tuple[str, str], Table] = types.MappingProxyType(
    {
        ("person", name): Table(
            f"person_{name}",
            METADATA,
            Column("value", Word(), primary_key=True),
            Column("reference", Word(), primary_key=True, index=True),
        )
        for name in ("works_in", "shift_calendars")
    }
)
"""The texts of each ``Listed`` value, with the references of the records that have them.

The keys are the name of the records' table and that of the value. Triggers keep them true, so that
a statement of any program, also of an older one, changes both.
"""

VAULT = Table(
    "vault",
    METADATA,
    Column("owner", Word(), primary_key=True),
    Column("part", Word(), primary_key=True),
    Column("sealed", LargeBinary(), nullable=False),
)
"""Sealed values; they cannot be opened without the owner's key."""

VAULT_KEYS = Table(
    "vault_keys",
    METADATA,
    Column("owner", Word(), primary_key=True),
    Column("reference", Word(), nullable=False),
    Column("wrapped", LargeBinary(), nullable=False),
    Column("key_id", Word(), nullable=False, index=True),
)
"""Each owner's key, wrapped by the deployment key with the id ``key_id``.

Exclude this table from backups that are kept longer than an erasure may take. ``reference``
distinguishes the key from an earlier one of the same owner.
"""

LOOKUP_KEY = Table(
    "lookup_key",
    METADATA,
    Column("name", Word(), primary_key=True),
    Column("wrapped", LargeBinary(), nullable=False),
    Column("key_id", Word(), nullable=False),
)
"""The key of all blind indexes, wrapped like the keys of the vault."""

ERASURES = Table(
    "erasures",
    METADATA,
    Column("reference", Word(), primary_key=True),
    Column("owner", Word(), nullable=False),
    Column("at", Moment(), nullable=False, index=True),
    Column("written", Boolean(), nullable=False, index=True),
)
"""The deleted keys, by their reference, and whether the erasure ledger has them yet."""
