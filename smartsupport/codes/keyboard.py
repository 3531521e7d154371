"""What a scanner types where no text field listens: keys gathered until they are a code or not.

Nothing is judged by speed alone: only a whole code with a right check character is a scan, and
every other character is handed back. Times are milliseconds of any steady clock.
"""

from dataclasses import dataclass

from smartsupport.codes.token import parse

SILENCE_MS = 100
"""A scanner that types no CR, LF or TAB has finished after this long (desk.md)."""
CAMERA_MS = 5000
SCANNER_MS = 2500
"""The same code seen again within this long is the same card still lying there (desk.md)."""

_ENDS = "\r\n\t"
_MACHINE_MS = 35
"""No hand keeps this pace between keys for a whole line; scanners type every 1 to 20 ms."""
_LINE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One of: a `code`; or `typed`, what was not a code, in order, its last Enter or Tab included.

    `machine`: `typed` came faster than any hand, so it is a foreign code and no set of shortcuts.
    """

    code: str = ""
    typed: str = ""
    machine: bool = False


class Keys:
    """Keys gathered so far. Give it every character; ask `idle` once keys have been silent."""

    def __init__(self) -> None:
        self._text = ""
        self._last = 0
        self._fast = True
        self._ended: int | None = None

    def feed(self, character: str, at_ms: int) -> list[Heard]:
        """What is known now that `character` (Enter is CR or LF) came at `at_ms`."""
        heard = self.idle(at_ms)
        if not character:  # Shift and its like
            return heard
        if character not in _ENDS:
            self._fast = not self._text or (self._fast and at_ms - self._last <= _MACHINE_MS)
            self._text += character
            self._last = at_ms
            self._ended = None
            return heard
        if self._text:
            heard += self._finish(character, at_ms)
        elif self._ended is None or at_ms - self._ended >= SILENCE_MS:
            heard.append(Heard(typed=character))
        return heard

    def idle(self, at_ms: int) -> list[Heard]:
        """What is known if no key comes until `at_ms`: nothing before 100 ms of silence."""
        if not self._text or at_ms - self._last < SILENCE_MS:
            return []
        return self._finish("", at_ms)

    def _finish(self, end: str, at_ms: int) -> list[Heard]:
        """The second half of a CR LF belongs to the first: it must not press a button."""
        text, self._text = self._text, ""
        found = parse(text)
        if found.code:
            self._ended = at_ms
            return [Heard(code=found.code)]
        machine = self._fast and len(text) >= _LINE
        self._ended = at_ms if machine else None
        return [Heard(typed=text + end, machine=machine)]


class Repeats:
    """Codes seen lately: a card held before the camera is one scan, however long it stays."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def again(self, code: str, at_ms: int, within_ms: int) -> bool:
        """Whether `code` was seen less than `within_ms` before `at_ms`; it is seen now."""
        last = self._seen.pop(code, None)
        self._seen[code] = at_ms
        oldest = next(iter(self._seen))
        if at_ms - self._seen[oldest] > CAMERA_MS:
            del self._seen[oldest]
        return last is not None and at_ms - last < within_ms
