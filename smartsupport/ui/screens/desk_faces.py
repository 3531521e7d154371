"""What the large card shows for each answer of the desk (desk.md, Results).

Values made from values: the card only draws them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartsupport.clock import TOKYO
from smartsupport.domain.desk import Answer, Result
from smartsupport.domain.session import Session
from smartsupport.formats import clock, short_day
from smartsupport.i18n import _, language, ngettext
from smartsupport.messages import result_sentence, result_word
from smartsupport.storage.queries.desk import TodayLine
from smartsupport.ui.screens.desk_offers import Offer, asks_to_restore, offers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One colour, one symbol, one word; the 受付番号 beside the name; the next step."""

    tone: str
    symbol: str
    word: str
    sound: str = ""
    number: str = ""
    called: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What must not be overlooked, in a few words each."""
    offers: tuple[Offer, ...] = ()
    spoken: str = ""
    answer: Answer | None = None


_LOOKS = {
    Result.OK: ("ok", "check"),
    Result.LEFT: ("ok", "check"),
    Result.ALREADY_IN: ("attention", "exclamation"),
    Result.FULL: ("attention", "exclamation"),
    Result.OTHER_VENUE: ("attention", "arrow-right"),
    Result.OTHER_DAY: ("attention", "arrow-right"),
    Result.NOT_BOOKED: ("info", "plus"),
    Result.UNASSIGNED: ("info", "plus"),
    Result.CANCELLED: ("refused", "cross"),
    Result.REVOKED: ("refused", "cross"),
    Result.WITHDRAWN: ("refused", "cross"),
    Result.ERASED: ("refused", "cross"),
    Result.FOREIGN: ("refused", "question"),
    Result.UNKNOWN: ("refused", "question"),
    Result.PRACTICE: ("refused", "question"),
    Result.SUPPORTER_IN: ("supporter", "check"),
    Result.SUPPORTER_OUT: ("supporter", "check"),
}
_SOUNDS = {"info": "attention"}
"""What is to be decided sounds alike, whatever its colour."""


def look_of(result: Result) -> tuple[str, str]:
    """The tone and the symbol of a result."""
    return _LOOKS[result]


def ready(sessions: Sequence[Session]) -> Face:
    """Nobody is there yet: what to do, and which sessions one is checked in to."""
    by_time = sorted(sessions, key=lambda s: (s.start, s.end))
    held = [" ".join((f"{clock(s.start)}–{clock(s.end)}", s.title, s.room)) for s in by_time]
    return Face(
        tone="",
        symbol="card",
        word=_("Ready"),
        lines=(_("Scan a card, find a name [F3], or register a walk-in [F2]."), "", *held),
    )


def taken_back(answers: Sequence[Answer]) -> Face:
    """What Ctrl+Z undid, the latest first."""
    last = answers[0]
    more = len(answers) - 1
    lines = [_("Before: {what}").format(what=result_word(last.result))]
    if more:
        lines.append(_("and {n} more").format(n=more))
    return Face(
        tone="info",
        symbol="undo",
        word=_("Taken back"),
        number=last.number,
        called=_name(last),
        lines=tuple(lines),
        spoken=" ".join((_("Taken back"), last.number, _name(last), *lines)),
    )


def together(answers: Sequence[Answer]) -> Face:
    """What まとめて受付 came to: everybody with their number."""
    came = [answer for answer in answers if answer.result.wrote]
    waiting = [answer for answer in answers if answer.result.waits]
    word = ngettext("{n} checked in together", "{n} checked in together", len(came))
    words = [word.format(n=len(came))] if came or not waiting else []
    if waiting:
        words.append(_("{n} parked").format(n=len(waiting)))
    lines = [step_text(answer) for answer in came] + words[1:] + [*map(chip_text, waiting)]
    tone = "attention" if waiting else "ok"
    return Face(
        tone=tone,
        symbol="exclamation" if waiting else "check",
        word=words[0],
        sound=tone,
        lines=tuple(lines),
        spoken=" ".join((words[0], *lines)),
    )


def face_of(answer: Answer, cardless: Sequence[TodayLine] = (), *, restores: bool = True) -> Face:
    """The card for an answer; see `offers_of`."""
    if answer.code and answer.result is Result.ALREADY_IN:
        return _card_given(answer)
    tone, symbol = _LOOKS[answer.result]
    known = answer.person_id is not None
    lines = _LINES.get(answer.result, _sentence)(answer)
    return Face(
        tone=tone,
        symbol=symbol,
        word=result_word(answer.result),
        sound=_SOUNDS.get(tone, tone),
        number=answer.number,
        called=_name(answer) if known else "",
        lines=tuple(line for line in lines if line),
        notes=_notes(answer) if restores else (*_notes(answer), *_ask(answer)),
        offers=offers_of(answer, cardless, restores=restores),
        spoken=f"{result_word(answer.result)} {result_sentence(answer)}",
        answer=answer,
    )


def _ask(answer: Answer) -> tuple[str, ...]:
    return (_("Ask a coordinator to restore it"),) if asks_to_restore(answer) else ()


def _card_given(answer: Answer) -> Face:
    """Somebody who was here already has a card now: nothing to look into."""
    return Face(
        tone="ok",
        symbol="check",
        word=_("Card given"),
        sound="ok",
        number=answer.number,
        called=_name(answer),
        lines=tuple(_since(answer)),
        spoken=" ".join((_("Card given"), answer.number, _name(answer))),
        answer=answer,
    )


def chip_text(answer: Answer) -> str:
    """A parked answer in a few words."""
    who = _name(answer) if answer.person_id else ""
    return " ".join(part for part in (who, result_word(answer.result)) if part)


def step_text(answer: Answer) -> str:
    """One of the last five, in a few words: 「12 やまだ はなこ」."""
    return " ".join(part for part in (answer.number, _name(answer)) if part)


# Lines


def _name(answer: Answer) -> str:
    return answer.called or _("Nameless")


def _span(answer: Answer) -> str:
    if answer.start is None or answer.end is None:
        return answer.title
    return f"{answer.title}　{clock(answer.start)}–{clock(answer.end)}".strip("　")


def _here(answer: Answer) -> Sequence[str]:
    slot = _("Turn at {at}").format(at=clock(answer.slot)) if answer.slot else ""
    return (_span(answer), "　".join(part for part in (answer.room, slot) if part))


def _since(answer: Answer) -> Sequence[str]:
    since = clock(answer.since) if answer.since else ""
    here = _("Here since {since}").format(since=since)
    by = _("received by {name}").format(name=answer.by) if answer.by else ""
    return (f"{here}　{by}".strip("　"), _span(answer))


def _elsewhere(answer: Answer) -> Sequence[str]:
    return (answer.venue, _span(answer))


def _another_day(answer: Answer) -> Sequence[str]:
    day = short_day(answer.day, language()) if answer.day else ""
    return (f"{day}　{_span(answer)}".strip("　"),)


def _not_booked(answer: Answer) -> Sequence[str]:
    if not answer.choices:
        return (_("There is no session here today."),)
    return (_waiting(answer),)


def _cancelled(answer: Answer) -> Sequence[str]:
    since = _("since {since}").format(since=_moment(answer)) if answer.since else ""
    return (_span(answer), "　".join(part for part in (since, answer.reason) if part))


def _full(answer: Answer) -> Sequence[str]:
    if answer.waiting:
        return (_span(answer), _waiting(answer))
    if any(choice.free != 0 for choice in answer.choices):
        return (_span(answer), _("There are places at another session."))
    return (_("Every session here is full."),)


def _waiting(answer: Answer) -> str:
    if not answer.waiting:
        return ""
    return _("Number {n} on the waiting list").format(n=answer.waiting)


def _moment(answer: Answer) -> str:
    """When it was cancelled: the day, unless that is today."""
    since = answer.since
    if since is None:
        return ""
    local = since.astimezone(TOKYO)
    return clock(since) if local.date() == answer.day else short_day(local.date(), language())


def _supporter_in(answer: Answer) -> Sequence[str]:
    at = _("from {at}").format(at=clock(answer.at)) if answer.at else ""
    return (_span(answer), at)


def _supporter_out(answer: Answer) -> Sequence[str]:
    if answer.since is None or answer.at is None:
        return (_span(answer),)
    return (_span(answer), f"{clock(answer.since)}–{clock(answer.at)}")


def _sentence(answer: Answer) -> Sequence[str]:
    """What it is, and what to do, each on a line of its own."""
    return re.split(r"(?<=。)|(?<=\.) ", result_sentence(answer))


def _whose(answer: Answer) -> Sequence[str]:
    return (_("Whom is it for?"),)


_LINES: dict[Result, Callable[[Answer], Sequence[str]]] = {
    Result.OK: _here,
    Result.ALREADY_IN: _since,
    Result.OTHER_VENUE: _elsewhere,
    Result.OTHER_DAY: _another_day,
    Result.NOT_BOOKED: _not_booked,
    Result.CANCELLED: _cancelled,
    Result.FULL: _full,
    Result.SUPPORTER_IN: _supporter_in,
    Result.SUPPORTER_OUT: _supporter_out,
    Result.UNASSIGNED: _whose,
}


def _notes(answer: Answer) -> tuple[str, ...]:
    found: list[str] = []
    if answer.first_visit:
        found.append(_("First visit"))
    if answer.companions:
        text = ngettext("{n} companion", "{n} companions", answer.companions)
        found.append(text.format(n=answer.companions))
    if answer.code and answer.result in (Result.OK, Result.FULL):
        found.append(_("Card given"))
    if answer.placed is False and answer.venue:
        found.append(_("Placed at {venue}").format(venue=answer.venue))
    elif answer.placed is False:
        found.append(_("Not placed at this session"))
    return tuple(found)
