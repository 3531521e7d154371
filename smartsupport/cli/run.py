"""One way for every verb: open the workspace, do one thing, say it, and leave with the right code.

0  done                      3  unavailable (file, folder, database, camera)
1  refused or invalid input  4  done, with problems to look at
2  usage                    70  the program's own mistake; the log says where
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from getpass import getpass
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import msgspec
import typer

from smartsupport import i18n, settings
from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known, Refused, Unavailable
from smartsupport.i18n import _
from smartsupport.messages import old_password, sentence
from smartsupport.paths import Places, default_places, resources
from smartsupport.services.office import Office, open_office
from smartsupport.services.sign_in import needs_password, sign_in

REFUSED, USAGE, UNAVAILABLE, PROBLEMS, MISTAKE = 1, 2, 3, 4, 70

OpenWindow = Callable[[Places, str], int]
"""Opens the window on a workspace, in a language ("" = as set); returns the exit code."""


@dataclass(slots=True)
class Asked:
    """What was said before the verb."""

    open_window: OpenWindow
    base_dir: Path | None = None
    json: bool = False
    verbose: bool = False
    language: str = ""

    @property
    def places(self) -> Places:
        """Where this workspace lies."""
        return Places(base=self.base_dir) if self.base_dir else default_places()

    def speak(self) -> None:
        """Use the language that was asked for, else this computer's."""
        i18n.use(
            self.language or settings.load(self.places.settings).language, resources() / "locale"
        )


def asked(context: typer.Context) -> Asked:
    """What was said before the verb."""
    found = context.find_root().obj
    assert isinstance(found, Asked)
    return found


@contextmanager
def office(context: typer.Context) -> Iterator[Office]:
    """The workspace, open for one verb. Known failures end the program with their code."""
    with failures():
        places = asked(context).places
        if asked(context).verbose:
            say(str(places.base))
        opened = enter(places)
        try:
            yield opened
        finally:
            opened.close()


def enter(places: Places) -> Office:
    """Open a workspace, with its password where it has one.

    Raises Refused("password_not_given") where nobody can be asked, and what signing in raises.
    """
    if not needs_password(places):
        return open_office(places)
    opened = sign_in(places, secret("SMARTSUPPORT_PASSWORD", _("Password")))
    if opened.old_password:
        say(old_password())
    return opened


def secret(variable: str, question: str, *, twice: bool = False) -> str:
    """What nobody may read on a screen or in a list of processes: from the environment, else
    typed unseen, `twice` where it is new.

    Raises Refused("password_not_given", variable=…), Refused("passwords_differ").
    """
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused("password_not_given", variable=variable)
    typed = getpass(question + ": ", stream=sys.stderr)
    if twice and getpass(_("Once more") + ": ", stream=sys.stderr) != typed:
        raise Refused("passwords_differ")
    return typed


@contextmanager
def failures() -> Iterator[None]:
    """Turn a known failure into one plain sentence on stderr and its exit code."""
    try:
        yield
    except Known as error:
        say(sentence(error))
        leave(exit_code(error))


def exit_code(error: Known) -> int:
    """What a known failure ends the program with."""
    return UNAVAILABLE if isinstance(error, Unavailable) else REFUSED


def leave(code: int) -> NoReturn:
    """End the program with an exit code."""
    raise typer.Exit(code)


def say(text: str) -> None:
    """One sentence to the person, on stderr."""
    print(text, file=sys.stderr)


def answer(context: typer.Context, value: object, text: str) -> None:
    """The result: one JSON document with `--json`, else the text for a reader."""
    if asked(context).json:
        sys.stdout.write(as_json(value) + "\n")
    elif text:
        print(text)
    else:
        say(_("Nothing to show."))


def as_json(value: object) -> str:
    """Values of the domain as JSON: ids, dates and paths as text, `None` as null."""
    return msgspec.json.encode(value, enc_hook=_path).decode()


def _path(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError


def read_id(text: str) -> UUID:
    """An id as typed. Raises Refused("id_not_readable")."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused("id_not_readable", value=text) from None


def read_day(text: str) -> date:
    """A date as typed, 2026-10-03. Raises Refused("day_not_readable")."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("day_not_readable", value=text) from None


def read_moment(text: str, day: date) -> datetime:
    """A time of `day` in Tokyo (10:05), or a whole moment. Raises Refused("time_not_readable")."""
    try:
        if "T" in text:
            found = datetime.fromisoformat(text)
            return found if found.tzinfo else found.replace(tzinfo=TOKYO)
        return datetime.combine(day, time.fromisoformat(text), tzinfo=TOKYO)
    except ValueError:
        raise Refused("time_not_readable", value=text) from None
