"""match, explain, substitutes: who goes where, why not, and who else."""

from typing import Annotated, Any

import typer

from smartsupport.cli.run import answer, failures, office, read_day, read_id, table
from smartsupport.messages import reason_sentence
from smartsupport.services import explaining, placements
from smartsupport.services.placements import Proposal


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    program.command("match")(match)
    program.command("explain")(explain)
    program.command("substitutes")(substitutes)


def match(
    context: typer.Context,
    first: Annotated[str, typer.Option("--from", help="First day, like 2026-10-01.")],
    last: Annotated[str, typer.Option("--to", help="Last day.")],
    apply: Annotated[bool, typer.Option("--apply", help="Store the plan.")] = False,
    preset: Annotated[str, typer.Option(help="fill, near or fair.")] = "fill",
    seconds: Annotated[float, typer.Option(help="How long to search.")] = placements.SECONDS,
    seed: Annotated[int, typer.Option(help="Same seed, same plan.")] = 0,
) -> None:
    """Match supporters to the sessions of a period."""
    with failures(), office(context) as opened:
        proposal = placements.propose(
            opened, read_day(first), read_day(last), preset=preset, seconds=seconds, seed=seed
        )
        if apply:
            placements.take(opened, proposal)
        answer(context, _shown(proposal), _text(proposal))


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


def _text(proposal: Proposal) -> str:
    plan = proposal.plan
    lines = [f"{plan.status}  {len(plan.placements)}  gap {plan.gap:.2%}  {plan.seconds:.1f} s"]
    rows = [
        {
            "session": s.session_id,
            "lack": s.role or s.strength or s.lack,
            "missing": s.missing,
            "reasons": ", ".join(f"{code} {n}" for code, n in s.reasons.items()),
        }
        for s in plan.shortages
    ]
    return "\n".join([*lines, table(rows)]).strip()


def explain(
    context: typer.Context,
    session: Annotated[str, typer.Option(help="The session.")],
    supporter: Annotated[str, typer.Option(help="The supporter.")],
) -> None:
    """Why this supporter is, or is not, a candidate for this session."""
    with failures(), office(context) as opened:
        found = explaining.why(opened, read_id(session), read_id(supporter))
        rows = [
            {"reason": r.code, "force": r.force, "text": reason_sentence(r.code, r.seen)}
            for r in found
        ]
        answer(context, rows, table(rows))


def substitutes(
    context: typer.Context,
    session: Annotated[str, typer.Option(help="The session.")],
    role: Annotated[str, typer.Option(help="adviser, assistant, lecturer or reception.")] = "",
) -> None:
    """Who could take a place that fell free, the best first."""
    with failures(), office(context) as opened:
        found = explaining.substitutes(opened, read_id(session), role)
        rows = [
            {
                "supporter": s.supporter.id,
                "name": s.supporter.name,
                "kana": s.supporter.kana,
                "phone": s.supporter.phone,
                "last_here": s.last_here,
                "reasons": "; ".join(reason_sentence(r.code, r.seen) for r in s.reasons),
            }
            for s in found
        ]
        answer(context, rows, table(rows))
