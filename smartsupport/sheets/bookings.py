"""Applicants for a session as drafts of bookings, each with the participant it is for."""

from datetime import date, time

from smartsupport.domain.booking import BookingState
from smartsupport.sheets import participants, values
from smartsupport.sheets.columns import Field, Mapped
from smartsupport.sheets.dates import day
from smartsupport.sheets.draft import Draft, Level, Reading, key_of
from smartsupport.sheets.grid import Cell, shown
from smartsupport.sheets.line import Line, kept
from smartsupport.sheets.people import EMAIL, person, person_key, read_people
from smartsupport.sheets.reading import Source
from smartsupport.sheets.times import clock_time, time_span
from smartsupport.sheets.values import choice
from smartsupport.sheets.watch import UNWATCHED, Watch

FIELDS = (
    *participants.FIELDS,
    EMAIL,
    Field("day", (
        "希望日", "第1希望日", "第一希望日", "第1希望", "開催日", "予約日", "参加日", "日付",
        "日",
    )),
    Field("at", ("希望時間", "予約時間", "時間", "時間帯", "開始時間", "枠")),
    Field("venue", ("会場", "希望会場", "会場名", "場所")),
    Field("session", ("講座名", "イベント名", "回", "コース")),
    Field("state", ("状態", "結果", "抽選結果", "当落", "申込状況")),
    Field("companions", ("付き添い", "付添", "同行者", "介助者", "付き添い人数")),
)  # fmt: skip
_STATES = {
    BookingState.APPLIED: ("申込", "申込中", "受付済", "未抽選"),
    BookingState.CONFIRMED: ("確定", "当選", "予約", "予約済", "○", "〇"),
    BookingState.WAITING: ("補欠", "キャンセル待ち", "待ち"),
    BookingState.NOT_DRAWN: ("落選", "×"),
    BookingState.CANCELLED: ("取消", "キャンセル", "辞退"),
    BookingState.ABSENT_TOLD: ("欠席(連絡あり)",),
    BookingState.ABSENT_SILENT: ("欠席(連絡なし)", "無断欠席"),
}
_state = choice({w: s for s, words in _STATES.items() for w in words}, "booking_state_not_known")


def read_bookings(
    source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Every applicant as a draft or a problem.

    `extra` holds `participant` (fields of the person), `participant_key` (as `read_participants`
    would give it), and `day`, `venue_name`, `session_title` where the list names them. A row
    without a day belongs to the session the person chose. Raises as `read_people`.
    """
    return read_people(source, FIELDS, _draft, mapping, watch)


def _draft(line: Line) -> Draft | None:
    name, kana, number = person(line)
    wanted = line.take("day", day, Level.ERROR)
    if line.rejected:
        return None
    person_id = person_key("participant", name, kana, number)
    venue, session, at = line.text("venue"), line.text("session"), _at(line)
    fields = kept(
        state=line.take("state", _state),
        at=at,
        companions=line.take("companions", _companions),
    )
    extra = kept(
        participant=participants.participant_fields(line, name, kana, number),
        participant_key=person_id,
        day=wanted,
        venue_name=venue,
        session_title=session,
        email=line.take("email", values.email),
    )
    # The time may still move; person, day, place and course are what was applied for.
    key = key_of("booking", person_id, _iso(wanted), venue, session)
    return Draft(row=line.number, key=key, fields=fields, extra=extra)


def _at(line: Line) -> time | None:
    cell = line.cell("at")
    span = time_span(cell)
    return span.value[0] if span.value else line.noted("at", clock_time(cell))


def _companions(cell: Cell) -> values.Value[int]:
    """A count, or 有 and 無 for one and none."""
    typed = shown(cell)
    answer = values.yes_no(typed).value
    if answer is not None and not typed.isdigit():
        return values.Value(value=int(answer))
    return values.whole(0, 20)(typed)


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""
