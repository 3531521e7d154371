"""The program as a command: what stands before every verb, and the groups of verbs."""

import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from smartsupport import __version__, log
from smartsupport.cli import (
    backups,
    calendar,
    codes,
    deciding,
    demo,
    desk,
    documents,
    erasing,
    exports,
    handover,
    imports,
    joining,
    journal,
    leaving,
    lists,
    matching,
    sharing,
    users,
)
from smartsupport.cli import workspace as workspaces
from smartsupport.cli.run import MISTAKE, Asked, OpenWindow, say
from smartsupport.i18n import LANGUAGES, _

GROUPS = (
    workspaces,
    demo,
    imports,
    lists,
    deciding,
    matching,
    sharing,
    joining,
    codes,
    desk,
    calendar,
    documents,
    exports,
    handover,
    journal,
    users,
    erasing,
    backups,
    leaving,
)

program = typer.Typer(
    name="smartsupport",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Runs the smartphone-support sessions of community centres. Alone, it opens the window.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        print(__version__)
        raise typer.Exit


@program.callback(invoke_without_command=True)
def first(
    context: typer.Context,
    base_dir: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where everything lies: database, settings, backups, logs."
        ),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="ja|en", help="Language of what is shown.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", help="Say which folder is used, and more of a mistake.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """Take what stands before every verb; without a verb, open the window."""
    if lang and lang not in LANGUAGES:
        raise typer.BadParameter("ja | en", param_hint="--lang")
    before: Asked = context.obj
    before.base_dir, before.json, before.verbose = base_dir, json, verbose
    before.language = lang
    before.speak()
    if context.invoked_subcommand is None:
        raise typer.Exit(before.open_window(before.places, lang))


for group in GROUPS:
    group.add_to(program)


def main(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; `open_window` is what it does without a verb."""
    if hasattr(sys.stdout, "reconfigure"):
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    before = Asked(open_window=open_window)
    words = common_first(sys.argv[1:] if arguments is None else arguments)
    try:
        program(words, prog_name="smartsupport", obj=before)
    except Exception as error:  # noqa: BLE001 - a mistake of ours is told in words, not as a trace
        _own_up(before, error)
        sys.exit(MISTAKE)


def common_first(words: Sequence[str]) -> list[str]:
    """What belongs to every verb (`--json`, `--lang ja` …) moved before the verb.

    It may be typed anywhere; behind `--` everything stays where it is.
    """
    front: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            rest += [word, *left]
        elif word in _FLAGS or word.partition("=")[0] in _VALUED - {word}:
            front.append(word)
        elif word in _VALUED and (value := next(left, None)) is not None:
            front += [word, value]
        else:
            rest.append(word)
    return front + rest


_FLAGS = {"--json", "-v"}
_VALUED = {"--base-dir", "--lang"}


def _own_up(before: Asked, error: Exception) -> None:
    """Write a mistake of the program into the log, which names nobody, and say where that is."""
    if before.verbose:
        traceback.print_exception(error)
    try:
        handler = log.start(before.places.logs)
    except OSError:
        say(_("The program itself made a mistake and stopped. Nothing was stored by half."))
        return
    logging.getLogger(__name__).error("fault", exc_info=error)
    log.stop(handler)
    say(
        _(
            "The program itself made a mistake and stopped. Nothing was stored by half. "
            "What happened is noted, without names, in {path}"
        ).format(path=before.places.logs)
    )
