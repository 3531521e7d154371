"""Whether the folder is this 台帳's, and making it so."""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from smartsupport.sync import publishing
from smartsupport.sync.folder import Folder, Listed, is_in_flight
from smartsupport.sync.side import Side, Trouble

FORMAT = 1

WORKSPACE = "workspace.json"
README = "README.txt"
NAME = "smartsupport-"
"""How the name of a 台帳's folder begins."""

_README = """\
This folder belongs to smartsupport. It is how several computers keep one register.
このフォルダーは smartsupport のものです。複数のパソコンで一つの台帳を使うためのものです。

- You may copy, back up or carry it. 複写、バックアップ、持ち運びをしても構いません。
- Everything in it is encrypted. 中身はすべて暗号化されています。
- Do not delete or rename what is in it. 中のファイルを消したり名前を変えたりしないでください。
"""


class _Format(msgspec.Struct, frozen=True):
    """What every version's says, before anything else is understood."""

    format: int


class _Workspace(msgspec.Struct, frozen=True, kw_only=True):
    format: Annotated[int, Meta(ge=1)]
    workspace: UUID


def folder_name(workspace: UUID) -> str:
    """The name of a 台帳's folder within the one that people share."""
    return f"{NAME}{workspace.hex[:8]}"


def prepare(side: Side) -> None:
    """Make the folder this 台帳's; what is there already stays. Raises OSError."""
    listed = {one.path for one in side.folder.list()}
    if README not in listed:
        side.folder.write(README, _README.encode())
    if WORKSPACE not in listed:
        _say_whose(side)


def objection(side: Side, listed: list[Listed]) -> Trouble | None:
    """Why nothing is read from this folder or written to it; None when it is ours.

    Raises OSError.
    """
    there = {one.path for one in listed if not is_in_flight(one.path)}
    if not there - {README}:
        return Trouble.EMPTY
    if WORKSPACE not in there:
        if there.isdisjoint(side.book.files()):
            return Trouble.ANOTHER
        _say_whose(side)  # somebody removed it, and the rest is ours
        return None
    try:
        found = whose(side.folder)
    except msgspec.DecodeError:
        if there.isdisjoint(side.book.files()):
            return Trouble.ANOTHER
        _say_whose(side)  # it was cut off, and the rest is ours
        return None
    if found is None:
        return Trouble.NEWER
    return None if found.bytes == side.workspace else Trouble.ANOTHER


def whose(folder: Folder) -> UUID | None:
    """The workspace of a folder; None for a later version's.

    Raises msgspec.DecodeError while the file is not whole, and OSError.
    """
    try:
        raw = folder.read(WORKSPACE)
        if msgspec.json.decode(raw, type=_Format).format > FORMAT:
            return None
        return msgspec.json.decode(raw, type=_Workspace).workspace
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from None


def _say_whose(side: Side) -> None:
    said = _Workspace(format=FORMAT, workspace=UUID(bytes=side.workspace))
    whole = msgspec.json.format(msgspec.json.encode(said), indent=1)
    publishing.put(side, WORKSPACE, whole)
