"""Where the live database may lie, on every system there is, told from facts alone."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from smartsupport.domain.errors import Refused
from smartsupport.paths import Places
from smartsupport.storage import place, probe
from smartsupport.storage.probe import Ground, Mount
from tests.stores import HeldClock, new_store, open_again

WINDOWS_HOME = PureWindowsPath(r"C:\Users\tanaka")
MAC_HOME = PurePosixPath("~tanaka")


def verdict(path: PurePath, **known: object) -> str:
    refusal = place.objection(Ground(path=path, **known))  # type: ignore[arg-type]
    return refusal.code if refusal else ""


def windows(path: str, **known: object) -> str:
    return verdict(PureWindowsPath(path), home=WINDOWS_HOME, **known)


def posix(path: str, **known: object) -> str:
    return verdict(PurePosixPath(path), **known)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\tanaka\OneDrive\台帳", "OneDrive"),
        (r"C:\Users\tanaka\OneDrive - みどり区\Documents", "OneDrive"),
        (r"C:\Users\tanaka\ONEDRIVE", "OneDrive"),
        (r"D:\Dropbox\smartsupport", "Dropbox"),
        (r"C:\Users\tanaka\Dropbox (個人)\x", "Dropbox"),
        (r"G:\マイドライブ\台帳", "Google Drive"),
        (r"G:\My Drive", "Google Drive"),
        (r"C:\Users\tanaka\Google ドライブ", "Google Drive"),
        (r"C:\Users\tanaka\iCloudDrive\台帳", "iCloud"),
        (r"C:\Users\tanaka\Box\台帳", "Box"),
        (r"C:\Users\tanaka\Box Sync", "Box"),
        (r"C:\Users\tanaka\Nextcloud\台帳", "Nextcloud"),
    ],
)
def test_folders_that_a_cloud_copies_on_windows(path: str, service: str) -> None:
    refusal = place.objection(Ground(path=PureWindowsPath(path), home=WINDOWS_HOME))

    assert refusal is not None
    assert (refusal.code, refusal.data["service"]) == ("place_in_cloud", service)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("~/Library/Mobile Documents/com~apple~CloudDocs/台帳", "iCloud"),
        ("~/Library/CloudStorage/OneDrive-MidoriWard/台帳", "OneDrive"),
        ("~/Library/CloudStorage/GoogleDrive-a@example.org/マイドライブ", "Google Drive"),
        ("~/Library/CloudStorage/Dropbox-Personal", "Dropbox"),
        ("~/Library/CloudStorage/Box-Box/台帳", "Box"),
        ("~/Library/CloudStorage/SomethingNew", "CloudStorage"),
    ],
)
def test_folders_that_a_cloud_copies_on_a_mac(path: str, service: str) -> None:
    refusal = place.objection(Ground(path=PurePosixPath(path), file_system="apfs"))

    assert refusal is not None
    assert (refusal.code, refusal.data["service"]) == ("place_in_cloud", service)


def test_a_folder_moved_elsewhere_is_known_by_what_onedrive_says_of_itself() -> None:
    roots = probe.one_drive({"OneDriveCommercial": "/srv/cloud", "OneDrive": "", "PATH": "/srv"})

    assert posix("/srv/cloud/台帳", one_drive=roots) == "place_in_cloud"
    assert posix("/srv/cloud", one_drive=roots) == "place_in_cloud"
    assert posix("/srv/clouds/台帳", one_drive=roots) == ""
    moved = (PureWindowsPath(r"E:\共有"),)
    assert windows(r"e:\共有\台帳", one_drive=moved) == "place_in_cloud"


@pytest.mark.parametrize("marker", sorted(place.MARKERS))
def test_a_folder_is_known_by_what_its_service_left_in_it(tmp_path: Path, marker: str) -> None:
    (tmp_path / "renamed" / marker).mkdir(parents=True)

    with pytest.raises(Refused) as refused:
        place.check(tmp_path / "renamed" / "not" / "there yet")

    assert refused.value.code == "place_in_cloud"
    assert refused.value.data["service"] == place.MARKERS[marker]
    place.check(tmp_path / "beside")


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "davfs", "afpfs", "smbfs", "webdav"]
)
def test_shares_of_other_computers(kind: str) -> None:
    assert posix("/mnt/share/台帳", file_system=kind) == "place_on_network"


def test_shares_that_windows_shows_as_a_drive_or_by_their_name() -> None:
    assert windows(r"Z:\台帳", remote=True, file_system="NTFS") == "place_on_network"
    assert windows(r"\\server\share\台帳") == "place_on_network"


@pytest.mark.parametrize("kind", sorted(place.CLOUD))
def test_file_systems_that_show_a_cloud(kind: str) -> None:
    assert posix("/mnt/x", file_system=kind) == "place_in_cloud"


def test_drives_that_are_pulled_out() -> None:
    assert windows(r"E:\台帳", removable=True, file_system="FAT32") == "place_removable"
    assert windows(r"E:\台帳", label="Google Drive", removable=True) == "place_in_cloud"


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "fuseblk", "apfs"])
def test_the_computers_own_disk_is_fine(kind: str) -> None:
    for path in ("~/.local/share/smartsupport", "/srv/box/box", "/srv/my onedrive notes"):
        assert posix(path, file_system=kind) == ""
    assert windows(r"C:\Users\tanaka\AppData\Local\smartsupport", file_system="NTFS") == ""
    assert windows(r"C:\Box\smartsupport") == ""


MOUNTINFO = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
40 27 0:41 / /mnt/ward\040share rw,relatime shared:7 master:2 - cifs //server/share rw,vers=3.1
41 27 8:17 / /media/tanaka/STICK rw,nosuid shared:9 - vfat /dev/sdb1 rw
42 27 8:33 / /mnt/over rw - ext4 /dev/sdc1 rw
43 42 0:50 / /mnt/over rw - nfs4 nas:/x rw"""


def test_linux_says_on_which_mount_a_folder_is() -> None:
    mounts = probe.linux_mounts(MOUNTINFO)

    def kind(path: str) -> str:
        found = probe.mount_of(PurePosixPath(path), mounts)
        assert found is not None
        return found.file_system

    assert kind("/srv/data") == "ext4"
    assert kind("/mnt/ward share/台帳") == "cifs"
    assert kind("/mnt/ward share2/台帳") == "ext4"
    assert kind("/media/tanaka/STICK") == "vfat"
    assert kind("/mnt/over/台帳") == "nfs4"
    assert probe.mount_of(PurePosixPath("/x"), []) is None


MAC_MOUNTS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
//tanaka@nas.local/share on /Volumes/share (smbfs, nodev, nosuid, mounted by tanaka)
/dev/disk4s1 on /Volumes/STICK (1) (msdos, local, nodev, nosuid, noowners)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
not a mount"""


def test_a_mac_says_which_mounts_lie_elsewhere() -> None:
    mounts = probe.mac_mounts(MAC_MOUNTS)

    assert [(m.at, m.file_system, m.remote) for m in mounts] == [
        ("/", "apfs", False),
        ("/System/Volumes/Data", "apfs", False),
        ("/Volumes/share", "smbfs", True),
        ("/Volumes/STICK (1)", "msdos", False),
        ("/System/Volumes/Data/home", "autofs", True),
    ]


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """A /sys/class/block with a disk, a stick, a disk on a cable, a card, and LUKS on each."""
    folder = tmp_path / "class" / "block"
    folder.mkdir(parents=True)
    for name, bus, flag in (
        ("sda", "pci/ata1", "0"),
        ("sdb", "pci/usb1/1-1", "1"),
        ("sdc", "pci/usb2/2-1", "0"),
        ("mmcblk0", "pci/mmc_host/mmc0", "0"),
    ):
        disk = tmp_path / "devices" / bus / "block" / name
        (disk / f"{name}1").mkdir(parents=True)
        (disk / "removable").write_text(flag + "\n")
        (folder / name).symlink_to(disk)
        (folder / f"{name}1").symlink_to(disk / f"{name}1")
    for name, on in (("dm-0", "sda1"), ("dm-1", "sdb1")):
        mapped = tmp_path / "devices" / "virtual" / "block" / name
        (mapped / "slaves").mkdir(parents=True)
        (mapped / "removable").write_text("0\n")
        (mapped / "slaves" / on).symlink_to(folder / on)
        (folder / name).symlink_to(mapped)
    return folder


@pytest.mark.parametrize(
    ("source", "at", "pulled_out"),
    [
        ("/dev/sda1", "/", False),
        ("/dev/sda1", "/media/tanaka/second disk", False),
        ("/dev/sdb", "/mnt", True),
        ("/dev/sdb1", "/mnt", True),
        ("/dev/sdc1", "/media/tanaka/disk", True),
        ("/dev/sdc1", "/run/media/tanaka/disk", True),
        ("/dev/sdc1", "/", False),  # a small computer that starts from such a disk
        ("/dev/mmcblk0", "/", False),
        ("/dev/mmcblk0", "/media/tanaka/card", True),
        ("/dev/dm-0", "/", False),
        ("/dev/dm-1", "/mnt", True),
        ("tmpfs", "/tmp", False),
        ("overlay", "/", False),
    ],
)
def test_linux_says_what_is_pulled_out(
    devices: Path, source: str, at: str, pulled_out: bool
) -> None:
    mount = Mount(at=at, file_system="ext4", source=source)

    assert probe.removable(mount, devices) is pulled_out


def test_this_computer_is_asked_and_its_own_disk_is_fine(tmp_path: Path) -> None:
    ground = probe.ground(tmp_path / "not" / "yet", ())

    assert ground.path == tmp_path.resolve() / "not" / "yet"
    assert ground.file_system
    place.check(tmp_path)


def test_a_link_leads_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(Refused, match="place_in_cloud"):
        place.check(tmp_path / "mine" / "台帳")


def test_a_register_is_neither_made_nor_opened_there(tmp_path: Path, clock: HeldClock) -> None:
    cloud = tmp_path / "Dropbox"
    with pytest.raises(Refused, match="place_in_cloud"):
        new_store(cloud, clock)
    assert not cloud.exists()

    new_store(tmp_path / "mine", clock).close()
    (tmp_path / "mine").rename(cloud)
    before = {f.name: f.read_bytes() for f in cloud.iterdir()}
    with pytest.raises(Refused, match="place_in_cloud"):
        open_again(Places(base=cloud), clock)
    assert {f.name: f.read_bytes() for f in cloud.iterdir()} == before
