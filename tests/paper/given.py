"""Sheets to print: one Saturday in October, names that are hard to write, invented people."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import qrcode
from qrcode.util import MODE_ALPHA_NUM, QRData

from smartsupport.domain.card import Party
from smartsupport.domain.consultation import Choice, Outcome
from smartsupport.domain.door import Source
from smartsupport.domain.figures import Attendee, SessionFigures, SupporterThere, TopicCount
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, month_hours
from smartsupport.domain.participant import ASKED_AGE_BANDS, AgeBand
from smartsupport.domain.period import Month, moment
from smartsupport.domain.placement import PlacementState
from smartsupport.domain.session import SessionState
from smartsupport.domain.supporter import Role, SupporterKind
from smartsupport.paper import (
    attendance_report,
    cards,
    consultation_slip,
    hours_sheet,
    placement_sheet,
    reception_list,
    recovery_sheet,
    session_report,
)
from smartsupport.paper.attendance_report import AttendanceReport
from smartsupport.paper.cards import CardFace, CardSheet
from smartsupport.paper.consultation_slip import ConsultationSlip
from smartsupport.paper.frame import Issue
from smartsupport.paper.placement_sheet import Placed, PlacementSheet
from smartsupport.paper.reception_list import Expected, ExpectedSupporter, ReceptionList
from smartsupport.paper.recovery_sheet import RecoverySheet
from smartsupport.paper.session_report import SessionReport

DAY = date(2026, 10, 3)
EXACT = Rounding()
NAMES = (
    ("山田 花子", "ヤマダ ハナコ"),
    ("髙橋 𠮷郎", "タカハシ ヨシロウ"),
    ("﨑本 進", "サキモト ススム"),
    ("渡邊\U000e0100 ミツ", "ワタナベ ミツ"),
)
LONG = ("長" * 20 + "名" * 20, "ナガイ" * 13 + "ナ")
RECOVERY = "7K3MQ0TX8BS52ZDVWWMMHN69R1A4CEFGJPYT80B5"
TOPICS = ("基本操作・文字入力", "LINE", "マイナンバーカード・マイナポータル", "詐欺・迷惑メール")


def at(text: str, day: date = DAY) -> datetime:
    hour, minute = text.split(":")
    return moment(day, time(int(hour), int(minute)))


def issue(**more: Any) -> Issue:
    kept: dict[str, Any] = {
        "organiser": "みどり区社会福祉協議会",
        "made_at": at("16:40"),
        "made_by": "田中 一郎",
    }
    return Issue(**(kept | more))


def attendee(n: int, **more: Any) -> Attendee:
    name, kana = NAMES[n % len(NAMES)]
    kept: dict[str, Any] = {
        "participant_id": UUID(int=n),
        "name": f"{name}{n}",
        "kana": kana,
        "number": str(n),
        "arrived_at": moment(DAY, time(12 + n // 60 % 10, n % 60)),
        "left_at": None,
        "booked": True,
        "walk_in": False,
        "first_visit": n % 3 == 0,
        "companions": n % 2,
        "age_band": ASKED_AGE_BANDS[n % 8],
        "state": "confirmed",
    }
    return Attendee(**(kept | more))


def helper(n: int, **more: Any) -> SupporterThere:
    name, kana = NAMES[n % len(NAMES)]
    kept: dict[str, Any] = {
        "supporter_id": UUID(int=n),
        "name": name,
        "kana": kana,
        "kind": SupporterKind.METROPOLITAN,
        "role": Role.ADVISER,
        "state": "accepted",
        "start": at("12:28"),
        "end": at("16:10"),
        "credited": 220,
        "estimated": False,
    }
    return SupporterThere(**(kept | more))


def figures(**more: Any) -> SessionFigures:
    kept: dict[str, Any] = {
        "session_id": UUID(int=1),
        "title": "秋のスマホ相談会",
        "kind": "相談会",
        "day": DAY,
        "start": time(13),
        "end": time(16),
        "gather": time(12, 30),
        "dismiss": time(16, 15),
        "venue": "ひばりが丘地域センター",
        "room": "第2集会室",
        "state": SessionState.PLANNED,
        "reason": "",
        "booked": 12,
        "attendances": 17,
        "people": 15,
        "anonymous": 2,
        "first_visits": 5,
        "walk_ins": 6,
        "absent": 3,
        "aged_65": 13,
        "age_unknown": 1,
        "ages": tuple((band, n) for n, band in enumerate(ASKED_AGE_BANDS)),
        "companions": 4,
        "consultations": 16,
        "topics": tuple(
            TopicCount(code=name, name=name, asked=7 - n, main=n) for n, name in enumerate(TOPICS)
        ),
        "outcomes": tuple((outcome, 10 + n) for n, outcome in enumerate(Outcome)),
        "referrals": (("携帯ショップ", 2), ("区市の窓口", 0)),
        "attendees": tuple(attendee(n) for n in range(17)),
        "helpers": tuple(helper(n) for n in range(4)),
    }
    return SessionFigures(**(kept | more))


def nothing(**more: Any) -> SessionFigures:
    """A session to which nobody came."""
    empty = dict.fromkeys(
        ("booked", "attendances", "people", "anonymous", "first_visits", "walk_ins", "absent"), 0
    )
    counts = dict.fromkeys(("aged_65", "age_unknown", "companions", "consultations"), 0)
    none = dict.fromkeys(("ages", "topics", "outcomes", "referrals", "attendees", "helpers"), ())
    return figures(**(empty | counts | none | more))


def hours_row(n: int, day: int = 3, **more: Any) -> HoursRow:
    name, kana = NAMES[n % len(NAMES)]
    held = date(2026, 10, day)
    kept: dict[str, Any] = {
        "supporter_id": UUID(int=n),
        "supporter": name,
        "kana": kana,
        "kind": SupporterKind.MUNICIPAL,
        "day": held,
        "session_id": UUID(int=100 + day),
        "session": "秋のスマホ相談会",
        "venue_id": UUID(int=500 + day % 2),
        "venue": ("さくら台区民館", "ひばりが丘地域センター")[day % 2],
        "role": Role.ADVISER,
        "planned": 225,
        "actual": 200,
        "credited": 200,
        "start": at("12:28", held),
        "end": at("16:10", held),
        "source": Source.SCANNED,
    }
    return HoursRow(**(kept | more))


def hours(*rows: HoursRow, rounding: Rounding = EXACT, practice: bool = False) -> HoursSheet:
    return HoursSheet(
        month=Month(2026, 10),
        rounding=rounding,
        supporters=month_hours(rows, rounding),
        organiser="みどり区社会福祉協議会",
        workspace="みどり区スマホ相談会台帳",
        made_at=at("16:40"),
        made_by="田中 一郎",
        practice=practice,
    )


def code(n: int) -> str:
    """Sixteen letters as a card carries them."""
    return f"S1{n * 987654321987 % 10**14:014d}".replace("7", "K")


def face(n: int, party: Party | None = None, name: str = "", kana: str = "") -> CardFace:
    text = code(n)
    return CardFace(
        code=text,
        groups=tuple(text[at : at + 4] for at in range(0, 16, 4)),
        matrix=matrix(text),
        party=party,
        name=name,
        kana=kana,
    )


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The picture of a code, drawn here apart from the program."""
    drawn = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    drawn.add_data(QRData(text, mode=MODE_ALPHA_NUM))
    drawn.make(fit=True)
    return tuple(tuple(row) for row in drawn.get_matrix())


def choices(list_name: str, names: tuple[str, ...], keys: str = "") -> tuple[Choice, ...]:
    return tuple(
        Choice(id=UUID(int=n), list_name=list_name, code=name, name=name, key=keys[n : n + 1])
        for n, name in enumerate(names)
    )


def expected(n: int = 0, **more: Any) -> Expected:
    name, kana = NAMES[n % len(NAMES)]
    return Expected(**({"name": name, "kana": kana, "at": time(13, 30)} | more))


def reception(**more: Any) -> ReceptionList:
    kept: dict[str, Any] = {
        "issue": issue(),
        "day": DAY,
        "venue": "ひばりが丘地域センター",
        "sessions": ("相談会 13:00〜16:00",),
        "expected": tuple(expected(n) for n in range(4)),
        "supporters": (
            ExpectedSupporter(
                name=NAMES[1][0],
                kana=NAMES[1][1],
                role=Role.RECEPTION,
                gather=time(12, 30),
                dismiss=time(16, 15),
            ),
        ),
    }
    return ReceptionList(**(kept | more))


def placements(**more: Any) -> PlacementSheet:
    name, kana = NAMES[1]
    kept: dict[str, Any] = {
        "issue": issue(),
        "title": "秋のスマホ相談会",
        "kind": "相談会",
        "day": DAY,
        "start": time(13),
        "end": time(16),
        "gather": time(12, 30),
        "dismiss": time(16, 15),
        "venue": "ひばりが丘地域センター",
        "places": (
            Placed(
                role=Role.LECTURER,
                state=PlacementState.ACCEPTED,
                name=name,
                kana=kana,
                phone="03-1234-5678",
                gather=time(12),
            ),
            Placed(role=Role.ADVISER),
        ),
    }
    return PlacementSheet(**(kept | more))


def slip(**more: Any) -> ConsultationSlip:
    kept: dict[str, Any] = {
        "issue": issue(),
        "topics": choices("topics", TOPICS * 5, "1234567890ABCDEFGHIJ"),
        "referrals": choices("referrals", ("携帯ショップ", "区市の窓口", "消費生活センター") * 3),
    }
    return ConsultationSlip(**(kept | more))


def recovery(**more: Any) -> RecoverySheet:
    kept: dict[str, Any] = {
        "issue": issue(),
        "register": "みどり区スマホ相談会台帳",
        "rows": tuple((RECOVERY[n : n + 4], RECOVERY[n + 4 : n + 8]) for n in range(0, 40, 8)),
        "matrix": matrix(RECOVERY),
    }
    return RecoverySheet(**(kept | more))


Print = Callable[[], bytes]

PRINTS: dict[str, Callable[[Issue], bytes]] = {
    "session_report": lambda by: session_report.render(
        SessionReport(figures=figures(), issue=by, addressee="みどり区長 様", seals=("担当者",))
    ),
    "attendance_report": lambda by: attendance_report.render(
        AttendanceReport(figures=figures(), issue=by)
    ),
    "reception_list": lambda by: reception_list.render(reception(issue=by)),
    "cards": lambda by: cards.render(
        CardSheet(
            faces=(face(1), face(2, Party.PARTICIPANT), face(3, Party.SUPPORTER, *NAMES[1])),
            issue=by,
        )
    ),
    "hours_sheet": lambda by: hours_sheet.render(
        hours(*(hours_row(n, day) for n in range(4) for day in (3, 10, 17)), practice=by.practice)
    ),
    "consultation_slip": lambda by: consultation_slip.render(slip(issue=by)),
    "placement_sheet": lambda by: placement_sheet.render(placements(issue=by)),
    "recovery_sheet": lambda by: recovery_sheet.render(recovery(issue=by)),
}
"""Every document with ordinary content."""

CROWDED: dict[str, Print] = {
    "session_report": lambda: session_report.render(
        SessionReport(
            figures=figures(
                title=LONG[0],
                venue=LONG[0],
                ages=tuple((band, 100) for band in AgeBand),
                helpers=tuple(helper(n, name=LONG[0], kana=LONG[1]) for n in range(40)),
                referrals=tuple((f"つなぎ先{n}", n) for n in range(30)),
                note="特記" * 900,
            ),
            issue=issue(organiser=LONG[0], made_by=LONG[0]),
            addressee=LONG[0],
            seals=("担当者", "責任者", "課長", "部長"),
            remarks="https://example.org/" + "x" * 300,
        )
    ),
    "attendance_report": lambda: attendance_report.render(
        AttendanceReport(
            figures=figures(
                attendees=tuple(
                    attendee(n, name=LONG[0], kana=LONG[1], left_at=at("16:00"), note="備考" * 20)
                    for n in range(30)
                )
            ),
            issue=issue(serial="2026-10-0001"),
        )
    ),
    "reception_list": lambda: reception_list.render(
        reception(
            venue=LONG[0],
            sessions=(LONG[0], LONG[0]),
            expected=tuple(
                expected(name=LONG[0], kana=LONG[1], session="午前の部", companions=3)
                for _ in range(30)
            ),
        )
    ),
    "cards": lambda: cards.render(
        CardSheet(
            faces=tuple(face(n, party, *LONG) for n, party in enumerate((*Party, None))),
            issue=issue(organiser=LONG[0], made_by=LONG[0]),
        )
    ),
    "hours_sheet": lambda: hours_sheet.render(
        hours(
            *(
                hours_row(n, day, supporter=LONG[0], kana=LONG[1], venue=LONG[0], session=LONG[0])
                for n in range(3)
                for day in range(1, 31)
            ),
            rounding=Rounding(unit=30, day_cap=120, year_cap=1200),
        )
    ),
    "consultation_slip": lambda: consultation_slip.render(
        slip(
            venue=LONG[0],
            topics=choices("topics", (LONG[0],) * 36),
            referrals=choices("referrals", (LONG[0],) * 20),
        )
    ),
    "placement_sheet": lambda: placement_sheet.render(
        placements(
            places=tuple(
                Placed(role=Role.ADVISER, name=LONG[0], kana=LONG[1], phone="0" * 30, trainee=True)
                for _ in range(30)
            ),
            note="注意" * 200,
        )
    ),
    "recovery_sheet": lambda: recovery_sheet.render(
        recovery(issue=issue(organiser=LONG[0], made_by=LONG[0]), register=LONG[0])
    ),
}
"""Every document with texts longer than any form foresees."""
