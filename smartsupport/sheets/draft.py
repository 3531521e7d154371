"""What an import finds in a file: drafts of records, and problems a person can mend."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from smartsupport.domain.text import folded
from smartsupport.sheets.grid import Grid


class Level(StrEnum):
    """Whether a problem keeps its row out, or only wants a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with one cell (or, with no column, with one row) of a file.

    `row` is the number the spreadsheet shows, `column` the header as written, `data` what the
    sentence of `code` names besides `value`.
    """

    row: int
    code: str
    column: str = ""
    value: str = ""
    level: Level = Level.ERROR
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One row as a record to be: `fields` carry the domain's field names and typed values.

    A cell that was blank gives no field, so an import never empties what is known. `key` is the
    same whenever the same thing is read again; `extra` is what the record itself does not hold,
    such as the venue a session names.
    """

    row: int
    key: str
    fields: Mapping[str, object]
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole file read: nothing of it is stored yet."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    grid: Grid

    @property
    def rejected(self) -> tuple[int, ...]:
        """Rows that an error keeps out, in order."""
        return tuple(sorted({p.row for p in self.problems if p.level is Level.ERROR}))


def key_of(kind: str, *parts: str) -> str:
    """A stable key from what identifies a thing; a digest, so that it holds no name or number."""
    text = "\x1f".join((kind, *map(folded, parts)))
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
