"""活動できる日 as written: 月・水の午前, 土日, 平日午後, or a column for each weekday."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from smartsupport.domain.availability import Answer
from smartsupport.domain.text import folded
from smartsupport.sheets.grid import Cell, shown
from smartsupport.sheets.times import Span, spans_in

MORNING = (time(8, 0), time(12, 30))
AFTERNOON = (time(12, 30), time(18, 0))
EVENING = (time(17, 0), time(22, 0))
"""午前, 午後 and 夜 with room for 集合 and 解散: a session 13:00-16:00 gathers at 12:30."""

_WEEKDAYS = "月火水木金土日"
_GROUPS = {
    "土日祝日": "土日",
    "土日祝": "土日",
    "平日": "月火水木金",
    "土日": "土日",
    "週末": "土日",
    "毎日": _WEEKDAYS,
    "いつでも": _WEEKDAYS,
    "全日": _WEEKDAYS,
}
_HALVES = (
    ("午前", MORNING),
    ("午後", AFTERNOON),
    ("夜", EVENING),
    ("夕方", EVENING),
    ("AM", MORNING),
    ("PM", AFTERNOON),
)
_MARKS = {
    Answer.YES: (
        "○", "〇", "◯", "◎", "可", "可能", "できる", "はい", "終日", "1", "有", "いつでも",
    ),
    Answer.IF_NEEDED: ("△", "できれば", "応相談", "要相談", "場合による", "調整可", "要調整"),
    Answer.NO: ("×", "✕", "不可", "できない", "いいえ", "0", "無", "なし"),
}  # fmt: skip
_ORDINAL = re.compile(r"第\s*\d|隔週|最終|月末|月初|\d+\s*月|除く|以外")
_RUN = re.compile(r"([月火水木金土日])(?:曜日?)?\s*[~〜\-―–]\s*([月火水木金土日])(?:曜日?)?")
_PART = re.compile(
    r"(?:毎週)?((?:平日|土日祝日|土日祝|土日|週末|毎日|いつでも|全日|[月火水木金土日](?:曜日?)?)"
    r"(?:[・、,/と\s]*(?:平日|土日祝日|土日祝|土日|週末|[月火水木金土日](?:曜日?)?))*)"
    r"([^月火水木金土日平週毎]*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One answer for a weekday (0 Monday - 6) or a day; None times mean all day."""

    answer: Answer
    weekday: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None


def weekly(prose: str) -> list[Statement] | None:
    """What a sentence says of the week, or None where it says more than a week can hold.

    第2火曜, 隔週, exceptions and months are not read: such a text stays for a person.
    """
    typed = unicodedata.normalize("NFKC", prose).strip()
    if not typed:
        return []
    if _ORDINAL.search(typed):
        return None
    typed = _RUN.sub(_days_between, typed)
    statements: list[Statement] = []
    rest = typed
    for found in _PART.finditer(typed):
        spoken = _qualifier(found[2])
        if spoken is None:
            return None
        answer, spans = spoken
        days = [d for d in range(7) if _WEEKDAYS[d] in _named(found[1])]
        statements += [_statement(d, answer, span) for d in days for span in spans or (None,)]
        rest = rest.replace(found[0], "", 1)
    return statements if statements and not rest.strip("、。・,/ \n") else None


def on_weekday(weekday: int, cell: Cell) -> list[Statement] | None:
    """What the column of one weekday says: ○ △ ×, 午前, 13:00-17:00; None when unreadable."""
    typed = unicodedata.normalize("NFKC", shown(cell)).strip()
    if not typed:
        return []
    spoken = _qualifier(typed)
    if spoken is None:
        return None
    answer, spans = spoken
    return [_statement(weekday, answer, span) for span in spans or (None,)]


def answer_of(word: str) -> Answer | None:
    """○ △ × and their words; None for anything else."""
    typed = folded(word)
    return next((a for a, marks in _MARKS.items() if typed in map(folded, marks)), None)


def _days_between(run: re.Match[str]) -> str:
    first, last = _WEEKDAYS.index(run[1]), _WEEKDAYS.index(run[2])
    return _WEEKDAYS[first : last + 1] if first < last else run[0]


def _named(words: str) -> str:
    """The weekdays a list of names holds: 土日 is two of them, 月曜日 is one."""
    out = re.sub(r"曜日?", "", words)
    for group, days in _GROUPS.items():
        out = out.replace(group, days)
    return out


def _statement(weekday: int, answer: Answer, span: Span | None) -> Statement:
    start, end = span or (None, None)
    return Statement(answer=answer, weekday=weekday, start=start, end=end)


def _qualifier(text: str) -> tuple[Answer, list[Span]] | None:
    """The answer and the spans that follow a weekday; None when a word is not understood."""
    spans = spans_in(text)
    rest = text
    if spans:
        rest = re.sub(r"[\d:時分半~〜ー\-–午前後]|から|まで|正午", "", text)
    else:
        for word, span in _HALVES:
            if word in rest.upper():
                spans.append(span)
                rest = re.sub(word, "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"[の:は()、。・,/\s]|だけ|のみ|終日|中", "", rest)
    if not rest:
        return Answer.YES, spans
    answer = answer_of(rest)
    return None if answer is None else (answer, spans)
