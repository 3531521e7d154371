"""How long the preview of a large list of places takes, against only opening the same file.

Run: python -m benchmarks.sheets (or python benchmarks/sheets.py). Target: 3,500 rows in 2 seconds,
10,000 in 3.
"""

import csv
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from smartsupport.sheets.venues import read_venues

FILES = Path(__file__).parent.parent / "tests" / "data" / "sheets"
OLD = FILES / "yaizu_222127_facilities_smartmap.csv"
NEW = FILES / "itabashi_131199_30rows.csv"


def main() -> None:
    print(f"{'file':<28}{'rows':>7}{'drafts':>8}{'preview s':>11}{'only opened s':>15}{'ratio':>7}")
    for columns, source in (("24 columns", OLD), ("56 columns", NEW)):
        for rows in (3_500, 10_000):
            text = _many(source, rows)
            _line(f"{columns} .csv", rows, text.encode("utf-8-sig"), _open_csv)
            if rows == 3_500:
                _line(f"{columns} .xlsx", rows, _workbook(text), _open_xlsx)


def _line(name: str, rows: int, content: bytes, peer: Callable[[bytes], int]) -> None:
    found: list[int] = []
    ours = _best(lambda: found.append(len(read_venues(content).drafts)))
    theirs = _best(lambda: peer(content))
    print(f"{name:<28}{rows:>7}{found[0]:>8}{ours:>11.2f}{theirs:>15.2f}{ours / theirs:>7.1f}")
    if found[0] != rows:
        sys.exit(f"{name}: {rows} rows gave {found[0]} drafts")


def _best(work: Callable[[], object], times: int = 3) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _many(source: Path, rows: int) -> str:
    """`rows` rows like the real ones, each with its own number and name."""
    real = list(csv.reader(io.StringIO(source.read_text("utf-8-sig"), newline="")))
    header, body = real[0], real[1:]
    name = header.index("名称")
    number = header.index("NO" if "NO" in header else "ID")
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for n in range(rows):
        row = list(body[n % len(body)])
        row[name], row[number] = f"{row[name]} {n}", str(n)
        writer.writerow(row)
    return out.getvalue()


def _workbook(text: str) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in csv.reader(io.StringIO(text, newline="")):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _open_csv(content: bytes) -> int:
    return len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))))


def _open_xlsx(content: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


if __name__ == "__main__":
    main()
