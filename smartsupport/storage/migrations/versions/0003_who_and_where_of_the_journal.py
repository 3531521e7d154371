"""The journal keeps the account beside the name, and what a document was about."""

import sqlalchemy as sa
from alembic import op

from smartsupport.storage.types import Id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("journal", sa.Column("account", Id(length=16), nullable=True))
    op.add_column("journal", sa.Column("about", Id(length=16), nullable=True))
