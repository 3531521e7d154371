"""What an import's preview says: its states, its changes and its problems, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from babel.dates import get_day_names

from smartsupport import formats
from smartsupport.domain.availability import Availability
from smartsupport.domain.session import Session
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _, language
from smartsupport.messages import advice
from smartsupport.messages.fields import field_name
from smartsupport.services.import_plan import Change, Outcome, Preview, Row
from smartsupport.sheets.draft import Problem

OUTCOMES = {
    Outcome.NEW: N_("Will be added"),
    Outcome.CHANGED: N_("Will be changed"),
    Outcome.SAME: N_("Same as before"),
    Outcome.LEFT_OUT: N_("To be mended"),
}
ICONS = {
    Outcome.NEW: "plus",
    Outcome.CHANGED: "pencil",
    Outcome.SAME: "check",
    Outcome.LEFT_OUT: "exclamation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the file as the preview shows it."""

    number: int
    outcome: Outcome
    label: str
    notes: tuple[str, ...]
    doubtful: bool
    """Whether something about it wants a look."""


def lines_of(preview: Preview) -> list[Line]:
    """Every row of the file in words."""
    problems: dict[int, list[Problem]] = {}
    for problem in preview.problems:
        problems.setdefault(problem.row, []).append(problem)
    cells = {record.number: record.cells for record in preview.sheet.grid.rows}
    return [
        Line(
            number=row.number,
            outcome=row.outcome,
            label=_called(row) or _start_of(cells.get(row.number, ())),
            notes=(
                *(problem_sentence(p) for p in problems.get(row.number, ())),
                *(_change(change) for change in row.changes),
            ),
            doubtful=row.number in problems,
        )
        for row in preview.rows
    ]


def problem_sentence(problem: Problem) -> str:
    """What is wrong with a cell and how to mend it, with the column it stands in."""
    text = advice(
        problem.code, **{"value": problem.value, "column": problem.column, **problem.data}
    )
    return f"[{problem.column}] {text}" if problem.column else text


def _called(row: Row) -> str:
    """A name; sessions of one title are told apart by their day."""
    if not isinstance(row.record, Session):
        return row.label
    when = f"{row.record.day:%Y/%m/%d} {formats.clock(row.record.start)}"
    return f"{when} {row.label}".strip()


def _start_of(cells: Sequence[object]) -> str:
    return _(" / ").join([str(cell) for cell in cells if str(cell).strip()][:3])


def _change(change: Change) -> str:
    return _("{field}: {old} → {new}").format(
        field=field_name(change.field), old=_shown(change.old), new=_shown(change.new)
    )


def _shown(value: Any) -> str:
    if value is None or value == "" or value == () or value == frozenset():
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, time):
        return formats.clock(value)
    if isinstance(value, tuple | frozenset):
        return _(", ").join(sorted(_shown(one) for one in value))
    if isinstance(value, Availability):
        return _available(value)
    return str(value)


def _available(statement: Availability) -> str:
    """金 9:00–13:00 できる."""
    day = ""
    if statement.weekday is not None:
        day = get_day_names("abbreviated", locale=language())[statement.weekday]
    elif statement.day is not None:
        day = formats.short_day(statement.day, language())
    hours = ""
    if statement.start is not None and statement.end is not None:
        hours = f"{formats.clock(statement.start)}–{formats.clock(statement.end)}"
    return " ".join(filter(None, (day, hours, word(statement.answer))))
