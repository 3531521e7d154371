"""import: a file or the clipboard into the register, row by row; a bad row stops no other."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from smartsupport.cli.run import PROBLEMS, answer, exit_code, leave, office, read_id, say
from smartsupport.cli.tables import table
from smartsupport.domain.errors import NotFound, Refused, Unavailable
from smartsupport.i18n import _
from smartsupport.messages import advice, sentence
from smartsupport.services import imports
from smartsupport.services.import_plan import Done, Preview
from smartsupport.sheets.columns import Mapped
from smartsupport.sheets.draft import Level, Problem
from smartsupport.sheets.reading import Source
from smartsupport.sheets.watch import UNWATCHED, Watch

_KINDS = ", ".join(kind.code for kind in imports.KINDS)


def add_to(program: typer.Typer) -> None:
    """Add this verb."""
    program.command("import", help=f"Take a file (.csv, .xlsx) in. KIND: {_KINDS}")(take_in)


def take_in(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="“-”: text on stdin.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only say what it would do.")] = False,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="JSON: which heading holds which field."),
    ] = None,
    session: Annotated[
        str, typer.Option(metavar="ID", help="The session that applicants applied for.")
    ] = "",
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="The text on stdin instead of a file.")
    ] = False,
) -> None:
    """Import one kind of list; importing the same file again changes nothing."""
    if kind not in {known.code for known in imports.KINDS}:
        raise typer.BadParameter(_KINDS, param_hint="KIND")
    if bool(file) == clipboard:
        raise typer.BadParameter("FILE | --clipboard", param_hint="FILE")
    with office(context) as opened, _watched() as watch:
        found = imports.preview(
            opened,
            kind,
            _source(file),
            mapping=_mapping(mapping) if mapping else None,
            session_id=read_id(session) if session else None,
            watch=watch,
        )
        done = None if check else imports.accept(opened, found, watch=watch)
        problems = done.problems if done else found.problems
        shown = _shown(found, done, problems)
        answer(context, shown, _text(shown))
        if done and done.stopped:
            say(sentence(done.stopped))
            leave(exit_code(done.stopped))
        if any(problem.level is Level.ERROR for problem in problems):
            leave(PROBLEMS)


def _source(file: str) -> Source:
    """The file, or what comes on stdin: bytes as they are, a pasted text or a whole file."""
    if file in ("", "-"):
        content = sys.stdin.buffer.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content
    return Path(file)


def _mapping(path: Path) -> Mapped:
    """A saved mapping: {"field": "heading"} or {"field": ["heading", …]}.

    Raises NotFound("sheet_missing"), Unavailable("sheet_not_readable"),
    Refused("mapping_not_readable").
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, str | list[str]])
    except FileNotFoundError:
        raise NotFound("sheet_missing", path=str(path)) from None
    except OSError as error:
        raise Unavailable("sheet_not_readable", path=str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused("mapping_not_readable", path=str(path)) from None
    return found


@contextmanager
def _watched() -> Iterator[Watch]:
    """Progress on stderr where a person watches; a script's stderr stays clean."""
    if not sys.stderr.isatty():
        yield UNWATCHED
        return

    def tell(done: int, total: int) -> None:
        print(f"\r{done:,} / {total:,}" if total else f"\r{done:,}", end="", file=sys.stderr)

    try:
        yield Watch(progress=tell)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr)


def _shown(found: Preview, done: Done | None, problems: tuple[Problem, ...]) -> dict[str, Any]:
    counts = done or found.summary
    return {
        "new": counts.new,
        "same": counts.same,
        "changed": counts.changed,
        "stored": done is not None,
        "left_out": len({p.row for p in problems if p.level is Level.ERROR}),
        "problems": [
            {
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "problem": p.code,
                "level": p.level,
                "advice": advice(p.code, **{**_about(p), **p.data}),
            }
            for p in problems
        ],
    }


def _about(problem: Problem) -> dict[str, object]:
    return {"row": problem.row, "column": problem.column, "value": problem.value}


def _text(shown: dict[str, Any]) -> str:
    counts = _("New: {new}, unchanged: {same}, changed: {changed}, left out: {left_out}").format(
        **shown
    )
    rows = [{name: p[name] for name in ("row", "column", "advice")} for p in shown["problems"]]
    if not shown["stored"]:
        counts += "\n" + _("Nothing was stored: this was only a check.")
    return "\n".join(filter(None, [counts, table(rows)]))
