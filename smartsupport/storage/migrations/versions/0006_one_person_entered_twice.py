"""One person entered twice."""

import sqlalchemy as sa
from alembic import op

from smartsupport.storage.types import Id

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "same_as",
        sa.Column("id", Id(length=16), nullable=False),
        sa.Column("first", Id(length=16), nullable=False),
        sa.Column("second", Id(length=16), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("heads", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_same_as_first", "same_as", ["first"])
    op.create_index("ix_same_as_second", "same_as", ["second"])
    op.create_table(
        "same_person",
        sa.Column("person", Id(length=16), nullable=False),
        sa.Column("canonical", Id(length=16), nullable=False),
        sa.PrimaryKeyConstraint("person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_same_person_canonical", "same_person", ["canonical"])
    op.create_table(
        "entry_key",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", Id(length=16), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_key_id", "entry_key", ["id"])
    op.create_table(
        "likely_same",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", Id(length=16), nullable=False),
        sa.Column("second", Id(length=16), nullable=False),
        sa.PrimaryKeyConstraint("kind", "first", "second"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likely_same_second", "likely_same", ["second"])
