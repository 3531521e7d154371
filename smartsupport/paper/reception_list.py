"""受付簿: the desk's paper list for one venue and day, kept even when every computer fails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from smartsupport.domain import words
from smartsupport.domain.kana import hiragana, index_row, list_place
from smartsupport.domain.supporter import Role
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet
from smartsupport.paper.page import BLACK, WHITE, Sheet
from smartsupport.paper.table import Column, Look, Row, table

ROWS = 25
"""Lines on one page."""

_LOOK = Look(size=11, height=8.7, fixed=True)
_SPARE_SUPPORTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A participant with a booking; `at` is the start of the 相談枠 where one was given."""

    name: str = ""
    kana: str = ""
    at: time | None = None
    session: str = ""
    """Which of the day's sessions, in a word (午前); "" where there is only one."""
    companions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedSupporter:
    """A supporter placed on this day."""

    name: str
    kana: str
    role: Role
    gather: time
    dismiss: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionList:
    """Who is expected at one venue on one day; `sessions` says in a line each what is held."""

    issue: Issue
    day: date
    venue: str
    sessions: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    supporters: tuple[ExpectedSupporter, ...] = ()
    blank_rows: int = 20


def render(content: ReceptionList) -> bytes:
    """The list as a PDF: by reading, then blank lines, then the supporters."""
    title = _("Reception list")
    subtitle = f"{dates.day_text(content.day)} {content.venue}"
    sheet = framed_sheet(content.issue, title, subtitle=subtitle, hand_back=True, running=False)
    rows = [*_expected(content.expected), *_blank(content)]
    for at in range(0, max(1, len(rows)), ROWS):
        if at:
            sheet.new_page()
        _head(sheet, content, title, subtitle)
        table(sheet, _participant_columns(), rows[at : at + ROWS], _LOOK)
    _note(sheet)
    _supporters(sheet, content.supporters)
    return sheet.pdf()


def _head(sheet: Sheet, content: ReceptionList, title: str, subtitle: str) -> None:
    sheet.within(
        sheet.left, sheet.y - 2, sheet.width, 9, f"{title}  {subtitle}", 15, bold=True, align=0.5
    )
    sheet.y += 7
    what = _(" / ").join(content.sessions)
    sheet.within(sheet.left, sheet.y, sheet.width, 6, what, 10, align=0.5)
    sheet.y += 7


def _participant_columns() -> list[Column]:
    return [
        Column(title="", width=8, align=0.5),
        Column(title=_("Row"), width=9, align=1.0),
        Column(title=_("Reading and name"), width=59),
        Column(title=_("Booked for"), width=20, align=0.5),
        Column(title=_("Reception number"), width=16),
        Column(title=_("Checked in at"), width=18),
        Column(title=_("Companions"), width=15),
        Column(title=_("Consent"), width=13),
        Column(title=_("Remark"), width=22),
    ]


def _expected(expected: Sequence[Expected]) -> Iterator[Row]:
    """One line each by reading; the first of every あかさたな row carries its mark."""
    ordered = sorted(expected, key=lambda e: (not index_row(e.kana), list_place(e.name, e.kana)))
    last = None
    for number, one in enumerate(ordered, 1):
        mark = hiragana(index_row(one.kana)) or _("etc.")
        reading = hiragana(one.kana)
        when = f"{one.session} {dates.clock_text(one.at)}".strip()
        brought = _("(booked {n})").format(n=one.companions) if one.companions else ""
        yield Row(
            cells=("", str(number), one.name or reading, when, "", "", brought, "", ""),
            over={2: reading} if one.name and reading else {},
            paint={} if mark == last else {0: partial(_index_mark, mark)},
        )
        last = mark


def _blank(content: ReceptionList) -> Iterator[Row]:
    """Lines for those who come without booking, and the rest of a page already begun."""
    first = len(content.expected) + 1
    for number in range(first, first + content.blank_rows):
        yield Row(cells=("", str(number), "", "", "", "", "", "", ""))


def _index_mark(mark: str, sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    side = 6.0
    left, top = x + (width - side) / 2, y + (height - side) / 2
    sheet.box(left, top, side, side, weight=0, fill=BLACK)
    sheet.within(left, top, side, side, mark, 11, bold=True, align=0.5, colour=WHITE)


def _note(sheet: Sheet) -> None:
    sheet.y -= 1
    sheet.paragraph(
        _("Consent: tick when the person was told how personal data is used and agreed."), 8
    )
    sheet.y += 2


def _supporters(sheet: Sheet, supporters: Sequence[ExpectedSupporter]) -> None:
    count = len(supporters) + _SPARE_SUPPORTERS
    sheet.heading(_("Supporters"), keep=count * _LOOK.height + 7)
    columns = [
        Column(title=_("Row"), width=9, align=1.0),
        Column(title=_("Reading and name"), width=59),
        Column(title=_("Role"), width=24),
        Column(title=_("Gathering"), width=16, align=0.5),
        Column(title=_("Dismissal"), width=16, align=0.5),
        Column(title=_("Began"), width=19),
        Column(title=_("Ended"), width=19),
        Column(title=_("Remark"), width=18),
    ]
    rows = [_supporter(n, one) for n, one in enumerate(supporters, 1)]
    spare = range(len(rows) + 1, count + 1)
    rows.extend(Row(cells=(str(number), "", "", "", "", "", "", "")) for number in spare)
    table(sheet, columns, rows, _LOOK)


def _supporter(number: int, one: ExpectedSupporter) -> Row:
    reading = hiragana(one.kana)
    return Row(
        cells=(
            str(number),
            one.name or reading,
            _(words.ROLES[one.role]),
            dates.clock_text(one.gather),
            dates.clock_text(one.dismiss),
            "",
            "",
            "",
        ),
        over={1: reading} if one.name and reading else {},
    )
