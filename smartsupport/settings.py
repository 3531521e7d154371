"""This computer's own settings, in a small JSON file beside the database.

The file is a convenience: a damaged one is kept beside for whoever wants to look, and the program
starts with defaults. What belongs to the 台帳 (features, rules, words) is not here.
"""

import os
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

LONGEST_LOCK = 120
"""Minutes."""
Theme = Literal["system", "light", "dark", "contrast"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What this computer remembers between two starts. Change with `msgspec.structs.replace`."""

    language: Literal["ja", "en"] = "ja"
    large_type: bool = False
    theme: Theme = "system"
    sounds: bool = True
    last_folder: str = ""
    """Where a file was last opened or saved; "" = the program's own documents folder."""
    window: tuple[int, int, int, int] | None = None
    """Left, top, width, height in logical pixels; None = never moved."""
    maximized: bool = True
    last_account: str = ""
    """Whose password opened the register last, by the id of the account; "" = not known."""
    lock_minutes: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_LOCK)] = 10
    """The window locks after so many minutes without a touch."""
    camera_on: bool = False
    """Whether the camera of the desk was on when it was last switched."""
    camera: str = ""
    """The camera chosen for the desk, by its description; "" = the system's own choice."""

    shared_folder: str = ""
    """The register's own folder within the one it is shared through; "" = it is not shared."""
    second_backup: str = ""
    """The folder that every backup is copied to as well; "" = none."""
    allowed_drives: tuple[str, ...] = ()
    """Folders on drives that can be pulled out, to which a coordinator allowed writing."""


DEFAULTS = Settings()


def load(path: Path) -> Settings:
    """What `path` holds; a missing file gives the defaults.

    A file that is not readable JSON is copied to `settings.damaged.json`. A single value that
    cannot be (an older or newer release wrote it) falls back alone; the rest is kept.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return DEFAULTS
    try:
        raw = msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        _keep_beside(path, content)
        return DEFAULTS
    known: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name in raw:
            try:
                known[field.name] = msgspec.convert(raw[field.name], field.type)
            except msgspec.ValidationError:
                continue
    return Settings(**known)


def save(path: Path, settings: Settings) -> None:
    """Write `settings`, whole or not at all. Raises OSError when the disk says no."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o600)
    beside.replace(path)


def _keep_beside(path: Path, content: bytes) -> None:
    try:
        path.with_name("settings.damaged.json").write_bytes(content)
    except OSError:
        return
