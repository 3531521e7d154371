"""The first tables."""

import sqlalchemy as sa
from alembic import op

from smartsupport.storage.types import Day, Id, Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "availability",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("supporter_id", Id(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", Day(), nullable=True),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_availability_supporter_id", "availability", ["supporter_id"])

    op.create_table(
        "booking",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("session_id", Id(length=16), nullable=False),
        sa.Column("participant_id", Id(length=16), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("walk_in", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_booking_participant_id", "booking", ["participant_id"])
    op.create_index("ix_booking_session_id", "booking", ["session_id"])

    op.create_table(
        "card_event",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("person_id", Id(length=16), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_card_event_code", "card_event", ["code"])
    op.create_index("ix_card_event_person_id", "card_event", ["person_id"])

    op.create_table(
        "choice",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("list_name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "consultation",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("session_id", Id(length=16), nullable=False),
        sa.Column("participant_id", Id(length=16), nullable=True),
        sa.Column("supporter_id", Id(length=16), nullable=True),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("main_topic", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("referrals", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("paper", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consultation_participant_id", "consultation", ["participant_id"])
    op.create_index("ix_consultation_session_id", "consultation", ["session_id"])

    op.create_table(
        "desk_step",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("act", Id(length=16), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("venue_id", Id(length=16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("person", Id(length=16), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("wrote", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_desk_step_at", "desk_step", ["at"])
    op.create_index("ix_desk_step_day", "desk_step", ["day", "venue_id", "n"])
    op.create_index("ix_desk_step_id", "desk_step", ["id"], unique=True)

    op.create_table(
        "door_event",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("person_id", Id(length=16), nullable=False),
        sa.Column("session_id", Id(length=16), nullable=False),
        sa.Column("venue_id", Id(length=16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("companions", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("after", Id(length=16), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("voided", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_door_event_day_venue_id", "door_event", ["day", "venue_id"])
    op.create_index(
        "ix_door_event_helped",
        "door_event",
        ["venue_id", "person_id", "day", "session_id"],
        sqlite_where=sa.text("party = 'supporter' AND voided = 0"),
    )
    op.create_index("ix_door_event_person_id", "door_event", ["person_id"])
    op.create_index("ix_door_event_session_id", "door_event", ["session_id"])

    op.create_table(
        "journal",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_journal_at", "journal", ["at"])

    op.create_table(
        "op",
        sa.Column("id", sa.LargeBinary(length=28), nullable=False),
        sa.Column("txn", sa.LargeBinary(length=16), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_op_row", "op", ["row_id"])
    op.create_index(
        "ix_op_waiting",
        "op",
        ["txn"],
        sqlite_where=sa.text("state != 1"),
    )

    op.create_table(
        "op_subject",
        sa.Column("subject", sa.LargeBinary(length=16), nullable=False),
        sa.Column("op", sa.LargeBinary(length=28), nullable=False),
        sa.PrimaryKeyConstraint("subject", "op"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participant",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kana", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("age_band", sa.Text(), nullable=False),
        sa.Column("phone_type", sa.Text(), nullable=False),
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_participant_source", "participant", ["source"])

    op.create_table(
        "placement",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("session_id", Id(length=16), nullable=False),
        sa.Column("supporter_id", Id(length=16), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("override", sa.Text(), nullable=False),
        sa.Column("trainee", sa.Integer(), nullable=False),
        sa.Column("gather", sa.Text(), nullable=True),
        sa.Column("dismiss", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_placement_session_id", "placement", ["session_id"])
    op.create_index("ix_placement_supporter_id", "placement", ["supporter_id"])

    op.create_table(
        "replica",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replica", sa.LargeBinary(length=8), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "search",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "sort", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_id", "search", ["id"])

    op.create_table(
        "series",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("venue_id", Id(length=16), nullable=False),
        sa.Column("kind_id", Id(length=16), nullable=False),
        sa.Column("repeat", sa.Text(), nullable=False),
        sa.Column("first", Day(), nullable=False),
        sa.Column("last", Day(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("ordinals", sa.Text(), nullable=False),
        sa.Column("month_days", sa.Text(), nullable=False),
        sa.Column("on_holiday", sa.Text(), nullable=False),
        sa.Column("except_days", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "session",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("venue_id", Id(length=16), nullable=False),
        sa.Column("kind_id", Id(length=16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.Column("gather", sa.Text(), nullable=False),
        sa.Column("dismiss", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("desks", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("accessible", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("series_id", Id(length=16), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("apply_how", sa.Text(), nullable=False),
        sa.Column("apply_until", Day(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_session_day_venue_id", "session", ["day", "venue_id"])
    op.create_index("ix_session_source", "session", ["source"])

    op.create_table(
        "session_kind",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("turn_minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "supporter",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kana", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scheme_status", sa.Text(), nullable=False),
        sa.Column("scheme_seen_on", Day(), nullable=True),
        sa.Column("scheme_seen_by", sa.Text(), nullable=False),
        sa.Column("certificate_on", Day(), nullable=True),
        sa.Column("certificate_number", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("trainee", sa.Integer(), nullable=False),
        sa.Column("monthly_cap", sa.Integer(), nullable=True),
        sa.Column("monthly_minutes_cap", sa.Integer(), nullable=True),
        sa.Column("reach_minutes", sa.Integer(), nullable=True),
        sa.Column("keep_with", sa.Text(), nullable=False),
        sa.Column("keep_apart", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_supporter_source", "supporter", ["source"])

    op.create_table(
        "two_versions",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("group_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", "group_name"),
    )
    op.create_table(
        "venue",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kana", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("building", sa.Text(), nullable=False),
        sa.Column("lat_e7", sa.Integer(), nullable=True),
        sa.Column("lon_e7", sa.Integer(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("desks", sa.Integer(), nullable=False),
        sa.Column("open_days", sa.Text(), nullable=False),
        sa.Column("open_from", sa.Text(), nullable=False),
        sa.Column("open_until", sa.Text(), nullable=False),
        sa.Column("open_note", sa.Text(), nullable=False),
        sa.Column("barrier_free", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("gather_before", sa.Integer(), nullable=False),
        sa.Column("dismiss_after", sa.Integer(), nullable=False),
        sa.Column("to_complete", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_venue_source", "venue", ["source"])

    op.create_table(
        "workspace",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organiser", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("practice", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("monthly_warning", sa.Integer(), nullable=False),
        sa.Column("reach_minutes", sa.Integer(), nullable=False),
        sa.Column("travel_kmh", sa.Integer(), nullable=False),
        sa.Column("travel_overhead", sa.Integer(), nullable=False),
        sa.Column("courtesy", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
