"""The first tables."""

import sqlalchemy as sa
from alembic import op

from adapters.database.types import Moment, Word, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "adverse_event",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.Column("harm", Word(), nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("reported_at", Moment(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_adverse_event"),
    )
    op.create_index("ix_adverse_event_state", "adverse_event", ["state"], unique=False)
    op.create_index("ix_adverse_event_unit", "adverse_event", ["unit"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("who", Word(), nullable=False),
        sa.Column("what", Word(), nullable=False),
        sa.Column("digest", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_audit_entry"),
        sa.UniqueConstraint("number", name="uq_audit_entry_number"),
    )
    op.create_table(
        "cadence",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("variant", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("later", sa.Boolean(), nullable=False),
        sa.Column("sent_stage", Word(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("pressed_at", Moment(), nullable=True),
        sa.Column("ignored", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_cadence"),
    )
    op.create_table(
        "care",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.Column("event", Word(), nullable=True),
        sa.Column("whose", Word(), nullable=True),
        sa.Column("audience_mark", Word(), nullable=True),
        sa.Column("state", Word(), nullable=False),
        sa.Column("note_by", Moment(), nullable=True),
        sa.Column("first_note_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_care"),
        sa.UniqueConstraint("audience_mark", name="uq_care_audience_mark"),
    )
    op.create_index("ix_care_event", "care", ["event"], unique=False)
    op.create_index("ix_care_whose", "care", ["whose"], unique=False)
    op.create_table(
        "configuration",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", Moment(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("document", Word(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_configuration"),
    )
    op.create_table(
        "counter",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("month", Word(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("name", Word(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_counter"),
    )
    op.create_index(
        "ix_counter_month_area_name", "counter", ["month", "area", "name"], unique=False
    )
    op.create_table(
        "duty",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_duty"),
    )
    op.create_table(
        "erasures",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("owner", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_erasures"),
    )
    op.create_index("ix_erasures_written", "erasures", ["written"], unique=False)
    op.create_table(
        "job",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("key", Word(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("subject", Word(), nullable=False),
        sa.Column("screen", Word(), nullable=False),
        sa.Column("recipient", Word(), nullable=False),
        sa.Column("detail", Word(), nullable=False),
        sa.Column("urgency", Word(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.Column("lease_token", Word(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_job"),
        sa.UniqueConstraint("key", name="uq_job_key"),
    )
    op.create_index("ix_job_state_lease_until", "job", ["state", "lease_until"], unique=False)
    op.create_index(
        "ix_job_state_urgency_due_at_reference",
        "job",
        ["state", "urgency", "due_at", "reference"],
        unique=False,
    )
    op.create_index("ix_job_subject_state", "job", ["subject", "state"], unique=False)
    op.create_table(
        "last_first_note",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("care", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_last_first_note"),
    )
    op.create_index("ix_last_first_note_at", "last_first_note", ["at"], unique=False)
    op.create_table(
        "lookup_key",
        sa.Column("name", Word(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", Word(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lookup_key"),
    )
    op.create_table(
        "note_wishes",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("quiet_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_note_wishes"),
    )
    op.create_table(
        "person",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("email_mark", Word(), nullable=True),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("profession", Word(), nullable=False),
        sa.Column("zone", Word(), nullable=False),
        sa.Column("locale", Word(), nullable=False),
        sa.Column("manager", Word(), nullable=True),
        sa.Column("shift", Word(), nullable=False),
        sa.Column("shift_days", Words(), nullable=False),
        sa.Column("prefers", Word(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_person"),
        sa.UniqueConstraint("email_mark", name="uq_person_email_mark"),
    )
    op.create_table(
        "platform_account",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("person", Word(), nullable=False),
        sa.Column("platform", Word(), nullable=False),
        sa.Column("mark", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_platform_account"),
        sa.UniqueConstraint("mark", name="uq_platform_account_mark"),
    )
    op.create_index("ix_platform_account_person", "platform_account", ["person"], unique=False)
    op.create_table(
        "report",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("kind", Word(), nullable=False),
        sa.Column("harm", Word(), nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("reported_at", Moment(), nullable=False),
        sa.Column("people", Word(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.Column("event", Word(), nullable=True),
        sa.Column("hold_until", Moment(), nullable=True),
        sa.Column("source", Word(), nullable=False),
        sa.Column("mark", Word(), nullable=True),
        sa.Column("unknown", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_report"),
        sa.UniqueConstraint("mark", name="uq_report_mark"),
    )
    op.create_index("ix_report_event", "report", ["event"], unique=False)
    op.create_index("ix_report_state", "report", ["state"], unique=False)
    op.create_table(
        "seen",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("screen", Word(), nullable=False),
        sa.Column("subject", Word(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"], unique=False)
    op.create_table(
        "shown_card",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("subject", Word(), nullable=False),
        sa.Column("screen", Word(), nullable=False),
        sa.Column("recipient", Word(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("mark", Word(), nullable=True),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("shown", sa.BigInteger(), nullable=False),
        sa.Column("redrawing", Word(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_shown_card"),
    )
    op.create_index("ix_shown_card_mark", "shown_card", ["mark"], unique=False)
    op.create_index("ix_shown_card_subject", "shown_card", ["subject"], unique=False)
    op.create_table(
        "support_request",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("area", Word(), nullable=False),
        sa.Column("door", Word(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("code", Word(), nullable=False),
        sa.Column("care", Word(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.Column("whose", Word(), nullable=True),
        sa.Column("held_by", Word(), nullable=True),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("next_step_at", Moment(), nullable=True),
        sa.Column("rung", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("tried", sa.BigInteger(), nullable=False),
        sa.Column("on_call_wanted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="pk_support_request"),
    )
    op.create_index("ix_support_request_care", "support_request", ["care"], unique=False)
    op.create_index("ix_support_request_held_by", "support_request", ["held_by"], unique=False)
    op.create_index("ix_support_request_state", "support_request", ["state"], unique=False)
    op.create_index("ix_support_request_whose", "support_request", ["whose"], unique=False)
    op.create_table(
        "time_out",
        sa.Column("reference", Word(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("unit", Word(), nullable=False),
        sa.Column("minutes", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("state", Word(), nullable=False),
        sa.Column("care", Word(), nullable=True),
        sa.Column("whose", Word(), nullable=True),
        sa.Column("covered_by", Word(), nullable=True),
        sa.Column("leave_lead_out", sa.Boolean(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("singles", sa.BigInteger(), nullable=False),
        sa.Column("lead_asked", sa.Boolean(), nullable=False),
        sa.Column("next_asked", sa.Boolean(), nullable=False),
        sa.Column("person_ready", sa.Boolean(), nullable=False),
        sa.Column("coverer_ready", sa.Boolean(), nullable=False),
        sa.Column("rung", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("extensions", sa.BigInteger(), nullable=False),
        sa.Column("next_word_at", Moment(), nullable=True),
        sa.Column("arrives_at", Moment(), nullable=True),
        sa.Column("ends_at", Moment(), nullable=True),
        sa.Column("outcome", Word(), nullable=True),
        sa.PrimaryKeyConstraint("reference", name="pk_time_out"),
    )
    op.create_index("ix_time_out_state", "time_out", ["state"], unique=False)
    op.create_index("ix_time_out_whose", "time_out", ["whose"], unique=False)
    op.create_table(
        "vault",
        sa.Column("owner", Word(), nullable=False),
        sa.Column("part", Word(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "part", name="pk_vault"),
    )
    op.create_table(
        "vault_keys",
        sa.Column("owner", Word(), nullable=False),
        sa.Column("reference", Word(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", Word(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_vault_keys"),
    )
    op.create_index("ix_vault_keys_key_id", "vault_keys", ["key_id"], unique=False)
