"""The local tables behind the shared folder: never synced, and never part of the digest."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from smartsupport.storage.synced import METADATA

HELD = Table(
    "held",
    METADATA,
    Column("writer", LargeBinary(12), primary_key=True),
    Column("contiguous", BigInteger, nullable=False),
    Column("xor", LargeBinary(8), nullable=False),
    Column("forked", Integer, nullable=False),
)
"""Per writer (replica and incarnation): every op up to number `contiguous` is here; `xor` of the
chance in their ids; `forked` once two of them had one number."""
SEGMENT_FILE = Table(
    "segment_file",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("writer", LargeBinary(12), nullable=False),
    Column("ranges", LargeBinary, nullable=False),
    Column("stale", Integer, nullable=False),
)
"""Files of the shared folder that were read whole; `stale` ones still hold what was erased."""
OUTBOX = Table(
    "outbox",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""Sealed files that were not seen in the folder yet."""
PEER = Table(
    "peer",
    METADATA,
    Column("writer", LargeBinary(12), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What each other laptop last said that it holds."""
GAP = Table(
    "gap",
    METADATA,
    Column("writer", LargeBinary(12), primary_key=True),
    Column("seen", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
)
"""Whose ops are here and in no file of the folder: in how many listings, since which
millisecond."""
STUBBED = Table("stubbed", METADATA, Column("op", LargeBinary(28), primary_key=True))
"""Ops emptied here since the files that may hold them were last written anew."""
WORKSPACE_KEY = Table(
    "workspace_key",
    METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    Column("epoch", BigInteger, nullable=False),
    Column("secret", LargeBinary(32), nullable=False),
)
"""The key ring: what leaves this laptop is sealed with the key of the latest epoch."""
ROW_SUM = Table(
    "row_sum",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("first", BigInteger, nullable=False),
    Column("second", BigInteger, nullable=False),
)
"""Per synced table, the sum of its rows' hashes, in two halves of 62 bits: two laptops that hold
the same ops agree on it."""
FACT = Table(
    "fact",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Single values of this database alone, by name."""
