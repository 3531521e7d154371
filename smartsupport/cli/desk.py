"""check-in, check-out, bind, undo: the desk by hand, with the desk's own result codes."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

import typer

from smartsupport.cli.run import (
    REFUSED,
    answer,
    asked,
    leave,
    office,
    read_day,
    read_id,
    read_moment,
    say,
)
from smartsupport.domain.desk import Answer
from smartsupport.domain.door import Source
from smartsupport.domain.errors import Refused
from smartsupport.messages import result_sentence
from smartsupport.services import calendar, desk, desk_list
from smartsupport.services.office import Office
from smartsupport.services.reception import Desk

VENUE = Annotated[str, typer.Option(metavar="ID", help="The venue the desk stands at.")]
ON = Annotated[str, typer.Option(metavar="DAY", help="The desk's day, like 2026-10-03.")]
SESSION = Annotated[str, typer.Option(metavar="ID", help="A session instead of --venue and --on.")]
AT = Annotated[str, typer.Option(metavar="TIME", help="When, like 10:05; now if not said.")]


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("check-in")(check_in)
    program.command("check-out")(check_out)
    program.command("bind")(bind)
    program.command("undo")(undo)


def check_in(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A card's code, or a person's id.")],
    venue: VENUE = "",
    on: ON = "",
    session: SESSION = "",
    at: AT = "",
    admit: Annotated[
        bool, typer.Option("--admit", help="Without a booking too, to --session.")
    ] = False,
) -> None:
    """Check somebody in."""
    with office(context) as opened:
        place = _desk(opened, venue, on, session, at)
        person = _person(code)
        if person is None:
            found = desk.scan(opened, code, place)
        else:
            found = desk.arrive(opened, person, replace(place, source=Source.LIST))
        if admit and found.result.waits and found.person_id and session:
            found = desk.admit(
                opened, found.person_id, read_id(session), place, settles=found.step_id
            )
        _tell(context, found)


def check_out(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A card's code, or a person's id.")],
    venue: VENUE = "",
    on: ON = "",
    session: SESSION = "",
    at: AT = "",
) -> None:
    """Write 退出 or 活動終了."""
    with office(context) as opened:
        place = _desk(opened, venue, on, session, at)
        person, wanted = _person(code), read_id(session) if session else None
        if person is None:
            person = desk.whose(opened, code)
        else:
            place = replace(place, source=Source.LIST)
        _tell(context, desk.leave(opened, person, place, session_id=wanted))


def bind(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="An unassigned card's code.")],
    person: Annotated[str, typer.Argument(metavar="PERSON", help="The id of who gets it.")],
    venue: VENUE = "",
    on: ON = "",
    session: SESSION = "",
    at: AT = "",
) -> None:
    """Give an unassigned card to a person, and check them in if they are not there yet."""
    with office(context) as opened:
        place = _desk(opened, venue, on, session, at)
        _tell(context, desk.bind(opened, code, read_id(person), place))


def undo(context: typer.Context, venue: VENUE = "", on: ON = "", session: SESSION = "") -> None:
    """Take back the desk's last step."""
    with office(context) as opened:
        place = _desk(opened, venue, on, session, "")
        step = desk_list.undo(opened, place.venue_id, place.day)
        answer(context, {"undone": _shown(step.answer)}, result_sentence(step.answer))


def _desk(opened: Office, venue: str, on: str, session: str, at: str) -> Desk:
    if session:
        line = calendar.line(opened, read_id(session))
        if line is None:
            raise Refused("session_not_found")
        venue_id, day = line.session.venue_id, line.session.day
    elif venue and on:
        venue_id, day = read_id(venue), read_day(on)
        desk.venue_of(opened, venue_id)
    else:
        raise Refused("desk_not_said")
    # A time given here is that of the scan, not one that a coordinator confirmed: only such a one
    # (Source.TYPED) is credited beyond 集合 and 解散.
    return Desk(venue_id=venue_id, day=day, at=read_moment(at, day) if at else None)


def _person(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _tell(context: typer.Context, found: Answer) -> None:
    if found.result.wrote:
        answer(context, _shown(found), result_sentence(found))
        return
    if asked(context).json:
        answer(context, _shown(found), "")
    say(result_sentence(found))
    leave(REFUSED)


def _shown(found: Answer) -> dict[str, Any]:
    """The answer as the command line prints it: the codes of desk.md, ids and times."""
    return {
        "result": found.result,
        "number": found.number or None,
        "person": found.person_id,
        "session": found.session_id,
        "visit": found.event_id,
        "at": found.at,
        "since": found.since,
        "day": found.day,
        "venue": found.venue or None,
        "first_visit": found.first_visit,
        "companions": found.companions,
        "choices": [choice.session_id for choice in found.choices],
    }
