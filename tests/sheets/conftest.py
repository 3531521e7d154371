from datetime import date, datetime
from uuid import UUID

import pytest

from smartsupport.domain.door import Source
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, month_hours
from smartsupport.domain.period import TOKYO, Month
from smartsupport.domain.supporter import Role, SupporterKind

PEOPLE = (
    ("髙﨑 𠮷子", "タカサキ ヨシコ"),
    ("渡辺\U000e0100 一郎", "ワタナベ イチロウ"),
    ("=佐藤", "サトウ"),
)


def hours_row(person: int, day: int, *, estimated: bool = False) -> HoursRow:
    name, kana = PEOPLE[person]
    return HoursRow(
        supporter_id=UUID(int=person),
        supporter=name,
        kana=kana,
        kind=SupporterKind.METROPOLITAN,
        day=date(2026, 10, day),
        session_id=UUID(int=100 + day),
        session="スマホ相談会",
        venue_id=UUID(int=200 + day % 2),
        venue=("中央公民館", "東部センター")[day % 2],
        role=Role.ADVISER,
        planned=270,
        actual=265,
        credited=0 if estimated else 265,
        start=datetime(2026, 10, day, 12, 32, 40, tzinfo=TOKYO),
        end=None if estimated else datetime(2026, 10, day, 16, 57, tzinfo=TOKYO),
        source=Source.ESTIMATED if estimated else Source.SCANNED,
        estimated=estimated,
    )


@pytest.fixture
def hours() -> HoursSheet:
    """Three supporters in October 2026, with names that old encodings and formulas trip over."""
    rounding = Rounding(unit=30, day_cap=240)
    rows = [hours_row(0, 3), hours_row(0, 10), hours_row(1, 3), hours_row(2, 10, estimated=True)]
    return HoursSheet(
        month=Month(2026, 10),
        rounding=rounding,
        supporters=month_hours(rows, rounding),
        organiser="○○区",
        workspace="○○区スマホ相談会台帳",
        made_at=datetime(2026, 11, 2, 9, 15, tzinfo=TOKYO),
        made_by="担当",
    )
