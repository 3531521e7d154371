"""After an erasure: no page, used or free, may go on holding what was erased.

Deleted bytes are overwritten as they are freed (`secure_delete`), but pages that SQLite moved
about may keep a copy in their unused part until the file is written anew.
"""

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select, update

from smartsupport.domain.errors import Unavailable
from smartsupport.storage.database import known
from smartsupport.storage.schema import ERASED
from smartsupport.storage.unit_of_work import Reading, Store


def unswept(reading: Reading) -> int:
    """How many ids were erased since the file was last written anew."""
    found = reading.connection.execute(
        select(func.count()).select_from(ERASED).where(ERASED.c.swept == 0)
    )
    return int(found.scalar_one())


def sweep(store: Store) -> None:
    """Write the file anew and empty its journal; takes as long as copying it, and as much room.

    For when nobody is at the desk. Raises Unavailable("database_busy") while another program
    writes or reads, and Unavailable("disk_full").
    """
    with store.bare() as connection:
        try:
            connection.execute("VACUUM")
            # Whoever still reads keeps the pages from before: SQLite says so and raises nothing.
            (kept, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlcipher.DatabaseError as error:
            reason = known(error, store.path)
            if reason is None:
                raise
            raise reason from error
    if kept:
        raise Unavailable("database_busy", path=str(store.path))
    with store.maintenance() as connection:
        connection.execute(update(ERASED).values(swept=1))
