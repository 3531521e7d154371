"""A whole day, and what 操作の記録 says of it: every paper and file, and nobody's name."""

from collections import Counter
from datetime import date
from pathlib import Path

from sqlalchemy import text

from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.supporter import Supporter
from smartsupport.paths import Places
from smartsupport.services import calendar, demo
from smartsupport.services.day import run_day
from tests.stores import HeldClock, kept

DAY = date(2026, 10, 3)


def test_a_day_leaves_its_papers_and_files_and_no_name(tmp_path: Path) -> None:
    office = demo.make_demo(Places(base=tmp_path / "demo"), day=DAY, clock=HeldClock())
    with kept(office.store):
        session = calendar.lines(office, DAY, DAY)[0].session
        day = run_day(office, session.id, tmp_path / "papers")
        with office.store.reading() as reading:
            rows = reading.connection.execute(text("SELECT * FROM journal")).mappings().all()
            people = [*reading.find(Participant), *reading.find(Supporter)]
        written = Counter((row["what"], row["document"]) for row in rows)
        papers = {key: n for key, n in written.items() if key[0] != "imported"}
        assert papers == {
            ("cards_issued", "cards"): 3,
            ("document_made", "reception-list"): 1,
            ("document_made", "placement-sheet"): 1,
            ("document_made", "consultation-slip"): 1,
            ("document_made", "session-report"): 1,
            ("document_made", "attendance-report"): 1,
            ("exported", "hours"): 3,
        }
        assert sum(papers.values()) == len(day.files)
        values = [str(value) for row in rows for value in row.values()]
        ids = {person.id.bytes for person in people}
        assert not any(value in ids for row in rows for value in row.values())
        for name in {n for p in people for n in (shown_name(p), p.kana, p.phone) if n}:
            assert not any(name in value for value in values), name
