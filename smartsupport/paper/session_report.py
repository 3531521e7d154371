"""開催報告書: every figure of one session, for the one who asked for it (documents.md, "After")."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from smartsupport.clock import TOKYO
from smartsupport.domain import words
from smartsupport.domain.figures import SessionFigures, SupporterThere, TopicCount
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState
from smartsupport.formats import hours_minutes
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import Figure, counts, facts, figures, seals
from smartsupport.paper.page import BLACK, WHITE, Sheet
from smartsupport.paper.table import Column, Look, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigure:
    """One figure that differs from the version handed in before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which version this is: from the second on it is 訂正版, and says what changed."""

    number: int = 1
    day: date | None = None
    changes: tuple[ChangedFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReport:
    """What the report shows beside the figures; every text may be empty."""

    figures: SessionFigures
    issue: Issue
    number: str = ""
    addressee: str = ""
    """宛先, as it is to be printed."""
    seals: tuple[str, ...] = ()
    """What stands over each 印 box."""
    remarks: str = ""
    """特記."""
    edition: Edition = Edition()


def render(content: SessionReport) -> bytes:
    """The report as a PDF."""
    held = content.figures
    day = dates.day_text(held.day)
    title = _("Session report")
    sheet = framed_sheet(content.issue, title, subtitle=f"{day} {held.venue}")
    _head(sheet, content, title)
    _overview(sheet, held)
    _changes(sheet, content.edition)
    _people(sheet, held)
    _consultations(sheet, held)
    _supporters(sheet, held.helpers)
    _remarks(sheet, content)
    _counting(sheet)
    return sheet.pdf()


def _head(sheet: Sheet, content: SessionReport, title: str) -> None:
    made = content.issue.made_at.astimezone(TOKYO).date()
    if content.number:
        number = _("No. {number}").format(number=content.number)
        sheet.within(sheet.left + 120, sheet.y, 61.2, 5.5, number, 10, align=1.0)
    sheet.within(sheet.left - 1.2, sheet.y + 2, 118, 9, content.addressee, 12)
    sheet.within(sheet.left + 120, sheet.y + 5.5, 61.2, 5.5, dates.day_text(made), 10, align=1.0)
    sheet.y += 13
    edition = content.edition
    corrected = ""
    if edition.number > 1:
        corrected = _("Corrected (edition {number}) {day}").format(
            number=edition.number, day=dates.day_text(edition.day or made)
        )
    title_block(sheet, title, corrected)
    sender = _("{organiser}\nReported by {by}").format(
        organiser=content.issue.organiser, by=content.issue.made_by
    )
    wide = 20 * len(content.seals)
    height = 22 if content.seals else 11
    space = sheet.width - wide - (4 if wide else 0)
    sheet.within(sheet.left, sheet.y, space + 1.2, height, sender, 10, align=1.0)
    seals(sheet, content.seals, sheet.right, sheet.y)
    sheet.y += height + 3


def _overview(sheet: Sheet, held: SessionFigures) -> None:
    place = f"{held.venue} {held.room}".strip()
    rows = [
        [
            (_("Day held"), dates.day_text(held.day)),
            (_("Public hours"), dates.span_text(held.start, held.end)),
        ],
        [
            (_("Venue"), place),
            (_("Supporters' hours"), dates.span_text(held.gather, held.dismiss)),
        ],
        [(_("Session"), held.title), (_("Kind of session"), held.kind)],
    ]
    if held.state is SessionState.CANCELLED:
        why = held.reason or _("No reason was noted.")
        told = _("CANCELLED: {reason}").format(reason=why)
        rows.append([(_("Held or not"), told + "\n" + _("It is not counted as held."))])
    facts(sheet, rows)


def _changes(sheet: Sheet, edition: Edition) -> None:
    if not edition.changes:
        return
    sheet.heading(_("What changed since the version before"))
    columns = [
        Column(title=_("Figure"), width=90),
        Column(title=_("Before"), width=45, align=0.5),
        Column(title=_("After"), width=45, align=0.5),
    ]
    rows = [Row(cells=(c.label, c.before, c.after)) for c in edition.changes]
    table(sheet, columns, rows)


def _people(sheet: Sheet, held: SessionFigures) -> None:
    sheet.heading(_("Participants"), keep=36)
    count = partial(_("{n} people").format)
    anonymous = _("and {n} anonymous").format(n=held.anonymous)
    unknown = _("age unknown: {n}").format(n=held.age_unknown)
    figures(
        sheet,
        [
            Figure(label=_("Attendances"), value=count(n=held.attendances)),
            Figure(label=_("Distinct people"), value=count(n=held.people), note=anonymous),
            Figure(label=_("First visits"), value=count(n=held.first_visits)),
            Figure(label=_("Aged 65 or over"), value=count(n=held.aged_65), note=unknown),
            Figure(label=_("Bookings confirmed"), value=count(n=held.booked)),
            Figure(label=_("Came without booking"), value=count(n=held.walk_ins)),
            Figure(label=_("Absent"), value=count(n=held.absent)),
            Figure(label=_("Companions"), value=count(n=held.companions), note=_("counted apart")),
        ],
        per_row=4,
    )
    if held.attendances:
        counts(sheet, [(_(words.AGE_BANDS[band]), n) for band, n in held.ages])


def _consultations(sheet: Sheet, held: SessionFigures) -> None:
    sheet.heading(_("Consultations: {n}").format(n=held.consultations), keep=25)
    if not held.consultations:
        sheet.paragraph(_("There are no consultation records."), 10)
        sheet.y += 3
        return
    most = max((topic.asked for topic in held.topics), default=0)
    columns = [
        Column(title=_("Topic"), width=62),
        Column(title=_("○ Asked"), width=17, align=1.0),
        Column(title=_("◎ Main"), width=17, align=1.0),
        Column(title=_("Chart (black: ◎, white: ○ only)"), width=84),
    ]
    rows = [
        Row(
            cells=(topic.name, str(topic.asked), str(topic.main), ""),
            paint={3: partial(_bar, topic, most)},
        )
        for topic in held.topics
        if topic.asked
    ]
    if rows:
        table(sheet, columns, rows, Look(height=5.8))
    sheet.need(25)
    outcomes = [(_(words.OUTCOMES[outcome]), n) for outcome, n in held.outcomes]
    counts(sheet, outcomes, per_row=max(5, len(outcomes)))
    told = [_("{name}: {n}").format(name=name, n=n) for name, n in held.referrals if n]
    facts(sheet, [[(_("Referred to"), _(", ").join(told) or _("None"))]])


def _bar(
    topic: TopicCount, most: int, sheet: Sheet, x: float, y: float, width: float, height: float
) -> None:
    """A bar as long as `asked`, its black part as long as `main`: plain on any printer."""
    unit = (width - 4) / most
    y, height = y + 1.3, height - 2.6
    sheet.box(x + 2, y, topic.asked * unit, height, fill=WHITE)
    if topic.main:
        sheet.box(x + 2, y, topic.main * unit, height, fill=BLACK)


def _supporters(sheet: Sheet, helpers: tuple[SupporterThere, ...]) -> None:
    came = sum(map(_came, helpers))
    sheet.heading(_("Supporters: {n} came").format(n=came), keep=22)
    if not helpers:
        sheet.paragraph(_("No supporter was placed."), 10)
        sheet.y += 3
        return
    columns = [
        Column(title=_("Name of supporter"), width=40),
        Column(title=_("Kind of supporter"), width=29),
        Column(title=_("Role"), width=22),
        Column(title=_("Began"), width=17, align=0.5),
        Column(title=_("Ended"), width=17, align=0.5),
        Column(title=_("Minutes"), width=14, align=1.0),
        Column(title=_("Hours"), width=14, align=1.0),
        Column(title=_("Remark"), width=27),
    ]
    rows = [_helper(helper) for helper in helpers]
    total = sum(helper.credited for helper in helpers)
    rows.append(
        Row(
            cells=(_("Total"), "", "", "", "", str(total), hours_minutes(total), ""),
            strong=True,
        )
    )
    table(sheet, columns, rows)


def _came(helper: SupporterThere) -> bool:
    return helper.start is not None or helper.end is not None


def _helper(helper: SupporterThere) -> Row:
    remark = ""
    if helper.estimated:
        remark = _("Time estimated, not credited")
    elif not helper.state:
        remark = _("Not placed")
    elif not _came(helper):
        remark = _(words.PLACEMENT_STATES[PlacementState(helper.state)])
    return Row(
        cells=(
            helper.name,
            _(words.SUPPORTER_KINDS[helper.kind]),
            _(words.ROLES[helper.role]),
            dates.clock_text(helper.start),
            dates.clock_text(helper.end),
            str(helper.credited),
            hours_minutes(helper.credited),
            remark,
        ),
        over={0: helper.kana},
    )


def _remarks(sheet: Sheet, content: SessionReport) -> None:
    sheet.heading(_("Remarks"), keep=22)
    told = "\n".join(text for text in (content.figures.note, content.remarks) if text)
    if told:
        sheet.paragraph(told, 10)
        sheet.y += 4
    else:
        # Left free: a remark is often added by hand before the report is handed over.
        sheet.box(sheet.left, sheet.y, sheet.width, 20)
        sheet.y += 24


def _counting(sheet: Sheet) -> None:
    """ "What is counted", in small print (glossary.md)."""
    sheet.need(18)
    sheet.line(sheet.left, sheet.y, sheet.right, sheet.y)
    sheet.y += 1
    sheet.paragraph(
        _(
            "What is counted - Attendances: person × session (two turns at one session: 1). "
            "Distinct people: identified people, each once; anonymous people are not among them. "
            "First visits: no earlier visit in this register. "
            "Consultations: turns with a record. Companions are counted apart. "
            "Minutes: from the door, cut to gathering and dismissal; estimated times are not "
            "credited until confirmed."
        ),
        7.5,
    )
