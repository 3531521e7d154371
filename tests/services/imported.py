"""What tests of importing look at."""

from pathlib import Path
from typing import Any, TypeVar

from smartsupport.services import imports
from smartsupport.services.import_plan import Done
from smartsupport.services.office import Office

T = TypeVar("T")

FILES = Path(__file__).parents[1] / "data" / "sheets"
EVENTS = FILES / "tokyo_smartphone_events.csv"
FACILITIES = (
    "itabashi_131199_30rows.csv",
    "shirasagi_demo_shelter_cp932.csv",
    "takamatsu_community_center.xlsx",
    "takamatsu_old_0003.csv",
    "yaizu_222127_community_center.csv",
    "yaizu_222127_facilities_smartmap.csv",
    "yaizu_222127_facilities_welfare.csv",
    "yaizu_222127_library.csv",
)
NAKANO = "名称,市区町村名,住所\n中野区役所,中野区,東京都中野区中野四丁目8番1号\n"
CALENDAR = "イベント名,開始日,開始時間,終了時間,場所名称,市区町村名,定員\n"
SUPPORTERS = "氏名,ふりがな,電話,備考\n"


def stored(office: Office, record: type[T]) -> list[T]:
    """Every record of a kind that is in sight."""
    with office.store.reading() as reading:
        return reading.find(record)


def counts(done: Done) -> tuple[int, int, int]:
    """New, same, changed."""
    return (done.new, done.same, done.changed)


def written(office: Office) -> int:
    """How many changes the log holds."""
    with office.store.reading() as reading:
        count: int = reading.connection.exec_driver_sql("SELECT count(*) FROM op").scalar_one()
        return count


def imported(office: Office, kind: str, source: Any) -> Done:
    return imports.accept(office, imports.preview(office, kind, source))


def many(rows: int) -> str:
    """A list of supporters with so many rows."""
    return SUPPORTERS + "".join(
        f"山田 太郎{n},やまだ たろう,090-0000-{n:04d},\n" for n in range(rows)
    )
