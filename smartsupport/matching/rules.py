"""The rules by name: each is one small function that says what it saw, or None if it is kept.

The model asks the rules about a pair which pairs are possible; the explanations ask all of them.
So a reason on screen is the very rule that kept a supporter out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from smartsupport.domain.availability import Answer
from smartsupport.domain.supporter import Role
from smartsupport.matching.board import Board
from smartsupport.matching.problem import Candidate, Slot, aimed

Seen = Mapping[str, object]
Look = Callable[[Board, Slot, Candidate, Role | None], Seen | None]


class Force(StrEnum):
    """How much a rule weighs for a person at the screen."""

    HARD = "hard"
    """Set aside only with a stated reason, which is kept."""
    ASK = "ask"
    """The engine never places such a pair; a coordinator may ask the supporter."""
    SOFT = "soft"
    """A warning, and a cost in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`of_pair`: it looks at supporter and session alone, not at what else stands on the board."""

    code: str
    force: Force
    of_pair: bool
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that is not kept, with what it saw."""

    code: str
    force: Force
    seen: Seen


def inactive(_board: Board, _slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """Paused or gone."""
    return None if candidate.active else {}


def locked(_board: Board, slot: Slot, _candidate: Candidate, _role: Role | None) -> Seen | None:
    """The session is past or closed."""
    return {"day": slot.day} if slot.locked else None


def refused_before(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """Declined, cancelled or stayed away here before."""
    return {} if (candidate.id, slot.id) in board.refused else None


def role_lacking(_board: Board, slot: Slot, candidate: Candidate, role: Role | None) -> Seen | None:
    """Does not take the role asked for, or (no role asked) none that the session wants."""
    wanted = {role} if role else {w.role for w in slot.wanted if aimed(w)}
    return None if wanted & candidate.roles else {"wanted": tuple(sorted(wanted))}


def not_available(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """Said できない."""
    return {"day": slot.day} if board.answer(candidate, slot) is Answer.NO else None


def not_answered(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """未回答: silence is not consent."""
    return {"day": slot.day} if board.answer(candidate, slot) is Answer.UNKNOWN else None


def beyond_own_reach(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """Farther than the supporter said to go."""
    limit = candidate.reach_minutes
    if limit is None or not board.knows_way(candidate, slot):
        return None
    way = board.way(candidate, slot)
    return {"minutes": way, "limit": limit} if way > limit else None


def beyond_reach(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """Farther than usual, where the supporter set no limit."""
    limit = board.problem.limits.reach_minutes
    if candidate.reach_minutes is not None or not board.knows_way(candidate, slot):
        return None
    way = board.way(candidate, slot)
    return {"minutes": way, "limit": limit} if way > limit else None


def over_own_minutes(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """This session does not fit the supporter's minutes a month, on top of what else stands."""
    limit = candidate.monthly_minutes_cap
    if limit is None:
        return None
    total = board.load(candidate.id, slot.month).minutes + slot.work.minutes
    return {"minutes": total, "limit": limit} if total > limit else None


def overlapping(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """At another session at that time, the way between the two included."""
    for item in board.of.get(candidate.id, ()):
        other = board.slots[item.session_id]
        if other.id != slot.id and board.clash(slot, other):
            return {"session_id": other.id, "start": other.work.start, "end": other.work.end}
    return None


def already_here(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """Placed at this session."""
    for item in board.of.get(candidate.id, ()):
        if item.session_id == slot.id:
            return {"role": item.role}
    return None


def over_own_cap(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """The supporter's own number of sessions a month is reached."""
    limit = candidate.monthly_cap
    if limit is None:
        return None
    count = board.load(candidate.id, slot.month).sessions
    return {"sessions": count, "limit": limit} if count >= limit else None


def kept_apart(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """Someone this supporter is kept apart from is at the session."""
    apart = board.apart(candidate.id)
    here = sorted(p.supporter_id for p in board.at.get(slot.id, ()) if p.supporter_id in apart)
    return {"supporter_id": here[0]} if here else None


def many_sessions(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """One of many in this month."""
    number = board.load(candidate.id, slot.month).sessions + 1
    return {"number": number} if number >= board.problem.limits.many_sessions else None


def second_venue(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """At another venue on the same day."""
    for item in board.of.get(candidate.id, ()):
        other = board.slots[item.session_id]
        if other.venue_id != slot.venue_id and other.day == slot.day:
            return {"session_id": other.id, "start": other.work.start, "end": other.work.end}
    return None


def if_needed(board: Board, slot: Slot, candidate: Candidate, _role: Role | None) -> Seen | None:
    """Said できれば."""
    return {} if board.answer(candidate, slot) is Answer.IF_NEEDED else None


def in_training(
    _board: Board, _slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """研修中: joins and fills no place."""
    return {} if candidate.trainee else None


def strength_lacking(
    board: Board, slot: Slot, candidate: Candidate, _role: Role | None
) -> Seen | None:
    """Has none of the required strengths that nobody else at the session has either."""
    missing = slot.strengths - candidate.strengths
    for item in board.at.get(slot.id, ()):
        if not item.trainee:
            missing -= board.candidates[item.supporter_id].strengths
    return {"strengths": tuple(sorted(missing))} if missing else None


def places_filled(board: Board, slot: Slot, candidate: Candidate, role: Role | None) -> Seen | None:
    """Every place of the role is taken."""
    roles = {role} if role else candidate.roles
    for wanted in slot.wanted:
        if wanted.role in roles:
            here = [p for p in board.at.get(slot.id, ()) if not p.trainee and p.role is wanted.role]
            if len(here) < aimed(wanted):
                return None
    return {"role": role}


def _pair(code: str, force: Force, look: Look) -> Rule:
    return Rule(code=code, force=force, of_pair=True, look=look)


def _board(code: str, force: Force, look: Look) -> Rule:
    return Rule(code=code, force=force, of_pair=False, look=look)


RULES: tuple[Rule, ...] = (
    _pair("inactive", Force.HARD, inactive),
    _pair("locked", Force.HARD, locked),
    _board("already_here", Force.HARD, already_here),
    _pair("refused_before", Force.HARD, refused_before),
    _pair("role_lacking", Force.HARD, role_lacking),
    _pair("not_available", Force.HARD, not_available),
    _pair("not_answered", Force.ASK, not_answered),
    _pair("beyond_own_reach", Force.HARD, beyond_own_reach),
    _board("overlapping", Force.HARD, overlapping),
    _board("kept_apart", Force.HARD, kept_apart),
    _board("over_own_cap", Force.HARD, over_own_cap),
    _board("over_own_minutes", Force.HARD, over_own_minutes),
    _board("in_training", Force.SOFT, in_training),
    _board("strength_lacking", Force.SOFT, strength_lacking),
    _board("places_filled", Force.SOFT, places_filled),
    _pair("beyond_reach", Force.SOFT, beyond_reach),
    _board("many_sessions", Force.SOFT, many_sessions),
    _board("second_venue", Force.SOFT, second_venue),
    _pair("if_needed", Force.SOFT, if_needed),
)
"""In the order in which a person would name them; the first that is not kept is *the* reason."""

BARRING_PAIR = tuple(r for r in RULES if r.of_pair and r.force is not Force.SOFT)
_LOOKS_AT_PAIR = tuple(r.look for r in BARRING_PAIR)
BARRING = tuple(r for r in RULES if r.force is not Force.SOFT)


def possible(board: Board, slot: Slot, candidate: Candidate) -> bool:
    """Whether the engine may place this pair at all, whatever else stands."""
    for look in _LOOKS_AT_PAIR:  # noqa: SIM110 - asked 80,000 times a month; a generator is slow
        if look(board, slot, candidate, None) is not None:
            return False
    return True


def reasons(
    board: Board,
    slot: Slot,
    candidate: Candidate,
    role: Role | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> tuple[Reason, ...]:
    """Every rule of `rules` that this pair does not keep, in their order."""
    found = ((rule, rule.look(board, slot, candidate, role)) for rule in rules)
    return tuple(
        Reason(code=rule.code, force=rule.force, seen=seen)
        for rule, seen in found
        if seen is not None
    )


def first_bar(
    board: Board, slot: Slot, candidate: Candidate, role: Role | None = None
) -> Reason | None:
    """The first rule that bars this pair; None where only warnings are left."""
    for rule in BARRING:
        seen = rule.look(board, slot, candidate, role)
        if seen is not None:
            return Reason(code=rule.code, force=rule.force, seen=seen)
    return None
