"""Lists of participants as drafts: name or reading or phone, and what the desk would ask."""

from smartsupport.domain.participant import PhoneType
from smartsupport.sheets import words
from smartsupport.sheets.columns import Field, Mapped
from smartsupport.sheets.draft import Draft, Reading
from smartsupport.sheets.grid import shown
from smartsupport.sheets.line import Line, joined, kept
from smartsupport.sheets.people import NOTE, PERSON, person, person_key, read_people
from smartsupport.sheets.reading import Source
from smartsupport.sheets.watch import UNWATCHED, Watch

FIELDS = (
    *PERSON,
    Field("age_band", ("年齢", "年代", "年齢層", "お年", "age")),
    Field("phone_type", (
        "機種", "スマホの機種", "スマートフォンの機種", "使用機種", "お使いの機種", "スマホ",
        "端末",
    )),
    Field("access_needs", ("配慮事項", "配慮", "必要な配慮", "要配慮")),
    Field("question", ("相談内容", "相談したいこと", "質問", "聞きたいこと")),
    NOTE,
)  # fmt: skip


def read_participants(
    source: Source, *, mapping: Mapped | None = None, watch: Watch = UNWATCHED
) -> Reading:
    """Every row as a draft or a problem. Raises as `read_people`."""
    return read_people(source, FIELDS, _draft, mapping, watch)


def _draft(line: Line) -> Draft | None:
    name, kana, number = person(line)
    if line.rejected:
        return None
    key = person_key("participant", name, kana, number)
    return Draft(row=line.number, key=key, fields=participant_fields(line, name, kana, number))


def participant_fields(line: Line, name: str, kana: str, number: str) -> dict[str, object]:
    """A participant's fields from one row; a model nobody listed goes to the note as typed."""
    phone_type = line.take("phone_type", words.phone_type)
    model = shown(line.cell("phone_type"))
    return kept(
        name=name,
        kana=kana,
        phone=number,
        age_band=line.take("age_band", words.age_band),
        phone_type=phone_type or (PhoneType.UNKNOWN if model else None),
        access_needs=line.text("access_needs"),
        note=joined([line.text("note"), line.text("question"), "" if phone_type else model]),
    )
