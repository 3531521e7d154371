"""How long does paper take? One table: every document, against a bare PDF with as many shapes.

    python benchmarks/paper.py [--repeat N]

"bare" draws as many rectangles and lines of text with reportlab alone, type already loaded: what
the PDF itself costs on this machine. The target is a hundred cards in a second.
"""

import argparse
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from statistics import median
from time import perf_counter
from uuid import UUID

import qrcode
from qrcode.util import MODE_ALPHA_NUM, QRData

from smartsupport import i18n
from smartsupport.domain.card import Party
from smartsupport.domain.door import Source
from smartsupport.domain.hours import HoursRow, HoursSheet, Rounding, month_hours
from smartsupport.domain.period import Month, moment
from smartsupport.domain.supporter import Role, SupporterKind
from smartsupport.paper import cards, hours_sheet, reception_list
from smartsupport.paper.cards import CardFace, CardSheet
from smartsupport.paper.frame import Issue
from smartsupport.paper.reception_list import Expected, ReceptionList
from smartsupport.paths import resources

ISSUE = Issue(organiser="主催者", made_at=datetime(2026, 10, 3, tzinfo=UTC), made_by="担当者")
DAY = date(2026, 10, 3)


def face(n: int) -> CardFace:
    text = f"S1{n * 987654321987 % 10**14:014d}"
    drawn = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    drawn.add_data(QRData(text, mode=MODE_ALPHA_NUM))
    drawn.make(fit=True)
    return CardFace(
        code=text,
        groups=tuple(text[at : at + 4] for at in range(0, 16, 4)),
        matrix=tuple(tuple(row) for row in drawn.get_matrix()),
        party=Party.SUPPORTER,
        name=f"髙橋 𠮷郎 {n}",
        kana="タカハシ ヨシロウ",
    )


def hours_row(n: int, day: int) -> HoursRow:
    return HoursRow(
        supporter_id=UUID(int=n),
        supporter=f"サポーター {n}",
        kana="サポーター",
        kind=SupporterKind.METROPOLITAN,
        day=date(2026, 10, day),
        session_id=UUID(int=1000 + day),
        session="相談会",
        venue_id=UUID(int=2000),
        venue="地域センター",
        role=Role.ADVISER,
        planned=225,
        actual=220,
        credited=220,
        start=moment(DAY, time(12, 30)),
        end=moment(DAY, time(16, 10)),
        source=Source.SCANNED,
    )


def bare(faces: list[CardFace]) -> bytes:
    """The same codes and as many lines of text, straight onto reportlab's canvas."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO(), invariant=1, pageCompression=1)
    for n, one in enumerate(faces):
        if n and n % 10 == 0:
            canvas.showPage()
        path = canvas.beginPath()
        for y, row in enumerate(one.matrix):
            for first, last in cards.black_runs(row):
                path.rect(50 + first * 3.5, 50 + y * 3.5, (last - first) * 3.5, 3.5)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont("BIZUDPGothic-Regular", 10)
        for line in range(7):
            canvas.drawString(300, 50 + line * 12, one.name)
    return bytes(canvas.getpdfdata())


def seconds(work: Callable[[], object], repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def cold() -> float:
    """A fresh interpreter up to the first card: reportlab and the fonts are loaded here."""
    program = (
        "from time import perf_counter; start = perf_counter();"
        "import benchmarks.paper as b;"
        "b.cards.render(b.CardSheet(faces=(b.face(1),), issue=b.ISSUE));"
        "print(perf_counter() - start)"
    )
    root = Path(__file__).parents[1]
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--repeat", type=int, default=7)
    repeat = options.parse_args().repeat
    i18n.use("ja", resources() / "locale")
    faces = [face(n) for n in range(100)]
    sheet = CardSheet(faces=tuple(faces), issue=ISSUE)
    rows = [hours_row(n, day) for n in range(100) for day in (3, 10, 17, 24)]
    month = HoursSheet(
        month=Month(2026, 10),
        rounding=Rounding(unit=30),
        supporters=month_hours(rows, Rounding(unit=30)),
        organiser="主催者",
        workspace="台帳",
        made_at=ISSUE.made_at,
        made_by="担当者",
    )
    people = tuple(Expected(name=f"参加者 {n}", kana="サンカ", at=time(13)) for n in range(200))
    desk = ReceptionList(issue=ISSUE, day=DAY, venue="地域センター", expected=people)
    table = [
        ("first card in a fresh interpreter", cold()),
        ("100 codes computed (qrcode)", seconds(lambda: [face(n) for n in range(100)], repeat)),
        ("100 cards", seconds(lambda: cards.render(sheet), repeat)),
        ("100 cards, bare reportlab", seconds(lambda: bare(faces), repeat)),
        ("one card", seconds(lambda: cards.render(replace(sheet, faces=(faces[0],))), repeat)),
        ("reception list, 200 bookings", seconds(lambda: reception_list.render(desk), repeat)),
        ("hours, 100 supporters × 4", seconds(lambda: hours_sheet.render(month), repeat)),
    ]
    for name, taken in table:
        print(f"{name:40} {taken * 1000:8.0f} ms")
    took = dict(table)
    ratio = took["100 cards"] / took["100 cards, bare reportlab"]
    print(f"100 cards against bare reportlab: {ratio:.1f} ×; target 1000 ms")


if __name__ == "__main__":
    main()
