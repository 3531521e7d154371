"""What lies in the files of a folder, for whoever has every key."""

from typing import NamedTuple

from smartsupport.storage.op import Op, encode
from smartsupport.sync import segment
from smartsupport.sync.folder import is_in_flight
from smartsupport.sync.reading import ENDING, NOT_FOR_READING
from smartsupport.sync.segment import Kind, Unread, Why


class Content(NamedTuple):
    """A file that can be opened."""

    kind: str
    writer: bytes
    ops: tuple[Op, ...]
    ids: frozenset[bytes]
    plain: bytes
    """What is in it, to look for a word in."""


class Contents:
    """Opens files, each once."""

    def __init__(self, workspace: bytes) -> None:
        self._workspace = workspace
        self.keys: dict[bytes, bytes] = {}
        self._known: dict[bytes, Content | Why] = {}

    def of(self, whole: bytes) -> Content | Why:
        """What is in a file, or why it cannot be opened."""
        found = self._known.get(whole)
        if found is None:
            found = self._known[whole] = self._open(whole)
        return found

    def _open(self, whole: bytes) -> Content | Why:
        try:
            opened = segment.open_file(whole, self._workspace, self.keys)
            ops = segment.ops_of(opened) if opened.header.kind == Kind.LOG else []
        except Unread as error:
            return error.why
        plain = b"".join((opened.body, *map(encode, ops)))
        ids = frozenset(op.id for op in ops)
        return Content(opened.header.kind, opened.header.writer, tuple(ops), ids, plain)

    def readable(self, files: dict[str, bytes]) -> dict[str, Content]:
        """Those of these files that can be opened, in flight or not."""
        found = {path: self.of(whole) for path, whole in files.items() if is_segment(path)}
        return {path: one for path, one in found.items() if isinstance(one, Content)}

    def unreadable(self, files: dict[str, bytes]) -> list[str]:
        """Those that a laptop must not call read, though it may know that they are another's."""
        return [
            path
            for path, whole in files.items()
            if is_segment(path)
            and not is_in_flight(path)
            and not isinstance(found := self.of(whole), Content)
            and found is not Why.FOREIGN
            and (found is not Why.ARRIVING or path.endswith(ENDING))
        ]


def is_segment(path: str) -> bool:
    return not path.startswith(NOT_FOR_READING)
