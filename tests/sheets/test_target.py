import errno
import os
from pathlib import Path

import pytest

from smartsupport.domain.errors import Unavailable
from smartsupport.sheets.target import save


def test_a_file_is_written_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "2026-10_活動時間.xlsx"
    save(target, b"first")
    save(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        save(tmp_path / "none" / "a.csv", b"x")
    assert caught.value.code == "target_not_writable"
    assert caught.value.data == {"path": str(tmp_path / "none" / "a.csv")}


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EACCES, "target_not_writable")],
)
def test_a_full_disk_or_a_file_open_elsewhere_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def fail(self: Path, other: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Unavailable) as caught:
        save(target, b"new")
    assert caught.value.code == code
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    assert target.read_bytes() == b"old"


def test_a_write_protected_file_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Unavailable, match="target_not_writable"):
        save(target, b"new")
    assert target.read_bytes() == b"old"


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    # A link to it: a broken `save` would replace the link, not the device.
    target = tmp_path / "stdout"
    target.symlink_to(os.devnull)
    save(target, b"x")
    assert target.is_symlink()
    assert [p.name for p in tmp_path.iterdir()] == ["stdout"]
