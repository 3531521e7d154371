"""Where things lie: the program's own resources, and one folder for everything a person makes."""

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


def resources() -> Path:
    """The folder of fonts, icons, catalogues and tables: beside the package, or inside it."""
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        return Path(bundled) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Everything one workspace owns, under one folder (`--base-dir`)."""

    base: Path

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.base / "smartsupport.db"

    @property
    def vault(self) -> Path:
        """Where the keys lie."""
        return self.base / "vault.json"

    @property
    def settings(self) -> Path:
        """This computer's own settings."""
        return self.base / "settings.json"

    @property
    def in_use(self) -> Path:
        """Held by the window that is open here."""
        return self.base / "in-use"

    @property
    def leaving(self) -> Path:
        """What is left of the keys while the register is removed from this computer."""
        return self.base / "leaving"

    @property
    def backups(self) -> Path:
        """Backups, and copies made before a migration."""
        return self.base / "backups"

    @property
    def restoring(self) -> Path:
        """Where a register from a backup is made ready; worth nothing yet."""
        return self.base / "restoring"

    @property
    def restored(self) -> Path:
        """A register from a backup that is ready and takes the place of the one here."""
        return self.base / "restored"

    @property
    def logs(self) -> Path:
        """Program logs; never a person's name."""
        return self.base / "logs"

    @property
    def documents(self) -> Path:
        """What the program printed when nobody chose another folder."""
        return self.base / "documents"


def default_places() -> Places:
    """The system's own data folder for this user."""
    return Places(base=user_data_path("smartsupport", appauthor=False))


def practice_places() -> Places:
    """The practice workspace, apart from the real one."""
    return Places(base=user_data_path("smartsupport-practice", appauthor=False))
