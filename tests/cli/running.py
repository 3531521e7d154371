"""The command line run inside the test: arguments in; exit code, stdout and stderr out."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smartsupport.cli.main import main

NOBODY = "00000000-0000-4000-8000-000000000000"

Run = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    def refused(self, code: int, sentence: str) -> None:
        """Fail unless it said one plain sentence and nothing else, with this exit code."""
        assert (self.code, self.out) == (code, ""), self
        assert len(self.err.splitlines()) == 1, self.err
        assert sentence in self.err
        assert "Traceback" not in self.err


class Stream(io.TextIOWrapper):
    """A stream that somebody may watch."""

    watched = False

    def isatty(self) -> bool:
        return self.watched


def run(base: Path, *arguments: object, stdin: str | bytes = b"", lang: str = "en") -> Ran:
    """Run a verb on the register in `base`."""
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = (Stream(io.BytesIO(), encoding="utf-8") for _ in range(2))
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main(_no_window, ["--base-dir", str(base), "--lang", lang, *map(str, arguments)])
        code: Any = 0
    except SystemExit as left:
        code = left.code
    finally:
        sys.stdin = before
    return Ran(code or 0, _text(out), _text(err))


def done(base: Path, *arguments: object, stdin: str | bytes = b"") -> Any:
    """The JSON of a verb that must succeed."""
    ran = run(base, "--json", *arguments, stdin=stdin)
    assert ran.code == 0, ran
    return ran.json


def _no_window(*_asked: object) -> int:
    raise AssertionError("a verb opened the window")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
