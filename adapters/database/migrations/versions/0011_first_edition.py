"""The schema of the first edition."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, cast

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from adapters.database.types import Moment, Word

revision = "0011"
down_revision = None


def _columns(
    kind: type[TypeEngine[Any]], *names: str, nullable: bool = False, server_default: object = None
) -> Iterable[sa.Column[Any]]:
    return (
        sa.Column(name, kind(), nullable=nullable, server_default=cast("Any", server_default))
        for name in names
    )


_texts, _moments, _numbers, _flags, _secrets = (
    partial(_columns, kind) for kind in (Word, Moment, sa.BigInteger, sa.Boolean, sa.LargeBinary)
)


def _table(
    name: str,
    *columns: sa.Column[Any],
    key: Sequence[str] = (),
    unique: Sequence[Sequence[str]] = (),
    indexes: Sequence[Sequence[str]] = (),
) -> None:
    # Without a key it is the table of a record, which begins with what every record has.
    every = () if key else (*_texts("reference"), *_numbers("revision"))
    op.create_table(
        name,
        *every,
        *columns,
        sa.PrimaryKeyConstraint(*(key or ("reference",)), name=f"pk_{name}"),
        *(sa.UniqueConstraint(*each, name="_".join(("uq", name, *each))) for each in unique),
    )
    for each in indexes:
        op.create_index("_".join(("ix", name, *each)), name, list(each))


def upgrade() -> None:
    """Create everything."""
    _table(
        "adverse_event",
        *_texts("area", "unit", "kind", "harm"),
        *_moments("occurred_at", "reported_at"),
        *_texts("state"),
        *_texts("trigger", server_default=""),
        *_flags("ambient", server_default=sa.false()),
        indexes=[["state"], ["unit"]],
    )
    _table("asked_lately", *_numbers("count"), *_moments("at"), indexes=[["at"]])
    _table(
        "audit_entry",
        *_moments("at"),
        *_numbers("number"),
        *_texts("who", "what", "digest"),
        unique=[["number"]],
    )
    _table(
        "cadence",
        *_moments("begun_at"),
        *_numbers("variant"),
        *_flags("answered", "later"),
        *_texts("sent_stage", nullable=True),
        *_moments("sent_at", "pressed_at", nullable=True),
        *_numbers("ignored"),
        *_flags("ended"),
        *_texts("stages", server_default="[]"),
    )
    _table("calendar_address", *_texts("serial", "mark"), unique=[["mark"]])
    _table(
        "calendar_turn",
        *_texts("option", "area", "person"),
        *_moments("starts", "ends"),
        indexes=[["person"]],
    )
    _table(
        "care",
        *_texts("area"),
        *_moments("begun_at"),
        *_texts("event", "whose", "audience_mark", nullable=True),
        *_texts("state"),
        *_moments("note_by", "first_note_at", nullable=True),
        unique=[["audience_mark"]],
        indexes=[["event"], ["whose"]],
    )
    _table(
        "colleague_note", *_moments("at"), *_texts("whose"), *_flags("named"), indexes=[["whose"]]
    )
    _table(
        "configuration",
        *_moments("applied_at"),
        *_numbers("version"),
        *_texts("document"),
        *_flags("paused"),
        *_texts("file", server_default=""),
    )
    _table(
        "counter",
        *_texts("month", "area", "name"),
        *_numbers("count"),
        indexes=[["month", "area", "name"]],
    )
    _table("drill", *_texts("area", "by"), *_moments("at", "ends_at"), *_flags("started", "ended"))
    _table("drill_ask", *_texts("drill", "part", "role", "taken_by"), indexes=[["drill"]])
    _table(
        "drill_part",
        *_texts("drill", "role", "whose"),
        *_flags("agreed"),
        *_texts("step"),
        unique=[["whose"]],
        indexes=[["drill"]],
    )
    _table("duty", *_moments("since"), *_moments("until", "off_until", nullable=True))
    _table("duty_week", *_texts("days", "starts", "ends", "away_from", "away_through"))
    _table(
        "erasures",
        *_texts("reference", "owner"),
        *_moments("at"),
        *_flags("written"),
        key=("reference",),
        indexes=[["written"]],
    )
    _table(
        "group_session",
        *_texts("event", "area", "unit"),
        *_moments("starts_at"),
        *_numbers("minutes"),
        *_texts("place"),
        *_moments("at"),
        *_texts("state", "facilitator", "asked"),
        *_numbers("changes"),
        indexes=[["event"]],
    )
    _table(
        "held_back",
        *_texts("area"),
        *_moments("at"),
        *_texts("whose", nullable=True),
        indexes=[["area"], ["whose"]],
    )
    _table("home_message", *_moments("at"), indexes=[["at"]])
    _table(
        "installation",
        *_texts("platform", "tenant"),
        *_moments("at"),
        indexes=[["platform", "tenant"]],
    )
    _table(
        "invitation",
        *_texts("session", "whose"),
        *_flags("joined"),
        unique=[["whose"]],
        indexes=[["session"]],
    )
    _table(
        "job",
        *_texts("key", "kind"),
        *_moments("due_at"),
        *_texts("subject", "screen", "recipient", "detail", "urgency", "state"),
        *_texts("lease_token", nullable=True),
        *_moments("lease_until", nullable=True),
        *_numbers("attempts"),
        unique=[["key"]],
        indexes=[
            ["state", "lease_until"],
            ["state", "urgency", "due_at", "reference"],
            ["subject", "state"],
        ],
    )
    _table("last_colleague_note", *_moments("at"), indexes=[["at"]])
    _table("last_first_note", *_moments("at"), *_texts("care"), indexes=[["at"]])
    _table(
        "last_said",
        *_moments("erase_at"),
        *_texts("visit", "person", "person_order", "stay", "stay_order"),
        *_flags("died"),
        *_numbers("rounds"),
        indexes=[["erase_at"]],
    )
    _table(
        "lead_guide", *_texts("area", "unit"), *_moments("at"), *_flags("handed_on", "group_asked")
    )
    _table("legal_hold", *_moments("since"))
    _table(
        "listing",
        *_texts("unit", "profession"),
        *_texts("manager", nullable=True),
        *_texts("zone", "locale", "employment"),
        *_flags("adult", "active"),
        *_texts("mark"),
    )
    _table("lookup_key", *_texts("name"), *_secrets("wrapped"), *_texts("key_id"), key=("name",))
    _table(
        "note_wishes",
        *_flags("stopped"),
        *_moments("quiet_until", nullable=True),
        *_flags("own_notes_stopped", server_default=sa.false()),
    )
    _table("own_note", *_texts("whose", "day", "area"), *_moments("at"), unique=[["whose", "day"]])
    _table(
        "person",
        *_texts("email_mark", nullable=True),
        *_texts("unit", "profession", "zone", "locale"),
        *_texts("manager", nullable=True),
        *_texts("shift", "shift_days", "prefers"),
        *_flags("active"),
        *_texts("units", "languages", server_default="[]"),
        *_texts("employment", server_default="employee"),
        *_flags("adult", server_default=sa.true()),
        *_texts("trained_until", server_default=""),
        *_texts("evaluators", server_default="[]"),
        *_flags("welcomed", server_default=sa.false()),
        *_texts("roster", server_default=""),
        *_texts("said", "stints", server_default="[]"),
        *_moments("stints_from", "stints_until", nullable=True),
        *_flags("gone", server_default=sa.false()),
        unique=[["email_mark"]],
        indexes=[["manager"], ["roster"], ["unit"]],
    )
    _table(
        "platform_account",
        *_texts("person", "platform", "mark"),
        unique=[["mark"]],
        indexes=[["person"]],
    )
    _table(
        "programme_version",
        *_numbers("number"),
        *_moments("at"),
        *_texts("document"),
        unique=[["number"]],
    )
    _table(
        "report",
        *_texts("area", "unit", "kind", "harm"),
        *_moments("occurred_at", "reported_at"),
        *_texts("people", "state"),
        *_texts("event", nullable=True),
        *_moments("hold_until", nullable=True),
        *_texts("source"),
        *_texts("mark", nullable=True),
        *_numbers("unknown"),
        *_flags("corrected", server_default=sa.false()),
        unique=[["mark"]],
        indexes=[["event"], ["state"]],
    )
    _table("seen", *_moments("at"), *_texts("screen", "subject"), indexes=[["at"]])
    _table(
        "shown_card",
        *_texts("subject", "screen", "recipient"),
        *_moments("at"),
        *_texts("mark", nullable=True),
        *_numbers("wanted", "shown"),
        *_texts("redrawing", nullable=True),
        indexes=[["mark"], ["subject"]],
    )
    _table(
        "staff_list",
        *_moments("as_of", "tried_at", nullable=True),
        *_texts("fault"),
        *_numbers("people", "unknown", "passed_over"),
        *_flags("wanted"),
    )
    _table(
        "support_request",
        *_texts("area", "door"),
        *_moments("asked_at"),
        *_texts("code", "care", "state"),
        *_texts("whose", "held_by", nullable=True),
        *_moments("claimed_at", "next_step_at", nullable=True),
        *_numbers("rung", "round", "tried"),
        *_flags("on_call_wanted"),
        *_texts("option", server_default="peer"),
        *_texts("reach", server_default="any"),
        *_flags("there_too", server_default=sa.false()),
        *_moments("kept_until", nullable=True),
        *_numbers("unanswered", server_default="0"),
        *_moments("suits_at", nullable=True),
        indexes=[["care"], ["held_by"], ["state"], ["whose"]],
    )
    _table("talk_slip", *_texts("area"), *_moments("erase_at"), indexes=[["erase_at"]])
    _table(
        "time_out",
        *_texts("unit"),
        *_numbers("minutes"),
        *_moments("asked_at"),
        *_texts("state"),
        *_texts("care", "whose", "covered_by", nullable=True),
        *_flags("leave_lead_out", "alone"),
        *_numbers("singles"),
        *_flags("lead_asked", "next_asked", "person_ready", "coverer_ready"),
        *_numbers("rung", "turn", "round", "extensions"),
        *_moments("next_word_at", "arrives_at", "ends_at", nullable=True),
        *_texts("outcome", nullable=True),
        indexes=[["state"], ["whose"]],
    )
    _table(
        "turn_change",
        *_texts("option", "area", "of"),
        *_moments("starts", "ends"),
        *_texts("by", nullable=True),
        *_flags("offered"),
        unique=[["of", "option", "area", "starts"]],
        indexes=[["by"], ["ends"]],
    )
    _table(
        "unread",
        *_texts("source", "field", "reason"),
        *_moments("first_at", "last_at"),
        *_numbers("times"),
        indexes=[["last_at"]],
    )
    _table("vault", *_texts("owner", "part"), *_secrets("sealed"), key=("owner", "part"))
    _table(
        "vault_keys",
        *_texts("owner", "reference"),
        *_secrets("wrapped"),
        *_texts("key_id"),
        key=("owner",),
        indexes=[["key_id"]],
    )
