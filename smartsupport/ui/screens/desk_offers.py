"""What the desk offers to do about each answer, and the key each step is on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from smartsupport.domain.card import Party
from smartsupport.domain.desk import Answer, OpenSession, Result
from smartsupport.domain.person import called
from smartsupport.formats import clock, short_day
from smartsupport.i18n import _, language
from smartsupport.storage.queries.desk import TodayLine

MOST_OFFERED = 4
_MOST_CARDLESS = 3


class Do(StrEnum):
    """What an offer comes to when it is taken."""

    ADMIT = "admit"
    WAIT = "wait"
    GIVE = "give"
    FIND = "find"
    FIND_FOR_CARD = "find_for_card"
    WALK_IN = "walk_in"
    COMPANION = "companion"
    LEAVE = "leave"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One step the card offers. `key` is printed on its button; `primary` is the next step.

    `shorter` says the same in fewer words, for a narrow card.
    """

    do: Do
    text: str
    shorter: tuple[str, ...] = ()
    key: str = ""
    primary: bool = False
    session_id: UUID | None = None
    person_id: UUID | None = None
    reason: str = ""


def offers_of(
    answer: Answer, cardless: Sequence[TodayLine], *, restores: bool = True
) -> tuple[Offer, ...]:
    """The steps for an answer; `cardless` are those a new card may be for, the likeliest first.

    `restores`: whether who sits here may restore a cancelled booking.
    """
    if not restores and asks_to_restore(answer):
        others = [c for c in answer.choices if c.session_id != answer.session_id]
        answer = replace(answer, choices=tuple(others))
    make = _OFFERS.get(answer.result)
    offers = make(answer) if make else []
    if answer.result is Result.UNASSIGNED:
        offers = _give(cardless)
    if answer.result.waits and answer.step_id is not None:
        offers = [*offers, Offer(do=Do.DROP, text=_("Do not register"), key="Del")]
    return tuple(offers)


def asks_to_restore(answer: Answer) -> bool:
    """Whether the next step would be to restore a cancelled booking."""
    return answer.result is Result.CANCELLED and any(
        choice.session_id == answer.session_id for choice in answer.choices
    )


def _admit(answer: Answer) -> list[Offer]:
    """The nearest session with a free place is the next step; the others are numbered."""
    choices = sorted(answer.choices, key=lambda choice: choice.free == 0)[:MOST_OFFERED]
    return _numbered(
        [_offer(choice, _what(answer, choice), _reason(answer, choice)) for choice in choices]
    )


def _what(answer: Answer, choice: OpenSession) -> str:
    if answer.result is Result.CANCELLED and choice.session_id == answer.session_id:
        return _("Restore and register")
    if choice.free == 0:
        return _("Register all the same")
    if answer.result in (Result.NOT_BOOKED, Result.CANCELLED, Result.FULL):
        return _("Register as a walk-in")
    return _("Register here")


def _wait(answer: Answer) -> list[Offer]:
    """Full: the waiting list is the next step; letting somebody in all the same is numbered."""
    admit = [replace(offer, key="", primary=False) for offer in _admit(answer)]
    if answer.waiting or not answer.choices:
        return _numbered(admit, primary=False)
    first = answer.choices[0]
    text = _("Put on the waiting list: {session} ({n} waiting)")
    wait = Offer(
        do=Do.WAIT,
        text=text.format(session=f"{first.title} {clock(first.start)}", n=first.waiting),
        shorter=(_("Put on the waiting list"),),
        session_id=first.session_id,
    )
    return _numbered([wait, *admit])


def _numbered(offers: list[Offer], *, primary: bool = True) -> list[Offer]:
    return [
        replace(offer, key="Enter", primary=True)
        if primary and n == 1
        else replace(offer, key=str(n))
        for n, offer in enumerate(offers, 1)
    ]


def _offer(choice: OpenSession, what: str, reason: str = "") -> Offer:
    place = f"{choice.title} {clock(choice.start)}".strip()
    text = f"{what}: {place}"
    # To go beyond the number of places is always said in full.
    shorter = (text,) if choice.free == 0 else (text, place)
    if choice.free is not None:
        text += _(" ({n} free)").format(n=choice.free)
    return Offer(
        do=Do.ADMIT, text=text, shorter=shorter, session_id=choice.session_id, reason=reason
    )


def _reason(answer: Answer, choice: OpenSession) -> str:
    """Why somebody is admitted all the same; kept with the booking."""
    if answer.result is Result.OTHER_VENUE:
        return _("Booked at {venue}").format(venue=answer.venue)
    if answer.result is Result.OTHER_DAY and answer.day is not None:
        return _("Booked for {day}").format(day=short_day(answer.day, language()))
    if answer.result is Result.CANCELLED:
        return _("Restored at the desk")
    return _("Admitted though full") if choice.free == 0 else ""


def _again(answer: Answer) -> list[Offer]:
    """Already here: nothing is the next step, but another session may be meant."""
    if answer.party is Party.SUPPORTER:
        return [Offer(do=Do.LEAVE, text=_("End work now"), key="1", person_id=answer.person_id)]
    offers = [
        _offer(choice, _("Register for another session too"))
        for choice in answer.choices[:MOST_OFFERED]
    ]
    return _numbered(offers, primary=False)


def _companion(answer: Answer) -> list[Offer]:
    return [Offer(do=Do.COMPANION, text=_("One more companion"), key="+")]


def _find(answer: Answer) -> list[Offer]:
    return [Offer(do=Do.FIND, text=_("Find by name"), key="Enter", primary=True)]


def _give(cardless: Sequence[TodayLine]) -> list[Offer]:
    """Who came last without a card is the next step; who is not here yet is only numbered."""
    here = bool(cardless) and cardless[0].visit is not None
    people = [
        Offer(do=Do.GIVE, text=_whom(line), person_id=line.person_id)
        for line in cardless[:_MOST_CARDLESS]
    ]
    # Not on F3: who wants to find the next person must not give them this card by habit.
    other = Offer(do=Do.FIND_FOR_CARD, text=_("To somebody else"))
    new = Offer(do=Do.WALK_IN, text=_("To somebody new"), key="F2", primary=not here)
    return [*_numbered([*people, other], primary=here), new]


def _whom(line: TodayLine) -> str:
    return " ".join(part for part in (line.number, called(line) or _("Nameless")) if part)


_OFFERS: dict[Result, Callable[[Answer], list[Offer]]] = {
    Result.OK: _companion,
    Result.ALREADY_IN: _again,
    Result.NOT_BOOKED: _admit,
    Result.OTHER_VENUE: _admit,
    Result.OTHER_DAY: _admit,
    Result.CANCELLED: _admit,
    Result.FULL: _wait,
    Result.REVOKED: _find,
    Result.UNKNOWN: _find,
    Result.FOREIGN: _find,
    Result.PRACTICE: _find,
    Result.WITHDRAWN: _find,
    Result.ERASED: _find,
}
