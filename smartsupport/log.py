"""The program's log: what happened and where in the code, never to whom.

A log is mailed around when something breaks, so it must not carry a person. Codes and ids are
written as they are; whatever stands in quotes, is not ASCII or is a run of digits is blotted out
of messages and of exceptions (a database error quotes the row it failed on), and of a path only
the last two parts are kept (a Windows path starts with the user's name).
"""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_DIGITS = re.compile(r"(?<![0-9A-Fa-f-])\+?\d[\d -]{2,}\d(?![0-9A-Fa-f-])")

_BYTES = 1_000_000
_COPIES = 5

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def blotted(text: str) -> str:
    """`text` without anything that could be a name or a number of a person."""
    return _DIGITS.sub("#", _FOREIGN.sub("…", _QUOTED.sub("'…'", text)))


def start(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Log into `folder`/smartsupport.log: five older files of 1 MB are kept. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "smartsupport.log"
    handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_COPIES, encoding="utf-8")
    path.chmod(0o600)
    handler.setFormatter(_Nameless("%(asctime)s %(levelname)s %(name)s %(message)s"))
    ours = logging.getLogger("smartsupport")
    ours.setLevel(level)
    ours.addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """Close the file; later messages go nowhere."""
    logging.getLogger("smartsupport").removeHandler(handler)
    handler.close()


class _Nameless(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        clean = logging.makeLogRecord(record.__dict__)
        clean.msg, clean.args, clean.exc_text = blotted(record.getMessage()), None, None
        return super().format(clean)

    def formatException(self, ei: ExcInfo) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.extend(
                f"  {'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            )
            lines.append(f"{type(error).__name__}: {blotted(str(error))}")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
