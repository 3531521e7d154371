"""A ward office's list of supporters, or names pasted from a web page, as drafts."""

import re
from collections.abc import Callable
from datetime import date

from smartsupport.domain.supporter import Role, SchemeStatus
from smartsupport.sheets import municipalities, values, words
from smartsupport.sheets.availability import Statement, on_weekday, weekly
from smartsupport.sheets.columns import Field, Mapped
from smartsupport.sheets.dates import day
from smartsupport.sheets.draft import Draft, Level, Reading
from smartsupport.sheets.grid import shown
from smartsupport.sheets.line import Line, joined, kept
from smartsupport.sheets.people import EMAIL, NOTE, PERSON, person, person_key, read_people
from smartsupport.sheets.reading import Source
from smartsupport.sheets.watch import UNWATCHED, Watch

_WEEKDAYS = "月火水木金土日"
FIELDS = (
    *PERSON,
    EMAIL,
    Field("kind", ("区分", "種別", "サポーター区分", "所属区分")),
    Field("scheme", ("都の登録", "都登録", "登録状況", "登録", "都サポーター登録")),
    Field("certificate_on", (
        "修了証", "修了日", "修了証日付", "研修修了日", "修了年月日", "eラーニング修了日",
    )),
    Field("certificate_number", ("修了証番号", "登録番号", "登録証番号", "サポーター番号")),
    Field("municipality", (
        "区市町村", "市区町村", "住まい", "お住まい", "居住地", "居住区市", "在住",
    )),
    Field("roles", ("役割", "できる役割", "希望役割")),
    Field("strengths", (
        "得意", "得意分野", "できること", "スキル", "対応可能", "言語", "対応機種",
    )),
    Field("trainee", ("研修中", "見習い")),
    Field("available", (
        "活動できる日", "活動可能日", "活動可能曜日", "希望曜日", "参加可能日", "曜日",
        "都合のよい日",
    )),
    *(Field(f"on_{n}", (d, f"{d}曜", f"{d}曜日")) for n, d in enumerate(_WEEKDAYS)),
    Field("monthly_cap", (
        "月の上限", "月上限", "上限回数", "月の回数", "活動回数の上限", "月あたり回数",
    )),
    Field("reach_minutes", ("移動時間", "移動できる時間", "移動上限")),
    Field("standing", ("状態", "活動状況", "在籍")),
    NOTE,
)  # fmt: skip
_DATED = re.compile(r"[\d/.\-年月日令和平成元RH]{6,}")


def read_supporters(
    source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Every row as a draft or a problem; `extra["availability"]` holds `Statement`s.

    A name and a phone are enough; a missing ふりがな is a warning, for lists are ordered by it.
    Raises as `read_people`.
    """
    return read_people(source, FIELDS, _draft, mapping, watch)


def _draft(line: Line) -> Draft | None:
    name, kana, number = person(line)
    if number and not (name or kana):
        line.note("name", "supporter_no_name")
    if line.rejected:
        return None
    if not kana:
        line.note("kana", "supporter_no_kana", Level.WARNING, name=name)
    scheme, seen_on = _scheme(line)
    certificate_on, certificate_number = _certificate(line)
    strengths, unknown = _strengths(line)
    statements, unread = _availability(line)
    email = line.take("email", values.email)
    fields = kept(
        name=name,
        kana=kana,
        phone=number,
        email=email,
        kind=line.take("kind", words.kind),
        scheme_status=scheme,
        scheme_seen_on=seen_on,
        certificate_on=certificate_on,
        certificate_number=certificate_number,
        municipality=_municipality(line),
        roles=_roles(line),
        strengths=strengths or None,
        trainee=line.take("trainee", values.yes_no),
        monthly_cap=line.take("monthly_cap", values.whole(0, 31)),
        reach_minutes=line.take("reach_minutes", values.whole(1, 300)),
        standing=line.take("standing", words.standing),
        note=joined([line.text("note"), *unknown, *unread]),
    )
    key = person_key("supporter", name, kana, number, email or "")
    extra: dict[str, object] = {"availability": tuple(statements)} if statements else {}
    return Draft(row=line.number, key=key, fields=fields, extra=extra)


def _scheme(line: Line) -> tuple[SchemeStatus | None, date | None]:
    """The note on 都の登録; a date alone, or behind the word, is the day it was seen."""
    typed = shown(line.cell("scheme"))
    dated = _DATED.search(typed)
    seen_on = day(dated[0]).value if dated else day(line.cell("scheme")).value
    word = typed.replace(dated[0], "") if dated and seen_on else typed
    word = word.strip(" 　()（）")
    if seen_on and (not word or word == typed):
        return SchemeStatus.CONFIRMED, seen_on
    return line.noted("scheme", words.scheme_word(word)), seen_on


def _certificate(line: Line) -> tuple[date | None, str]:
    """The day of 修了証 and its number; ○ or 有 only says that there is one, and stays a note."""
    cell = line.cell("certificate_on")
    found = day(cell)
    number = line.text("certificate_number")
    if found.value or not found.problem or values.yes_no(cell).value is not None:
        return found.value, number
    if not number and re.fullmatch(r"(?=.*\d)[A-Za-z0-9\-第号]{3,}", values.plain(cell)):
        return None, shown(cell)
    return line.noted("certificate_on", found), number


def _municipality(line: Line) -> str:
    """The code of a municipality of Tokyo by its code or name; others are kept as typed."""
    typed = line.text("municipality")
    code = municipalities.code(typed)
    return code.value or municipalities.code_of(typed) or typed


def _roles(line: Line) -> frozenset[Role] | None:
    found = set()
    for word in values.split_words(line.cell("roles")):
        role = line.noted("roles", words.role(word))
        if role:
            found.add(role)
    return frozenset(found) or None


def _strengths(line: Line) -> tuple[frozenset[str], list[str]]:
    """Known strengths as codes; the other words for the note, with the header before them."""
    known: set[str] = set()
    unknown: list[str] = []
    for header, cell in line.cells_of("strengths"):
        rest = []
        for word in values.split_words(cell):
            code = words.strength(word)
            known.add(code) if code else rest.append(word)
        if rest:
            unknown.append(f"{header}: {'、'.join(rest)}" if header else "、".join(rest))
    return frozenset(known), unknown


def _availability(line: Line) -> tuple[list[Statement], list[str]]:
    """Weekly statements, and texts that say more than a week can hold, for the note."""
    statements: list[Statement] = []
    unread: list[str] = []
    columns = [("available", weekly), *((f"on_{n}", _column(n)) for n in range(7))]
    for field, read in columns:
        for header, cell in line.cells_of(field):
            found = read(shown(cell))
            if found is None:
                line.note(field, "availability_not_readable", Level.WARNING)
                unread.append(f"{header}: {shown(cell)}")
            else:
                statements += found
    return list(dict.fromkeys(statements)), unread


def _column(weekday: int) -> Callable[[str], list[Statement] | None]:
    def read(cell: str) -> list[Statement] | None:
        return on_weekday(weekday, cell)

    return read
