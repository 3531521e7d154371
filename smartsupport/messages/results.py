"""What the desk says after a scan: one word for the card, one sentence for what to do."""

from smartsupport import formats
from smartsupport.domain.desk import Answer, Result
from smartsupport.i18n import N_, _, language

RESULT_WORDS: dict[Result, str] = {
    Result.OK: N_("Checked in"),
    Result.ALREADY_IN: N_("Already here"),
    Result.NOT_BOOKED: N_("No booking"),
    Result.OTHER_VENUE: N_("Booked elsewhere"),
    Result.OTHER_DAY: N_("Another day"),
    Result.CANCELLED: N_("Cancelled"),
    Result.REVOKED: N_("Card no longer valid"),
    Result.UNASSIGNED: N_("A new card"),
    Result.WITHDRAWN: N_("Not in the register"),
    Result.ERASED: N_("Record erased"),
    Result.FOREIGN: N_("Not a reception card"),
    Result.UNKNOWN: N_("Card not known"),
    Result.PRACTICE: N_("Wrong kind of card"),
    Result.SUPPORTER_IN: N_("Work started"),
    Result.SUPPORTER_OUT: N_("Work ended"),
    Result.FULL: N_("Full"),
    Result.LEFT: N_("Went home"),
}

_SENTENCES: dict[Result, str] = {
    Result.OK: N_("{name}: reception number {number}. {title}, {time}."),
    Result.ALREADY_IN: N_("{name} has been here since {since} (reception number {number})."),
    Result.NOT_BOOKED: N_("{name} has no booking today. Admit them to a session?"),
    Result.OTHER_VENUE: N_("{name} is booked at {venue} today, {title}, {time}."),
    Result.OTHER_DAY: N_("{name} is booked for {day}, {title}, {time}."),
    Result.CANCELLED: N_("Booking or session cancelled since {since}: {title}. {reason}"),
    Result.REVOKED: N_("This card is no longer valid since {since}. Find the person by name."),
    Result.UNASSIGNED: N_("This is a new card. Whom is it for?"),
    Result.WITHDRAWN: N_("This card's owner is not in the register. Call the coordinator."),
    Result.ERASED: N_("What this card belonged to was erased. Call the coordinator."),
    Result.FOREIGN: N_("This is not one of this reception's cards. Find the person by name."),
    Result.UNKNOWN: N_("This card could not be read or is not known. Find the person by name."),
    Result.PRACTICE: N_("Practice cards and real cards cannot be mixed. Find the person by name."),
    Result.SUPPORTER_IN: N_("{name}: work started at {at}. {title}, {time}."),
    Result.SUPPORTER_OUT: N_("{name}: work ended at {at}, since {since}."),
    Result.FULL: N_("There is no place left for {name} today."),
    Result.LEFT: N_("{name} left at {at}."),
}

_FULL_HERE = N_("There is no place left for {name} at {title}, {time}.")
_ON_THE_LIST = N_("There is no place yet for {name}: number {waiting} on the waiting list.")


def result_word(result: Result) -> str:
    """The one word on the large card."""
    return _(RESULT_WORDS[result])


def result_sentence(answer: Answer) -> str:
    """What the card says, in one sentence."""
    sentence = _full(answer) if answer.result is Result.FULL else _SENTENCES[answer.result]
    time = f"{answer.start:%H:%M}–{answer.end:%H:%M}" if answer.start and answer.end else ""
    return (
        _(sentence)
        .format(
            name=answer.called or _("Nameless"),
            number=answer.number,
            title=answer.title,
            time=time,
            venue=answer.venue,
            day=formats.short_day(answer.day, language()) if answer.day else "",
            since=_since(answer),
            at=formats.clock(answer.at) if answer.at else "",
            reason=answer.reason,
            waiting=answer.waiting,
        )
        .strip()
    )


def _full(answer: Answer) -> str:
    if answer.waiting:
        return _ON_THE_LIST
    if any(choice.free != 0 for choice in answer.choices):
        return _FULL_HERE
    return _SENTENCES[Result.FULL]


def _since(answer: Answer) -> str:
    """A time of today; what was revoked or cancelled may have been so for weeks."""
    if answer.since is None:
        return ""
    time = formats.clock(answer.since)
    if answer.result not in (Result.CANCELLED, Result.REVOKED):
        return time
    day = answer.since.astimezone(formats.TOKYO).date()
    return f"{formats.short_day(day, language())} {time}"
