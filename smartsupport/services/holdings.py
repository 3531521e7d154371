"""保有状況: what this computer holds of whom, and the sheet for the report of an incident."""

from smartsupport.clock import TOKYO
from smartsupport.domain.holdings import Holdings
from smartsupport.domain.journal import Deed
from smartsupport.paper import holdings as paper
from smartsupport.services import paper_content, retention
from smartsupport.services.documents import Paper, file_name
from smartsupport.services.journal import note
from smartsupport.services.office import Office
from smartsupport.storage import vault
from smartsupport.storage.holders import ways_in
from smartsupport.storage.queries.holdings import holdings


def of_register(office: Office) -> Holdings:
    """The figures."""
    with office.store.reading() as reading:
        return holdings(reading)


def sheet(office: Office) -> Paper:
    """保有状況 as a PDF."""
    due = sum(len(d.lines) for d in retention.due(office))
    with office.store.reading() as reading:
        content = paper.HoldingsSheet(
            issue=paper_content.issue(office, reading),
            register=office.workspace().name,
            held=holdings(reading),
            rules=retention.rules_in(office, reading),
            due=due,
            passworded=vault.load(office.places.vault).protection != "none",
            people=tuple(sorted({a.name for a in ways_in(reading)})) or (office.person,),
        )
    note(office, Deed.DOCUMENT_MADE, document="holdings")
    day = content.issue.made_at.astimezone(TOKYO).date()
    return Paper(content=paper.render(content), name=file_name(f"{day}_{paper.title()}.pdf"))
