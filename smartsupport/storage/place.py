"""May the live database lie here? Not on a share, in a folder that a cloud copies, or on a stick.

SQLite's journal needs locks, and writes that reach the disk in order, which a network does not
promise; a cloud copies the file in the middle of a write; a stick is pulled out. A document that
somebody exports may go anywhere: only the live database is refused.

It is decided from `Ground` alone; `probe` finds out the ground of this computer.
"""

from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from smartsupport.domain.errors import Refused
from smartsupport.storage import probe
from smartsupport.storage.probe import Ground

NETWORK = {
    *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "glusterfs"),
    *("gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "smb2", "smb3", "smbfs", "webdav"),
    *("fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse"),
    *("fuse.kio-fuse", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs"),
}
"""File systems that lie on another computer, as Linux and macOS call them."""

CLOUD = {
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.pcloud": "pCloud",
    "fuse.rclone": "rclone",
}
"""File systems that show what lies in a cloud."""

FOLDERS = {
    "OneDrive": ("onedrive", "onedrive - *", "onedrive-*"),
    "Dropbox": ("dropbox", "dropbox (*", "dropbox-*"),
    "Google Drive": (
        "google drive",
        "google ドライブ",
        "googledrive",
        "googledrive-*",
        "my drive",
        "マイドライブ",
    ),
    "iCloud": ("iclouddrive", "icloud drive", "mobile documents", "com~apple~clouddocs"),
    "Box": ("box sync", "box-box"),
    "Nextcloud": ("nextcloud", "owncloud"),
    "pCloud": ("pcloud drive", "pclouddrive"),
    "CloudStorage": ("cloudstorage",),
}
"""How each service names the folder it copies, in small letters; the last is macOS's for all."""

MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
}
"""What each service leaves in the folder that it copies."""


def check(base: Path) -> None:
    """Whether the live database may lie in `base`, which need not exist yet.

    Raises Refused("place_in_cloud"), Refused("place_on_network") and Refused("place_removable").
    """
    refusal = objection(probe.ground(base, MARKERS))
    if refusal is not None:
        raise refusal


def objection(ground: Ground) -> Refused | None:
    """What speaks against this ground; None when nothing does."""
    path = str(ground.path)
    service = _cloud(ground)
    if service:
        return Refused("place_in_cloud", path=path, service=service)
    if ground.remote or ground.file_system in NETWORK or ground.path.drive.startswith("\\\\"):
        return Refused("place_on_network", path=path)
    if ground.removable:
        return Refused("place_removable", path=path)
    return None


def _cloud(ground: Ground) -> str:
    """Which service copies this folder; "" for none."""
    names = [name.casefold() for name in (*ground.path.parts, ground.label)]
    for service, patterns in FOLDERS.items():
        if any(fnmatchcase(name, pattern) for name in names for pattern in patterns):
            return service
    # A folder of this plain name is Box's only where Box puts it.
    if ground.home is not None and _within(ground.path, ground.home / "Box"):
        return "Box"
    if any(_within(ground.path, root) for root in ground.one_drive):
        return "OneDrive"
    marked = next((MARKERS[name] for name in ground.markers), "")
    return CLOUD.get(ground.file_system, marked)


def _within(path: PurePath, root: PurePath) -> bool:
    return path == root or root in path.parents
