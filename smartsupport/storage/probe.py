"""What kind of ground a folder stands on, asked of this computer; nothing is judged here."""

import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

_PLUGGED_IN = ("/media/", "/run/media/", "/Volumes/")
"""Where a desktop shows a drive that was plugged in."""
_MAC_MOUNT = re.compile(r"(?P<source>.*) on (?P<at>/.*) \((?P<kind>[^,)]+)(?P<flags>[^)]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a folder lies; what is not known is empty. `path` is whole and without links.

    `file_system` and `label` (of the drive) as the system names them, `one_drive` the folders
    that OneDrive says it copies, `markers` those that were looked for and found.
    """

    path: PurePath
    home: PurePath | None = None
    one_drive: tuple[PurePath, ...] = ()
    markers: tuple[str, ...] = ()
    file_system: str = ""
    label: str = ""
    remote: bool = False
    removable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A mounted file system: at which folder, of which kind, from what."""

    at: str
    file_system: str
    source: str
    remote: bool = False


def ground(folder: Path, markers: Collection[str]) -> Ground:
    """The ground of `folder`, which need not exist; `markers` are looked for in and above it."""
    path = folder.resolve()
    above = (path, *path.parents)
    found = Ground(
        path=path,
        home=Path.home().resolve(),
        one_drive=one_drive(os.environ),
        markers=tuple(name for name in markers for place in above if (place / name).exists()),
    )
    if sys.platform == "win32":
        return _on_windows(found, path.anchor)
    mount = mount_of(path, _mounts())
    if mount is None:
        return found
    return replace(
        found,
        file_system=mount.file_system,
        remote=mount.remote,
        removable=not mount.remote and removable(mount),
    )


def one_drive(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """The folders that OneDrive says it copies."""
    names = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
    return tuple(Path(environment[name]).resolve() for name in names if environment.get(name))


def mount_of(path: PurePath, mounts: Sequence[Mount]) -> Mount | None:
    """The mount that `path` is on: the one deepest above it, and of those the newest."""
    above = {str(place) for place in (path, *path.parents)}
    here = [mount for mount in mounts if mount.at in above]
    return max(reversed(here), key=lambda mount: len(mount.at), default=None)


def linux_mounts(mountinfo: str) -> list[Mount]:
    """What /proc/self/mountinfo lists (proc(5)); blanks in names are octal there."""
    out = []
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        at = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), before.split(" ")[4])
        kind, source = after.split(" ")[:2]
        out.append(Mount(at=at, file_system=kind, source=source))
    return out


def mac_mounts(listed: str) -> list[Mount]:
    """What macOS's mount(8) prints; a file system that is not `local` lies elsewhere."""
    return [
        Mount(
            at=found["at"],
            file_system=found["kind"],
            source=found["source"],
            remote="local" not in found["flags"].replace(",", " ").split(),
        )
        for line in listed.splitlines()
        if (found := _MAC_MOUNT.fullmatch(line))
    ]


def removable(mount: Mount, devices: Path = Path("/sys/class/block")) -> bool:
    """Whether a mounted drive is one that is pulled out: a stick, a card, a disk on a cable.

    A disk on a cable says that it is not removable; where it was mounted and its bus tell.
    """
    plugged_in = mount.at.startswith(_PLUGGED_IN)
    if sys.platform == "darwin":
        return plugged_in
    device = devices / Path(mount.source).resolve().name
    return any(
        (disk / "removable").read_text().strip() == "1"
        or (plugged_in and re.search(r"/(usb|mmc)", str(disk)) is not None)
        for disk in _disks(device)
    )


def _disks(device: Path) -> Iterator[Path]:
    """The whole disks under a device: of a partition its disk, of an encrypted one what it is on.

    Nothing for what is no block device, like a folder in memory.
    """
    real = device.resolve()
    on = sorted((real / "slaves").glob("*"))
    for one in on:
        yield from _disks(one)
    if not on:
        yield from (disk for disk in (real, real.parent) if (disk / "removable").is_file())


def _mounts() -> list[Mount]:
    try:
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=True)
            return mac_mounts(listed.stdout)
        return linux_mounts(Path("/proc/self/mountinfo").read_text(encoding="utf-8"))
    except (OSError, subprocess.SubprocessError):
        return []


if sys.platform == "win32":

    def _on_windows(found: Ground, root: str) -> Ground:
        """What Windows says of the drive `root`; a drive it does not know is an ordinary one."""
        import ctypes

        removable_drive, remote_drive = 2, 4
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        label, system = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        ctypes.windll.kernel32.GetVolumeInformationW(
            root, label, len(label), None, None, None, system, len(system)
        )
        return replace(
            found,
            file_system=system.value,
            label=label.value,
            remote=kind == remote_drive,
            removable=kind == removable_drive,
        )
