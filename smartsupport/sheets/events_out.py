"""Sessions as イベント一覧, the 32 columns of the recommended open data set."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from smartsupport.domain.session import Session
from smartsupport.domain.venue import Venue
from smartsupport.sheets.municipalities import TOKYO, by_code
from smartsupport.sheets.table_out import Column, Out, Table, csv_bytes

HEADER = (
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "イベント名",
    "イベント名_カナ",
    "イベント名_英語", "開始日", "終了日", "開始時間", "終了時間", "開始日時特記事項", "説明",
    "料金(基本)",
    "料金(詳細)", "連絡先名称", "連絡先電話番号", "連絡先内線番号", "主催者", "場所名称", "住所",
    "方書",
    "緯度", "経度", "アクセス方法", "駐車場情報", "定員", "参加申込終了日", "参加申込終了時間",
    "参加申込方法", "URL", "備考",
)  # fmt: skip

_PHONE = re.compile(r"\(?0\d{1,4}[)\-]\d{1,4}-\d{3,4}")
_FEE = re.compile(r"([\d,]+)円\s*(.*)", re.DOTALL)
_EXTENSION = re.compile(r"\s*内線\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A session with its venue; `kind` names what a session without a title is."""

    session: Session
    venue: Venue
    kind: str = ""


def events_csv(events: Iterable[Event], *, publisher: str, organiser: str) -> bytes:
    """The list as UTF-8 with BOM. `publisher` is the six-digit code of who publishes it.

    Notes are written for colleagues and never published; nothing personal is in the other fields.
    A cancelled session stays in the list and says 中止, for a list already out named it.
    """
    ordered = sorted(
        (e for e in events if not e.session.deleted),
        key=lambda e: (e.session.day, e.session.start, e.venue.name, str(e.session.id)),
    )
    rows = tuple(_row(n, e, publisher, organiser) for n, e in enumerate(ordered, start=1))
    columns = tuple(Column(title=title) for title in HEADER)
    return csv_bytes(Table(title="", columns=columns, rows=rows))


def _row(number: int, event: Event, publisher: str, organiser: str) -> tuple[Out, ...]:
    session, venue = event.session, event.venue
    place = by_code().get(publisher)
    fee, fee_details = _fee(session.fee)
    contact, phone, extension = _contact(session.contact)
    return (
        publisher,
        f"{number:010d}",
        TOKYO if publisher.startswith("13") else "",
        place.name if place and place.name != TOKYO else "",
        session.title or event.kind,
        "",
        "",
        session.day,
        session.day,
        session.start,
        session.end,
        "中止" if session.cancelled else "",
        f"対象: {session.audience}" if session.audience else "",
        fee,
        fee_details,
        contact,
        phone,
        extension,
        organiser,
        venue.name,
        venue.address,
        " ".join(filter(None, [venue.building, session.room])),
        _degrees(venue.lat_e7),
        _degrees(venue.lon_e7),
        "",
        "",
        session.capacity,
        session.apply_until,
        None,
        session.apply_how,
        session.url,
        "",
    )


def _fee(fee: str) -> tuple[int | None, str]:
    """料金(基本) in yen and 料金(詳細); words that are no amount are details."""
    if fee.startswith("無料"):
        return 0, fee.removeprefix("無料").strip()
    if found := _FEE.match(fee):
        return int(found[1].replace(",", "")), found[2].strip()
    return None, fee


def _contact(contact: str) -> tuple[str, str, str]:
    """Name, telephone as (03)5253-5111, extension."""
    extension = _EXTENSION.search(contact)
    rest = _EXTENSION.sub("", contact)
    phone = _PHONE.search(rest)
    if phone is None:
        return rest.strip(), "", extension[1] if extension else ""
    area, local = re.split(r"[)\-]", phone[0].lstrip("("), maxsplit=1)
    name = " ".join((rest[: phone.start()] + " " + rest[phone.end() :]).split())
    return name, f"({area}){local}", extension[1] if extension else ""


def _degrees(e7: int | None) -> str:
    """Ten-millionths as decimal degrees without trailing zeros."""
    if e7 is None:
        return ""
    return f"{e7 // 10**7}.{e7 % 10**7:07d}".rstrip("0").rstrip(".")
