"""サポーター活動時間 of a month as .xlsx and .csv (documents.md, "Rules for hours")."""

from collections.abc import Sequence
from datetime import datetime, time
from enum import StrEnum

from smartsupport import formats
from smartsupport.domain.hours import HoursRow, HoursSheet
from smartsupport.domain.kana import hiragana
from smartsupport.domain.period import TOKYO
from smartsupport.domain.words import word
from smartsupport.i18n import _, language, ngettext
from smartsupport.sheets import labels
from smartsupport.sheets.table_out import Column, Encoding, Kind, Out, Table, csv_bytes
from smartsupport.sheets.workbook_out import Book, Cover, workbook_bytes


class HoursPart(StrEnum):
    """Which table of the month a CSV holds; a workbook holds all three."""

    DETAILS = "details"
    SUPPORTERS = "supporters"
    VENUES = "venues"


def hours_workbook(sheet: HoursSheet, filters: Sequence[tuple[str, str]] = ()) -> bytes:
    """A cover, every activity, per supporter and per venue; the same sheet gives the same bytes.

    `filters` are shown pairs such as ("会場", "中央公民館"): what the figures were narrowed to.
    """
    tables = (_supporters(sheet), _details(sheet), _venues(sheet))
    return workbook_bytes(
        Book(
            cover=_cover(sheet, filters),
            tables=tables,
            made_at=sheet.made_at,
            made_by=sheet.made_by,
            practice=sheet.practice,
        )
    )


def hours_csv(
    sheet: HoursSheet,
    part: HoursPart = HoursPart.DETAILS,
    encoding: Encoding = "utf-8-sig",
) -> bytes:
    """One of the tables as CSV; a practice month says 見本 on each row.

    Raises Refused("not_in_cp932", characters, found).
    """
    build = {
        HoursPart.DETAILS: _details,
        HoursPart.SUPPORTERS: _supporters,
        HoursPart.VENUES: _venues,
    }
    table = build[part](sheet)
    return csv_bytes(_marked(table) if sheet.practice else table, encoding)


def _marked(table: Table) -> Table:
    mark = _("SAMPLE")
    return Table(
        title=table.title,
        columns=(*table.columns, Column(title=mark)),
        rows=tuple((*row, mark) for row in table.rows),
        owner=table.owner,
    )


def _cover(sheet: HoursSheet, filters: Sequence[tuple[str, str]]) -> Cover:
    month = sheet.month
    shown_month = (
        formats.wareki_month(month.year, month.month) if language() == "ja" else str(month)
    )
    people, times = len(sheet.supporters), sum(s.times for s in sheet.supporters)
    open_ends = sheet.unconfirmed
    narrowed = "、".join(f"{name}: {value}" for name, value in filters)
    lines = (
        (_("Month"), shown_month),
        (_("Organiser"), sheet.organiser),
        (_("Register"), sheet.workspace),
        (_("Narrowed to"), narrowed or _("Everything")),
        (_("Number of supporters"), _counted(ngettext("{n} person", "{n} people", people), people)),
        (_("Activities"), _counted(ngettext("{n} time", "{n} times", times), times)),
        (_("Total after rounding"), _length(sheet.credited)),
        (_("Taken off by caps"), _length(sum(s.capped for s in sheet.supporters))),
        (_("Rounding"), labels.rounding_in_words(sheet.rounding)),
        (
            _("Ends not confirmed yet"),
            _counted(ngettext("{n} activity", "{n} activities", open_ends), open_ends),
        ),
        (_("Made"), f"{_day(sheet.made_at)} {formats.clock(sheet.made_at)}"),
        (_("Made by"), sheet.made_by),
    )
    notes = (
        _(
            "Actual is what was recorded at the door, cut to gathering and dismissal. An estimated "
            "end is not credited until it is confirmed."
        ),
        _(
            "Rounding and caps are applied per supporter. The details and the venues show credited "
            "time before rounding."
        ),
    )
    return Cover(title=_("Hours of supporters"), lines=lines, notes=notes)


def _counted(words: str, n: int) -> str:
    return words.format(n=formats.count(n))


def _length(minutes: int) -> str:
    return _("{time} ({hours} hours)").format(
        time=formats.hours_minutes(minutes), hours=formats.decimal_hours(minutes)
    )


def _day(moment: datetime) -> str:
    day = moment.astimezone(TOKYO).date()
    return formats.wareki(day) if language() == "ja" else day.isoformat()


def _clock(moment: datetime | None) -> time | None:
    if moment is None:
        return None
    return moment.astimezone(TOKYO).time().replace(second=0, microsecond=0)


def _details(sheet: HoursSheet) -> Table:
    columns = (
        Column(title=_("Supporter"), width=16),
        Column(title=_("Reading"), width=17),
        Column(title=_("Date"), kind=Kind.DAY, width=14),
        Column(title=_("Session"), width=18),
        Column(title=_("Venue"), width=18),
        Column(title=_("Role"), width=12),
        Column(title=_("Started"), kind=Kind.CLOCK, width=9),
        Column(title=_("Ended"), kind=Kind.CLOCK, width=9),
        Column(title=_("Planned"), kind=Kind.MINUTES, width=8, total=True),
        Column(title=_("Actual"), kind=Kind.MINUTES, width=8, total=True),
        Column(title=_("Credited before rounding"), kind=Kind.MINUTES, width=12, total=True),
        Column(title=_("Credited (hours)"), kind=Kind.HOURS, width=8, total=True),
        Column(title=_("Source"), width=9),
        Column(title=_("Remark"), width=14),
    )
    rows = tuple(_detail(row) for s in sheet.supporters for row in s.rows)
    return Table(title=_("Activities in detail"), columns=columns, rows=rows)


def _detail(row: HoursRow) -> tuple[Out, ...]:
    return (
        row.supporter,
        hiragana(row.kana),
        row.day,
        row.session,
        row.venue,
        word(row.role),
        _clock(row.start),
        _clock(row.end),
        row.planned,
        row.actual,
        row.credited,
        row.credited,
        word(row.source),
        _("Estimated (not confirmed)") if row.estimated else "",
    )


def _supporters(sheet: HoursSheet) -> Table:
    columns = (
        Column(title=_("Supporter"), width=18),
        Column(title=_("Reading"), width=22),
        Column(title=_("Kind"), width=16),
        Column(title=_("Times"), kind=Kind.COUNT, width=10, total=True),
        Column(title=_("Days"), kind=Kind.COUNT, width=10),
        Column(title=_("Planned"), kind=Kind.MINUTES, width=10, total=True),
        Column(title=_("Actual"), kind=Kind.MINUTES, width=10, total=True),
        Column(title=_("Credited after rounding"), kind=Kind.MINUTES, width=14, total=True),
        Column(title=_("Credited (hours)"), kind=Kind.HOURS, width=12, total=True),
        Column(title=_("Taken off by caps"), kind=Kind.MINUTES, width=14, total=True),
    )
    rows = tuple(
        (
            s.supporter,
            hiragana(s.kana),
            word(s.kind),
            s.times,
            s.days,
            s.planned,
            s.actual,
            s.credited,
            s.credited,
            s.capped,
        )
        for s in sheet.supporters
    )
    return Table(title=_("By supporter"), columns=columns, rows=rows)


def _venues(sheet: HoursSheet) -> Table:
    columns = (
        Column(title=_("Venue"), width=28),
        Column(title=_("Sessions held"), kind=Kind.COUNT, width=12, total=True),
        Column(title=_("Number of supporters"), kind=Kind.COUNT, width=12),
        Column(title=_("Times"), kind=Kind.COUNT, width=12, total=True),
        Column(title=_("Planned"), kind=Kind.MINUTES, width=12, total=True),
        Column(title=_("Actual"), kind=Kind.MINUTES, width=12, total=True),
        Column(title=_("Credited before rounding"), kind=Kind.MINUTES, width=14, total=True),
        Column(title=_("Credited (hours)"), kind=Kind.HOURS, width=12, total=True),
    )
    groups: dict[tuple[str, str], list[HoursRow]] = {}
    for row in (row for s in sheet.supporters for row in s.rows):
        groups.setdefault((row.venue, str(row.venue_id)), []).append(row)
    rows = tuple(_venue(name, groups[name, key]) for name, key in sorted(groups))
    return Table(title=_("By venue (before rounding)"), columns=columns, rows=rows)


def _venue(name: str, rows: Sequence[HoursRow]) -> tuple[Out, ...]:
    credited = sum(r.credited for r in rows)
    return (
        name,
        len({r.session_id for r in rows}),
        len({r.supporter_id for r in rows}),
        len(rows),
        sum(r.planned for r in rows),
        sum(r.actual for r in rows),
        credited,
        credited,
    )
