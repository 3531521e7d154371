"""サポーター活動時間: one month's hours as paper, with the rule that rounded them in words."""

from collections.abc import Iterable
from datetime import date

from smartsupport.domain import words
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, SupporterHours
from smartsupport.formats import count, decimal_hours, hours_minutes, short_day, wareki_month
from smartsupport.i18n import _, language
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Look, Row, table

_LOOK = Look(size=9, height=6.6)


def render(content: HoursSheet) -> bytes:
    """The month as a PDF: a line per supporter, then every supporter's days, then the venues."""
    issue = Issue(
        organiser=content.organiser,
        made_at=content.made_at,
        made_by=content.made_by,
        practice=content.practice,
    )
    title = _("Hours of supporters")
    month = _month(content.month.first)
    sheet = framed_sheet(issue, title, subtitle=month, landscape=True)
    title_block(sheet, _("{title}, {month}").format(title=title, month=month))
    _rules(sheet, content)
    if not content.supporters:
        sheet.paragraph(_("No supporter has hours in this month."), 11)
        return sheet.pdf()
    _summary(sheet, content)
    for supporter in content.supporters:
        _supporter(sheet, supporter, content.rounding)
    _venues(sheet, content)
    return sheet.pdf()


def rounding_text(rounding: Rounding) -> str:
    """The rounding rule in words: unit, direction and base, then the caps."""
    if rounding.unit <= 1:
        rule = _("Not rounded: counted to the minute.")
    else:
        rule = _("Rounded {direction} to {unit} minutes, {base}.").format(
            direction=_(words.ROUNDING_DIRECTIONS[rounding.direction]),
            unit=rounding.unit,
            base=_(words.ROUNDING_BASES[rounding.base]),
        )
    caps = (
        (rounding.day_cap, _("At most {hours} a day, taken off after rounding.")),
        (rounding.year_cap, _("At most {hours} a fiscal year, taken off after rounding.")),
    )
    told = [text.format(hours=hours_minutes(cap)) for cap, text in caps if cap is not None]
    return "\n".join([rule, *told])


def _month(first: date) -> str:
    if language() == "ja":
        return wareki_month(first.year, first.month)
    return f"{first.year}-{first.month:02d}"


def _day(day: date) -> str:
    return short_day(day, language())


def _rules(sheet: Sheet, content: HoursSheet) -> None:
    rows = [
        [(_("Organiser"), content.organiser), (_("Register"), content.workspace)],
        [(_("Rounding"), rounding_text(content.rounding))],
    ]
    if content.unconfirmed:
        told = _("{n} records have an estimated time that nobody confirmed; they are not credited.")
        rows.append([(_("Not confirmed"), told.format(n=content.unconfirmed))])
    facts(sheet, rows, size=9.5)


def _summary(sheet: Sheet, content: HoursSheet) -> None:
    sheet.heading(_("All supporters: {n}").format(n=len(content.supporters)))
    columns = [
        Column(title=_("Name of supporter"), width=60),
        Column(title=_("Kind of supporter"), width=35),
        Column(title=_("Times active"), width=20, align=1.0),
        Column(title=_("Days active"), width=20, align=1.0),
        Column(title=_("Planned (min)"), width=22, align=1.0),
        Column(title=_("Actual (min)"), width=22, align=1.0),
        Column(title=_("Credited (min)"), width=22, align=1.0),
        Column(title=_("Credited (h:mm)"), width=22, align=1.0),
        Column(title=_("Credited (hours)"), width=20, align=1.0),
        Column(title=_("Taken off by the cap (min)"), width=24, align=1.0),
    ]
    rows = [
        Row(
            cells=(
                one.supporter or one.kana,
                _(words.SUPPORTER_KINDS[one.kind]),
                *_numbers([one]),
            ),
            over={0: one.kana} if one.supporter else {},
        )
        for one in content.supporters
    ]
    total = _("Total")
    rows.append(Row(cells=(total, "", *_numbers(content.supporters)), strong=True))
    table(sheet, columns, rows, _LOOK)


def _numbers(supporters: Iterable[SupporterHours]) -> tuple[str, ...]:
    """The summary's figures for these supporters together."""
    kept = list(supporters)
    credited = sum(one.credited for one in kept)
    capped = sum(one.capped for one in kept)
    return (
        count(sum(one.times for one in kept)),
        count(sum(one.days for one in kept)),
        count(sum(one.planned for one in kept)),
        count(sum(one.actual for one in kept)),
        count(credited),
        hours_minutes(credited),
        decimal_hours(credited),
        count(capped) if capped else "",
    )


def _supporter(sheet: Sheet, one: SupporterHours, rounding: Rounding) -> None:
    named = one.supporter or one.kana
    if one.supporter and one.kana:
        named = _("{name} ({kana})").format(name=one.supporter, kana=one.kana)
    told = _("{name}  {kind}  {times} times, {days} days").format(
        name=named, kind=_(words.SUPPORTER_KINDS[one.kind]), times=one.times, days=one.days
    )
    sheet.heading(told, keep=28)
    columns = [
        Column(title=_("Date"), width=27),
        Column(title=_("Venue"), width=54),
        Column(title=_("Session"), width=48),
        Column(title=_("Role"), width=23),
        Column(title=_("Began"), width=17, align=0.5),
        Column(title=_("Ended"), width=17, align=0.5),
        Column(title=_("Planned (min)"), width=15, align=1.0),
        Column(title=_("Actual (min)"), width=15, align=1.0),
        Column(title=_("Credited (min)"), width=15, align=1.0),
        Column(title=_("(h:mm)"), width=15, align=1.0),
        Column(title=_("Source"), width=21, align=0.5),
    ]
    rows = [_line(row) for row in one.rows]
    exact = sum(row.credited for row in one.rows)
    if rounding == Rounding() and exact == one.credited:
        rows.append(_total(_("Total"), one.planned, one.actual, exact))
    else:
        rows.append(_total(_("Total before rounding"), one.planned, one.actual, exact))
        rows.append(_total(_("Credited after rounding"), None, None, one.credited, one.capped))
    table(sheet, columns, rows, _LOOK)


def _line(row: HoursRow) -> Row:
    source = _(words.SOURCES[row.source])
    if row.estimated:
        source = _("Estimated (not confirmed)")
    return Row(
        cells=(
            _day(row.day),
            row.venue,
            row.session,
            _(words.ROLES[row.role]),
            dates.clock_text(row.start),
            dates.clock_text(row.end),
            str(row.planned),
            str(row.actual),
            str(row.credited),
            hours_minutes(row.credited),
            source,
        )
    )


def _total(
    label: str, planned: int | None, actual: int | None, credited: int, capped: int = 0
) -> Row:
    cut = _("{n} min over the cap taken off").format(n=capped) if capped else ""
    return Row(
        cells=(
            label,
            cut,
            "",
            "",
            "",
            "",
            "" if planned is None else count(planned),
            "" if actual is None else count(actual),
            count(credited),
            hours_minutes(credited),
            _("{hours} h").format(hours=decimal_hours(credited)),
        ),
        strong=True,
    )


def _venues(sheet: Sheet, content: HoursSheet) -> None:
    """Per venue, before rounding: the rule rounds people's hours, not places'."""
    by_venue: dict[tuple[str, str], list[HoursRow]] = {}
    for one in content.supporters:
        for row in one.rows:
            by_venue.setdefault((row.venue, str(row.venue_id)), []).append(row)
    sheet.heading(_("By venue (before rounding)"), keep=28)
    columns = [
        Column(title=_("Venue"), width=107),
        Column(title=_("Sessions with supporters"), width=30, align=1.0),
        Column(title=_("Supporters × sessions"), width=30, align=1.0),
        Column(title=_("Planned (min)"), width=25, align=1.0),
        Column(title=_("Actual (min)"), width=25, align=1.0),
        Column(title=_("Credited (min)"), width=25, align=1.0),
        Column(title=_("(h:mm)"), width=25, align=1.0),
    ]
    rows = [
        Row(
            cells=(
                venue,
                str(len({row.session_id for row in held})),
                str(len(held)),
                count(sum(row.planned for row in held)),
                count(sum(row.actual for row in held)),
                count(sum(row.credited for row in held)),
                hours_minutes(sum(row.credited for row in held)),
            )
        )
        for (venue, _id), held in sorted(by_venue.items())
    ]
    table(sheet, columns, rows, _LOOK)
