"""The shared folder: who writes there, what is known of its files, the keys they are under."""

import sqlalchemy as sa
from alembic import op

from smartsupport.storage.types import Id, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "laptop",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("replica", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("account", sa.Column("removed_by", Id(length=16), nullable=True))
    op.create_table(
        "held",
        sa.Column("writer", sa.LargeBinary(length=12), nullable=False),
        sa.Column("contiguous", sa.BigInteger(), nullable=False),
        sa.Column("xor", sa.LargeBinary(length=8), nullable=False),
        sa.Column("forked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("writer"),
    )
    op.create_table(
        "segment_file",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("writer", sa.LargeBinary(length=12), nullable=False),
        sa.Column("ranges", sa.LargeBinary(), nullable=False),
        sa.Column("stale", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "outbox",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "peer",
        sa.Column("writer", sa.LargeBinary(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("writer"),
    )
    op.create_table(
        "gap",
        sa.Column("writer", sa.LargeBinary(length=12), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("writer"),
    )
    op.create_table(
        "stubbed",
        sa.Column("op", sa.LargeBinary(length=28), nullable=False),
        sa.PrimaryKeyConstraint("op"),
    )
    op.create_table(
        "workspace_key",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "row_sum",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("second", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "fact",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
