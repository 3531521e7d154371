"""開催回 of a file: which 会場 and 種別 each has, and whether it stands in the 日程 already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from smartsupport.domain.errors import Refused
from smartsupport.domain.session import (
    Behaviour,
    Session,
    SessionKind,
    shifted,
)
from smartsupport.domain.text import folded
from smartsupport.domain.venue import Venue
from smartsupport.services import calendar
from smartsupport.services.import_places import Meant, Places, compatible
from smartsupport.services.import_plan import (
    Context,
    Outcome,
    Plan,
    Put,
    Row,
    by_source,
    chunks,
    compared,
    left_out,
    new_row,
)
from smartsupport.services.records import tidy
from smartsupport.sheets.draft import Draft, Problem, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """Words of a title, what the kind they mean may be called, and how it runs."""

    words: tuple[str, ...]
    called: tuple[str, ...]
    behaviour: Behaviour


KIND_RULES = (
    KindRule(
        words=("オンライン相談", "オンラインで相談", "リモート相談"),
        called=("オンライン", "Online"),
        behaviour=Behaviour.TURNS,
    ),
    KindRule(
        words=("サロン", "カフェ", "交流会", "つどい", "集い"),
        called=("サロン", "Salon"),
        behaviour=Behaviour.DROP_IN,
    ),
    KindRule(words=("常設",), called=("常設", "Standing"), behaviour=Behaviour.DROP_IN),
    KindRule(
        words=("相談会", "相談コーナー", "相談日", "個別相談", "スマホ相談", "よろず相談"),
        called=("相談会", "Consultation session"),
        behaviour=Behaviour.TURNS,
    ),
    KindRule(words=("体験",), called=("体験", "Trial"), behaviour=Behaviour.LECTURE),
    KindRule(
        words=("教室", "講座", "講習", "セミナー", "勉強会", "学ぶ", "入門", "使い方"),
        called=("教室", "講座", "Class"),
        behaviour=Behaviour.LECTURE,
    ),
    KindRule(words=("相談",), called=("相談会", "Consultation session"), behaviour=Behaviour.TURNS),
)
"""The first rule with a word in the title decides; 「相談員による講座」 is a class."""

_CLASS = 5
"""What a title without any of these words is taken as, with a warning."""


def plan_sessions(context: Context) -> Plan:
    """A row for every draft, and the 会場 that have to be made for them.

    A stored session keeps its venue, kind and places. Raises Refused("kind_required").
    """
    drafts = context.sheet.drafts
    in_use = [k for k in calendar.kinds(context.office) if not k.retired]
    if not in_use:
        raise Refused("kind_required", field="kind_id")
    kinds = Kinds(in_use)
    stored = by_source(context.reading, Session, (d.key for d in drafts))
    fresh = [d for d in drafts if d.key not in stored]
    where = _venues_of(context, fresh)
    days = _on_days(context, fresh, {s.id for s in stored.values()})
    made = {venue.id for venue in where.made}
    rows: list[Row] = []
    problems: list[Problem] = []
    for draft in drafts:
        before = stored.get(draft.key)
        if before:
            rows.append(_compared(draft, before))
            continue
        meant = where.meant[draft.key]
        if meant.venue is None:
            problems.append(context.error(draft, "place", "venue_not_clear", number=meant.among))
            rows.append(left_out(draft))
            continue
        row, doubts = _placed(context, draft, meant.venue, meant.room, kinds, days)
        if meant.venue.id in made and row.outcome is Outcome.NEW:
            row = replace(row, steps=(Put(after=meant.venue), *row.steps))
        rows.append(row)
        problems += doubts
    return Plan(rows=rows, problems=problems, new_venues=where.made)


class Kinds:
    """The kinds in use, and which of them a row's words mean."""

    def __init__(self, kinds: Sequence[SessionKind]) -> None:
        self._named = {folded(k.name): k for k in reversed(kinds)}
        self._of_rule = [_by_rule(rule, kinds) for rule in KIND_RULES]

    def meant(self, named: str, title: str) -> tuple[SessionKind, bool]:
        """The kind, and whether the row says so; `named` is its 種別, which comes first."""
        if named and folded(named) in self._named:
            return self._named[folded(named)], True
        words = f"{named} {title}"
        for rule, kind in zip(KIND_RULES, self._of_rule, strict=True):
            if any(word in words for word in rule.words):
                return kind, True
        return self._of_rule[_CLASS], False


def _by_rule(rule: KindRule, kinds: Sequence[SessionKind]) -> SessionKind:
    """A kind called as the rule says, or one that runs like it, or the first there is."""
    called = [k for name in rule.called for k in kinds if folded(name) in folded(k.name)]
    return (*called, *(k for k in kinds if k.behaviour is rule.behaviour), *kinds)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """For each draft's key the venue it means; `made` are those that nobody knew."""

    meant: Mapping[str, Meant]
    made: Sequence[Venue]


def _venues_of(context: Context, drafts: Iterable[Draft]) -> _Where:
    places = Places.of(context.reading.find(Venue))
    known: dict[tuple[str, ...], Meant] = {}
    meant: dict[str, Meant] = {}
    made: list[Venue] = []
    # A short name first: 「中野区役所」 is a venue before 「中野区役所 7階会議室」 is a room of it.
    for draft in sorted(drafts, key=lambda d: (len(str(d.extra["venue_name"])), d.row)):
        named = tuple(str(draft.extra.get(x, "")) for x in _NAMED)
        if named not in known:
            known[named] = places.meant(*named)
        if known[named] == Meant():
            made.append(_to_complete(context, draft, *named))
            places.add(made[-1])
            known[named] = Meant(venue=made[-1])
        meant[draft.key] = known[named]
    return _Where(meant=meant, made=made)


_NAMED = ("venue_name", "municipality", "address")


def _to_complete(
    context: Context, draft: Draft, name: str, municipality: str, address: str
) -> Venue:
    known: dict[str, Any] = {
        x: draft.extra[x] for x in ("building", "lat_e7", "lon_e7") if x in draft.extra
    }
    return tidy(
        Venue(
            id=context.office.new_id(),
            name=name,
            municipality=municipality,
            address=address,
            to_complete=True,
            source=key_of("venue", municipality, name, address),
            **known,
        )
    )


_Days = Mapping[tuple[UUID, date], list[Session]]


def _on_days(context: Context, drafts: Iterable[Draft], taken: set[UUID]) -> _Days:
    """Stored sessions that may be those of `drafts`, by venue and day."""
    out: dict[tuple[UUID, date], list[Session]] = defaultdict(list)
    for some in chunks(sorted({d.fields["day"] for d in drafts})):  # type: ignore[type-var]
        for session in context.reading.find(Session, day=some):
            if session.id not in taken:
                out[session.venue_id, session.day].append(session)
    return out


def _placed(
    context: Context,
    draft: Draft,
    venue: Venue,
    room: str,
    kinds: Kinds,
    days: _Days,
) -> tuple[Row, list[Problem]]:
    """The row of a draft at its venue: a stored session moved a little, or a new one."""
    fields: dict[str, Any] = dict(draft.fields)
    kind, told = kinds.meant(str(draft.extra.get("kind_name", "")), fields.get("title", ""))
    session = tidy(
        calendar.drafted(
            venue,
            kind,
            id=context.office.new_id(),
            source=draft.key,
            **{"room": room, **fields},
        )
    )
    alike = [s for s in days.get((venue.id, session.day), ()) if _alike(s, session)]
    moved = [s for s in alike if s.start < session.end and session.start < s.end]
    if len(moved) == 1:
        days[venue.id, session.day].remove(moved[0])
        return _compared(draft, moved[0]), []
    doubts = []
    if alike:
        doubts.append(context.warning(draft, "title", "possible_twin", other=alike[0].title))
    if not told:
        doubts.append(context.warning(draft, "title", "kind_not_told", kind=kind.name))
    return new_row(draft, session.title, session), doubts


def _alike(a: Session, b: Session) -> bool:
    return folded(a.title) == folded(b.title) and compatible(folded(a.room), folded(b.room))


def _compared(draft: Draft, before: Session) -> Row:
    """The row of a stored session; 集合 and 解散 move with the times they belong to."""
    fields: dict[str, Any] = dict(draft.fields)
    start, end = fields["start"], fields["end"]
    moved = {
        "gather": shifted(start, -_minutes(before.gather, before.start)),
        "dismiss": shifted(end, _minutes(before.end, before.dismiss)),
    }
    return compared(draft, before.title, before, {**fields, **moved})


def _minutes(first: time, last: time) -> int:
    return (last.hour - first.hour) * 60 + last.minute - first.minute
