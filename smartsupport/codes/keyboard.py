"""What a scanner types where no text field listens: keys gathered until they are a code or not.

Nothing is judged by speed alone: only a whole code with a right check character is a scan, and
every other character is handed back. Times are milliseconds of any steady clock, at best the one
by which the system noted when each key was pressed.
"""

from dataclasses import dataclass

from smartsupport.codes.token import find_code, parse

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
    """Keys gathered so far. Give it every character; tell it with `end` that keys were silent.

    Only whoever hears the keys can know a silence: while a program is busy keys wait for it, and
    come late without ever having been apart.
    """

    def __init__(self) -> None:
        self._text = ""
        self._last = 0
        self._fast = True
        self._ended: int | None = None

    def feed(self, character: str, at_ms: int) -> list[Heard]:
        """What is known now that `character` (Enter is CR or LF) came at `at_ms`."""
        if not character:  # Shift and its like
            return []
        if character in _ENDS:
            if self._text:
                return self._finish(character, at_ms)
            again = self._ended is not None and 0 <= at_ms - self._ended < SILENCE_MS
            return [] if again else [Heard(typed=character)]
        self._fast = not self._text or (self._fast and at_ms - self._last <= _MACHINE_MS)
        self._text += character
        self._last = at_ms
        self._ended = None
        return []

    def end(self) -> list[Heard]:
        """What is known now that no key has come for 100 ms."""
        return self._finish("", self._last) if self._text else []

    def _finish(self, end: str, at_ms: int) -> list[Heard]:
        """The second half of a CR LF belongs to the first: it must not press a button."""
        text, self._text = self._text, ""
        found = parse(text)
        codes = [found.code] if found.code else []
        rest = "" if codes else text
        while inside := find_code(rest):  # what waited together: a person's keys too, or two cards
            rest, code = inside
            codes.append(code)
        machine = self._fast and len(rest) >= _LINE and not codes
        self._ended = at_ms if codes or machine else None
        typed = rest if codes else rest + end
        heard = [Heard(typed=typed, machine=machine)] if typed else []
        return heard + [Heard(code=code) for code in codes]


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
