"""The program as a command: what stands before every verb, and the groups of verbs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from smartsupport import __version__
from smartsupport.cli import (
    calendar,
    codes,
    demo,
    desk,
    documents,
    exports,
    lists,
    matching,
)
from smartsupport.cli import workspace as workspaces
from smartsupport.cli.run import Asked, OpenWindow
from smartsupport.i18n import LANGUAGES

GROUPS = (
    workspaces,
    demo,
    lists,
    matching,
    codes,
    desk,
    calendar,
    documents,
    exports,
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
        Path | None, typer.Option(help="Where everything lies: database, settings, backups.")
    ] = None,
    lang: Annotated[str, typer.Option(help="ja or en.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    verbose: Annotated[bool, typer.Option("-v", help="Say more on stderr.")] = False,
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


def main(open_window: OpenWindow) -> None:
    """Run the command line; `open_window` is what it does without a verb."""
    if hasattr(sys.stdout, "reconfigure"):
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    program(obj=Asked(open_window=open_window))
