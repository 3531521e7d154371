"""操作の記録: who, when, what, how many; and no more."""

from datetime import datetime, timedelta

import pytest

from smartsupport.domain.errors import NotFound, Refused
from smartsupport.domain.journal import KINDS, Deed
from smartsupport.domain.journal_words import DEED_KINDS, DEEDS, deed_word, document_word
from smartsupport.domain.period import Month
from smartsupport.domain.venue import Venue
from smartsupport.services import journal, journal_files
from smartsupport.services.journal import Wanted
from smartsupport.services.office import Office
from tests.stores import HeldClock


def _lines(office: Office, **wanted: object) -> list[tuple[str, str, int]]:
    ids = journal.ids(office, Wanted(**wanted))  # type: ignore[arg-type]
    found = journal.lines(office, ids)
    return [(found[id].entry.deed, found[id].entry.document, found[id].entry.count) for id in ids]


def test_a_note_says_who_when_what_and_how_many(office: Office, clock: HeldClock) -> None:
    journal.note(office, Deed.PRINTED, document="reception-list", count=3)
    (id,) = journal.ids(office, Wanted())
    line = journal.lines(office, [id])[id].entry
    assert (line.at, line.person, line.deed, line.document, line.count) == (
        clock.now,
        "担当",
        "printed",
        "reception-list",
        3,
    )


def test_the_latest_stands_first_and_the_rest_is_narrowed_to(
    office: Office, clock: HeldClock
) -> None:
    began = clock.now
    journal.note(office, Deed.SIGN_IN_FAILED, count=2, at=began - timedelta(minutes=3))
    journal.note(office, Deed.SIGN_IN)
    clock.advance(minutes=1)
    journal.note(office, Deed.BACKUP_MADE)
    assert [deed for deed, _, _ in _lines(office)] == ["backup_made", "sign_in", "sign_in_failed"]
    assert _lines(office, deeds=(Deed.SIGN_IN,)) == [("sign_in", "", 0)]
    assert _lines(office, since=began, until=clock.now) == [("sign_in", "", 0)]
    assert _lines(office, person="誰か") == []
    assert journal.people(office) == ["担当"]


def test_a_list_looked_at_again_is_one_line_for_an_hour(office: Office, clock: HeldClock) -> None:
    for _n in range(3):
        journal.list_opened(office, "supporters", 12)
        clock.advance(minutes=10)
    journal.list_opened(office, "participants", 5)
    for session in (office.new_id(), office.new_id()):
        journal.list_opened(office, "bookings", 3, session)
        journal.list_opened(office, "bookings", 3, session)
    clock.advance(minutes=61)
    journal.list_opened(office, "supporters", 13)
    assert sorted(_lines(office)) == [
        ("list_opened", "bookings", 3),
        ("list_opened", "bookings", 3),
        ("list_opened", "participants", 5),
        ("list_opened", "supporters", 12),
        ("list_opened", "supporters", 13),
    ]


def test_what_is_taken_back_leaves_no_note(office: Office) -> None:
    with pytest.raises(NotFound), office.store.transaction() as work:
        journal.note_in(office, work, Deed.ERASED, count=1)
        work.get(Venue, office.new_id())
    assert _lines(office) == []


def test_every_deed_has_a_word_and_one_place_to_be_looked_for() -> None:
    assert DEEDS.keys() == set(Deed)
    assert sorted(deed for deeds in KINDS.values() for deed in deeds) == sorted(Deed)
    assert KINDS.keys() == DEED_KINDS.keys()
    assert deed_word("of a newer version") == "of a newer version"
    assert document_word("of a newer version") == "of a newer version"


def test_a_month_begins_and_ends_in_tokyo(office: Office, clock: HeldClock) -> None:
    for at in ("2026-09-30T14:59", "2026-09-30T15:00", "2026-10-31T14:59", "2026-10-31T15:00"):
        journal.note(office, Deed.LOCK, at=datetime.fromisoformat(f"{at}+00:00"))
    october = journal.of_month(Month(2026, 10))
    found = journal.lines(office, journal.ids(office, october)).values()
    assert [f"{line.entry.at:%m-%d %H:%M}" for line in found] == ["10-31 14:59", "09-30 15:00"]


@pytest.mark.parametrize("ending", journal_files.ENDINGS)
def test_a_month_as_a_file_is_noted_in_it_next_time(office: Office, ending: str) -> None:
    month = Month(2026, 10)
    first = journal_files.month_bytes(office, month, ending)
    assert _lines(office) == [("exported", "journal", 0)]
    assert journal_files.month_bytes(office, month, ending) != first
    assert sorted(_lines(office)) == [("exported", "journal", 0), ("exported", "journal", 1)]
    with pytest.raises(Refused, match="format_unknown"):
        journal_files.month_bytes(office, month, "pdf")
    assert len(_lines(office)) == 2
