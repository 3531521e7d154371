"""match, explain, substitutes: who goes where, why not, and who else."""

from typing import Annotated, Any

import typer

from smartsupport.cli.run import answer, office, read_day, read_id
from smartsupport.cli.tables import table
from smartsupport.domain.supporter import Role
from smartsupport.domain.words import strength_word, word
from smartsupport.i18n import _
from smartsupport.matching.plan import Shortage, Status
from smartsupport.matching.problem import PRESETS
from smartsupport.matching.rules import Force, Reason
from smartsupport.messages import reason_sentence
from smartsupport.messages.reason_words import reason_word
from smartsupport.services import calendar, explaining, placements
from smartsupport.services.office import Office
from smartsupport.services.placements import Proposal
from smartsupport.storage.queries.calendar import SessionLine


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("match")(match)
    program.command("explain")(explain)
    program.command("substitutes")(substitutes)


def match(
    context: typer.Context,
    first: Annotated[
        str, typer.Option("--from", metavar="DAY", help="First day, like 2026-10-01.")
    ],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day.")],
    apply: Annotated[bool, typer.Option("--apply", help="Store the plan.")] = False,
    preset: Annotated[
        str, typer.Option(metavar="|".join(PRESETS), help="What matters most.")
    ] = "fill",
    seconds: Annotated[
        float, typer.Option(metavar="S", min=0, help="How long to search.")
    ] = placements.SECONDS,
    seed: Annotated[int, typer.Option(metavar="N", help="Same seed, same plan.")] = 0,
) -> None:
    """Match supporters to the sessions of a period."""
    with office(context) as opened:
        proposal = placements.propose(
            opened, read_day(first), read_day(last), preset=preset, seconds=seconds, seed=seed
        )
        if apply:
            placements.take(opened, proposal)
        answer(context, _shown(proposal), _text(opened, proposal, apply))


def _shown(proposal: Proposal) -> dict[str, Any]:
    plan = proposal.plan
    return {
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": round(plan.seconds, 3),
        "placements": [
            {
                "session": p.session_id,
                "supporter": p.supporter_id,
                "role": p.role,
                "trainee": p.trainee,
            }
            for p in plan.placements
        ],
        "shortages": [
            {
                "session": s.session_id,
                "role": s.role,
                "lack": s.lack,
                "strength": s.strength or None,
                "missing": s.missing,
                "reasons": dict(s.reasons),
            }
            for s in plan.shortages
        ],
    }


def _text(opened: Office, proposal: Proposal, stored: bool) -> str:
    plan = proposal.plan
    if plan.status is Status.OPTIMAL:
        how = _("This is the best plan there is ({seconds} s).")
    else:
        how = _("The best plan found in {seconds} s; a better one may exist ({gap} %).")
    said = [
        _("Places filled: {number}").format(number=len(plan.placements)),
        how.format(seconds=f"{plan.seconds:.1f}", gap=f"{plan.gap * 100:.1f}"),
        _("The plan is stored.") if stored else _("Nothing was stored yet; --apply stores it."),
    ]
    lines = {line.session.id: line for line in calendar.lines(opened)}
    rows = [_short(lines[s.session_id], s) for s in plan.shortages]
    return "\n".join([*said, table(rows)]).strip()


def _short(line: SessionLine, shortage: Shortage) -> dict[str, Any]:
    """One thing a session is short of, and how many supporters were kept out by what."""
    if shortage.role:
        lack = word(shortage.role)
    elif shortage.strength:
        lack = strength_word(shortage.strength)
    else:
        lack = _("Somebody with experience")
    return {
        "day": line.session.day,
        "start": f"{line.session.start:%H:%M}",
        "venue": line.venue,
        "lack": lack,
        "missing": shortage.missing,
        "reasons": [f"{reason_word(code)} {n}" for code, n in shortage.reasons.items()],
        "session": line.session.id,
    }


def explain(
    context: typer.Context,
    session: Annotated[str, typer.Option(metavar="ID", help="The session.")],
    supporter: Annotated[str, typer.Option(metavar="ID", help="The supporter.")],
) -> None:
    """Why this supporter is, or is not, a candidate for this session."""
    with office(context) as opened:
        found = explaining.why(opened, read_id(session), read_id(supporter))
        rows = [_told(reason) for reason in found]
        answer(context, rows, _against(rows))


def _against(rows: list[dict[str, Any]]) -> str:
    """What speaks against a pair, and how much."""
    if not rows:
        return _("Nothing speaks against it.")
    weights = {
        Force.HARD: _("Not without a reason"),
        Force.ASK: _("Ask first"),
        Force.SOFT: _("Possible"),
    }
    return table([{"force": weights[Force(row["force"])], "text": row["text"]} for row in rows])


def substitutes(
    context: typer.Context,
    session: Annotated[str, typer.Option(metavar="ID", help="The session.")],
    role: Annotated[str, typer.Option(metavar="|".join(Role), help="For this role.")] = "",
) -> None:
    """Who could take a place that fell free, the best first."""
    with office(context) as opened:
        found = explaining.substitutes(opened, read_id(session), role)
        rows: list[dict[str, Any]] = [
            {
                "supporter": s.supporter.id,
                "name": s.supporter.name,
                "kana": s.supporter.kana,
                "phone": s.supporter.phone,
                "last_here": s.last_here,
                "reasons": [_told(reason) for reason in s.reasons],
            }
            for s in found
        ]
        seen = [{**r, "reasons": " ".join(told["text"] for told in r["reasons"])} for r in rows]
        answer(context, rows, table(seen))


def _told(reason: Reason) -> dict[str, str]:
    return {
        "reason": reason.code,
        "force": reason.force,
        "text": reason_sentence(reason.code, reason.seen),
    }
