"""保有状況: what a lost or stolen computer would hold; the draft of an incident's report."""

from dataclasses import dataclass

from smartsupport.domain.holdings import Group, Holdings
from smartsupport.domain.retention import Kept, RetentionRules
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.paper import dates
from smartsupport.paper.frame import Issue, framed_sheet, title_block
from smartsupport.paper.grid import facts, seals
from smartsupport.paper.page import Sheet
from smartsupport.paper.table import Column, Row, table


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingsSheet:
    """The figures, where they lie, who opens them; `passworded` = the key does not lie openly."""

    issue: Issue
    register: str
    held: Holdings
    rules: RetentionRules
    due: int
    passworded: bool
    people: tuple[str, ...]
    """Who has access."""


def title() -> str:
    """What it is called."""
    return _("What is held")


def render(content: HoldingsSheet) -> bytes:
    """The sheet as a PDF."""
    sheet = framed_sheet(content.issue, title())
    title_block(sheet, title(), _("Draft for the report of an incident"))
    seals(sheet, (_("Head"), _("In charge")), sheet.right, sheet.y)
    sheet.y += 25
    facts(
        sheet,
        [
            [(_("Register"), content.register)],
            [(_("As of"), dates.moment_text(content.issue.made_at))],
        ],
    )
    _people(sheet, content.held)
    _records(sheet, content.held)
    _protection(sheet, content)
    _retention(sheet, content)
    _incident(sheet)
    return sheet.pdf()


def _people(sheet: Sheet, held: Holdings) -> None:
    sheet.heading(_("People"))
    columns = [
        Column(title=_("Kind"), width=40),
        Column(title=_("With a name or phone"), width=32, align=1.0),
        Column(title=_("of them with a phone number"), width=36, align=1.0),
        Column(title=_("of them with notes"), width=36, align=1.0),
        Column(title=_("of them needing special care"), width=36, align=1.0),
    ]
    groups = ((_("Participants"), held.participants), (_("Supporters"), held.supporters))
    table(sheet, columns, [_row(label, group) for label, group in groups])
    sheet.paragraph(
        _(
            "Access needs and notes may hold what the law calls special care-required information. "
            "Access needs: {answer}. Erased, figures only: {erased} people."
        ).format(
            answer=_("held") if held.participants.with_needs else _("none held"),
            erased=held.erased,
        ),
        9,
    )
    sheet.y += 2


def _row(label: str, group: Group) -> Row:
    return Row(
        cells=(
            label,
            str(group.people),
            str(group.with_phone),
            str(group.with_notes),
            str(group.with_needs),
        )
    )


def _records(sheet: Sheet, held: Holdings) -> None:
    sheet.heading(_("Records"))
    facts(
        sheet,
        [
            [(_("Bookings"), str(held.bookings)), (_("At the door"), str(held.visits))],
            [
                (_("Consultations"), str(held.consultations)),
                (_("with notes"), str(held.consultation_notes)),
            ],
        ],
    )


def _protection(sheet: Sheet, content: HoldingsSheet) -> None:
    sheet.heading(_("How it is protected"))
    key = (
        _("Opens with a password only") if content.passworded else _("No password (key beside it)")
    )
    facts(
        sheet,
        [
            [(_("Encrypted"), _("Yes (AES-256)")), (_("Key"), key)],
            [(_("Last sync"), _("Not shared")), (_("Opened by"), _(", ").join(content.people))],
        ],
    )


def _retention(sheet: Sheet, content: HoldingsSheet) -> None:
    sheet.heading(_("How long it is kept"))
    columns = [Column(title=_("What"), width=90), Column(title=_("Months"), width=30, align=1.0)]
    rows = [Row(cells=(word(kind), str(content.rules.months(kind)))) for kind in Kept]
    table(sheet, columns, rows)
    provisional = "" if content.rules.confirmed else _("These months are provisional.") + " "
    sheet.paragraph(provisional + _("Due for disposal today: {count}").format(count=content.due), 9)
    sheet.y += 2


def _incident(sheet: Sheet) -> None:
    sheet.heading(_("To be filled in"), keep=50)
    blank = [
        _("When and where it happened"),
        _("How it was noticed"),
        _("What was done"),
        _("Police, reported to"),
        _("People told"),
    ]
    facts(sheet, [[(label, "\n")] for label in blank])
