"""One row while it is being read: its cells by field, and what was wrong with them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from smartsupport.sheets import values
from smartsupport.sheets.draft import Draft, Level, Problem, Reading
from smartsupport.sheets.grid import Cell, Grid, Record, blank, shown
from smartsupport.sheets.values import Parser
from smartsupport.sheets.watch import Watch

T = TypeVar("T")


class Line:
    """A row of `grid`; parsers' problems gather in `problems`, as warnings unless said."""

    def __init__(self, grid: Grid, record: Record) -> None:
        self.grid = grid
        self.number = record.number
        self.cells = record.cells
        self.problems: list[Problem] = []

    def cell(self, field: str) -> Cell:
        """The field's cell; of several columns the first that is not blank."""
        return next((cell for _, cell in self.cells_of(field)), "")

    def cells_of(self, field: str) -> Iterator[tuple[str, Cell]]:
        """Every column of a field with its header, blank ones left out."""
        for place in self.grid.columns.get(field, ()):
            if place < len(self.cells) and not blank(self.cells[place]):
                header = self.grid.header[place] if place < len(self.grid.header) else ""
                yield header, self.cells[place]

    def take(self, field: str, parse: Parser[T], level: Level = Level.WARNING) -> T | None:
        """The field's value, or None; what the parser found wrong is noted."""
        return self.noted(field, parse(self.cell(field)), level)

    def noted(self, field: str, value: values.Value[T], level: Level = Level.WARNING) -> T | None:
        """The value of an answer already parsed; its problem is noted."""
        if value.problem:
            self.note(field, value.problem, level, **value.data)
        return value.value

    def text(self, field: str) -> str:
        """The field as typed, or ""."""
        return self.take(field, values.text) or ""

    def note(self, field: str, code: str, level: Level = Level.ERROR, **data: object) -> None:
        """Note a problem of this row, in the column that the field's value stands in."""
        header, cell = next(self.cells_of(field), (self.grid.header_of(field), ""))
        self.problems.append(
            Problem(
                row=self.number,
                code=code,
                column=header,
                value=shown(cell),
                level=level,
                data=data,
            )
        )

    @property
    def rejected(self) -> bool:
        """Whether an error keeps the row out."""
        return any(p.level is Level.ERROR for p in self.problems)


def lines_of(grid: Grid, watch: Watch) -> Iterator[Line]:
    """Every row; one with more cells than the header is noted, for its values may be shifted."""
    width = len(grid.header)
    for done, record in enumerate(grid.rows, start=1):
        watch.step(done, len(grid.rows))
        line = Line(grid, record)
        over = [c for c in record.cells[width:] if not blank(c)] if width else []
        if over:
            line.problems.append(
                Problem(
                    row=record.number,
                    code="row_too_many_cells",
                    value=shown(over[0]),
                    data={"cells": len(record.cells), "columns": width},
                )
            )
        yield line


ReadRow = Callable[[Line], Draft | None]


def read_rows(grid: Grid, read: ReadRow, named: str, watch: Watch) -> Reading:
    """Every row by `read`; one whose key was seen before is a warning in the field `named`."""
    drafts: dict[str, Draft] = {}
    problems: list[Problem] = []
    for line in lines_of(grid, watch):
        draft = read(line)
        if draft and draft.key in drafts:
            line.note(named, "row_repeated", Level.WARNING, first=drafts[draft.key].row)
        elif draft:
            drafts[draft.key] = draft
        problems += line.problems
    return Reading(drafts=tuple(drafts.values()), problems=tuple(problems), grid=grid)


def kept(**fields: object) -> dict[str, object]:
    """Only the fields that hold something: a blank cell must not empty what is known."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def joined(parts: Iterable[str]) -> str:
    """Notes one below the other, blanks and repeats left out."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
