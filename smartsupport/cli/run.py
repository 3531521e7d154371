"""One way for every verb: open the workspace, do one thing, say it, and leave with the right code.

    0  done                      3  unavailable (file, folder, database, camera)
    1  refused or invalid input  4  done, with problems to look at
    2  usage
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import typer

from smartsupport import i18n
from smartsupport.domain.errors import Known, Unavailable
from smartsupport.messages import sentence
from smartsupport.paths import Places, default_places, resources
from smartsupport.services.office import Office, open_office

REFUSED, USAGE, UNAVAILABLE, PROBLEMS = 1, 2, 3, 4


@dataclass(slots=True)
class Asked:
    """What was said before the verb."""

    base_dir: Path | None = None
    json: bool = False
    verbose: bool = False

    @property
    def places(self) -> Places:
        """Where this workspace lies."""
        return Places(base=self.base_dir) if self.base_dir else default_places()


def begin(context: typer.Context, base_dir: Path | None, lang: str, json: bool, v: bool) -> None:
    """Take what stands before every verb."""
    i18n.use(lang, resources() / "locale")
    context.obj = Asked(base_dir=base_dir, json=json, verbose=v)


@contextmanager
def office(context: typer.Context) -> Iterator[Office]:
    """The workspace, open for one verb. Known failures end the program with their code."""
    with failures():
        opened = open_office(context.obj.places)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def failures() -> Iterator[None]:
    """Turn a known failure into one plain sentence on stderr and its exit code."""
    try:
        yield
    except Known as error:
        say(sentence(error))
        leave(UNAVAILABLE if isinstance(error, Unavailable) else REFUSED)


def leave(code: int) -> NoReturn:
    """End the program with an exit code."""
    raise typer.Exit(code)


def say(text: str) -> None:
    """One sentence to the person, on stderr."""
    print(text, file=sys.stderr)


def answer(context: typer.Context, value: object, text: str = "") -> None:
    """The result: one JSON document with `--json`, else the text for a reader."""
    if context.obj.json:
        sys.stdout.write(as_json(value) + "\n")
    elif text:
        print(text)


def as_json(value: object) -> str:
    """Values of the domain as JSON: ids and dates as text, `None` as null."""
    return msgspec.json.encode(value, enc_hook=_plain).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value))
