"""What a shared folder does wrong: it is told, nothing is lost, and all is well afterwards."""

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from smartsupport.sync import place, segment
from smartsupport.sync.side import Trouble
from tests.sync.faulty import FaultyFolder, nothing, refuse
from tests.sync.sides import Laptop, Make, files, laptop, settle

__all__ = ["laptop"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The folder of the laptops."""
    return tmp_path / "shared"


@pytest.fixture
def two(laptop: Make, shared: Path) -> tuple[Laptop, FaultyFolder, Laptop]:
    """A laptop at a folder that can fail, and another at the same one; they have synced."""
    folder = FaultyFolder(shared)
    a, b = laptop(folder), laptop()
    a.register("山田")
    b.register("鈴木")
    settle(shared, a, b)
    return a, folder, b


Two = tuple[Laptop, FaultyFolder, Laptop]


def segments(shared: Path) -> list[Path]:
    return sorted((shared / "log").rglob("*.seg"))


@pytest.mark.parametrize("content", [{}, {"写真.jpg": b"x"}, {"workspace.json": b"{}"}])
def test_a_wrong_folder_is_left_as_it_is(
    two: Two, tmp_path: Path, content: dict[str, bytes]
) -> None:
    a, folder, _b = two
    a.register("佐藤")
    folder.root = tmp_path / "wrong"
    folder.root.mkdir()
    for name, whole in content.items():
        (folder.root / name).write_bytes(whole)
    report = a.round()
    assert report.trouble is (Trouble.ANOTHER if content else Trouble.EMPTY)
    assert report.unsent >= 1
    assert files(folder.root) == content
    folder.root = tmp_path / "shared"
    assert (a.round().trouble, a.round().unsent) == (None, 0)


def test_another_registers_folder_is_left_as_it_is(two: Two, laptop: Make, tmp_path: Path) -> None:
    a, folder, _b = two
    shutil.copytree(folder.root, tmp_path / "other")
    folder.root = tmp_path / "other"
    said = json.loads((folder.root / "workspace.json").read_text())
    said["workspace"] = "00000000-0000-4000-8000-000000000000"
    (folder.root / "workspace.json").write_text(json.dumps(said))
    before = files(folder.root)
    a.register("佐藤")
    assert a.round().trouble is Trouble.ANOTHER
    assert files(folder.root) == before


def test_an_emptied_folder_is_filled_when_somebody_says_so(
    two: Two, laptop: Make, shared: Path
) -> None:
    a, _folder, b = two
    for one in shared.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    assert a.round().trouble is Trouble.EMPTY
    assert files(shared) == {}
    place.prepare(a.side)
    a.round(heal=True)
    c = laptop()
    settle(shared, a, b, c)
    assert c.names() == ["山田", "鈴木"]


@pytest.mark.parametrize(
    ("verbs", "error", "trouble"),
    [
        ("write", errno.EACCES, Trouble.NOT_WRITABLE),
        ("write", errno.EROFS, Trouble.NOT_WRITABLE),
        ("write", errno.ENOSPC, Trouble.FULL),
        ("write", errno.EDQUOT, Trouble.FULL),
        ("write", errno.EIO, Trouble.UNREACHABLE),
        ("rename", errno.EIO, Trouble.UNREACHABLE),
        ("list", errno.ESTALE, Trouble.UNREACHABLE),
        ("list", errno.ENOENT, Trouble.MISSING),
    ],
)
def test_what_a_folder_refuses_is_told_and_made_up_for(
    two: Two, shared: Path, verbs: str, error: int, trouble: Trouble
) -> None:
    a, folder, b = two
    a.register("佐藤")
    b.register("田中")
    b.round()
    folder.fault = refuse(verbs, error)
    report = a.round()
    assert (report.trouble, report.unsent) == (trouble, 1)
    assert ("田中" in a.names()) == (verbs != "list")
    folder.fault = nothing
    settle(shared, a, b)
    assert a.names() == b.names() == sorted(["佐藤", "山田", "田中", "鈴木"])
    assert not list(shared.rglob(".part-*"))


@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize("verbs", ["write", "read", "rename", "remove"])
def test_a_failure_at_any_call_loses_nothing(
    two: Two, shared: Path, verbs: str, after: int
) -> None:
    a, folder, b = two
    folder.fault = refuse(verbs, errno.EIO, after=after, times=1)
    for n in range(6):
        a.register(f"佐藤{n}")
        a.side.clock.advance(minutes=2)
        a.round()
        b.side.clock.advance(minutes=2)
        b.round()
    folder.fault = nothing
    settle(shared, a, b)
    assert len(b.names()) == 8


def test_a_disk_that_fills_up_during_a_write_keeps_no_half_file(two: Two, shared: Path) -> None:
    a, folder, b = two
    a.register("佐藤")
    folder.fault = refuse("write", errno.ENOSPC)
    before = files(shared)
    for _ in range(5):
        assert a.round().trouble is Trouble.FULL
        assert len(files(shared)) <= len(before) + 1
    assert b.round().waiting == 0
    folder.fault = nothing
    settle(shared, a, b)
    assert "佐藤" in b.names()


@pytest.mark.parametrize("times", [1, 2, 1_000_000])
def test_a_refused_rename_is_tried_again_and_then_done_without(
    two: Two, shared: Path, times: int
) -> None:
    a, folder, b = two
    a.register("佐藤")
    folder.fault = refuse("rename", errno.EACCES, times=times)
    report = a.round()
    assert (report.trouble, report.unsent) == (None, 0)
    settle(shared, a, b)
    assert "佐藤" in b.names()
    assert not list(shared.rglob(".part-*"))


@pytest.mark.parametrize("verb", ["rename", "read"])
def test_a_file_that_vanishes_while_it_is_written_is_written_again(
    two: Two, shared: Path, verb: str
) -> None:
    a, folder, b = two
    a.register("佐藤")

    def take_away(asked: str, path: str) -> None:
        if asked == verb and path.startswith("log/"):
            (shared / path).unlink()

    folder.fault = take_away
    report = a.round()
    assert (report.trouble, report.unsent) == (None, 1)
    folder.fault = nothing
    settle(shared, a, b)
    assert "佐藤" in b.names()


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "zero length": lambda whole: b"",
    "truncated": lambda whole: whole[: len(whole) // 2],
    "zero filled": lambda whole: bytes(len(whole)),
    "bit flipped": lambda whole: whole[:100] + bytes([whole[100] ^ 1]) + whole[101:],
    "longer": lambda whole: whole + b"\0",
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_reads_back_differently_was_not_sent(two: Two, shared: Path, how: str) -> None:
    a, folder, b = two
    a.register("佐藤")
    folder.spoil = SPOILT[how]
    report = a.round()
    assert report.unsent == 1
    assert not report.is_complete
    seen = b.round()
    assert seen.arriving >= 1
    assert "佐藤" not in b.names()
    folder.spoil = lambda whole: whole
    settle(shared, a, b)
    assert "佐藤" in b.names()


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_arrives_spoilt_is_waited_for(
    two: Two, laptop: Make, shared: Path, how: str
) -> None:
    c = laptop()
    whole = {file: file.read_bytes() for file in segments(shared)}
    for file, content in whole.items():
        file.write_bytes(SPOILT[how](content))
    report = c.round()
    assert (report.arriving, report.is_complete) == (2, False)
    for file, content in whole.items():
        file.write_bytes(content)
    settle(shared, *(one for one in two if isinstance(one, Laptop)), c)
    assert c.names() == ["山田", "鈴木"]


@pytest.mark.parametrize("how", SPOILT)
def test_filling_up_again_finds_what_was_spoilt_after_it_was_read(
    two: Two, laptop: Make, shared: Path, how: str
) -> None:
    a, _folder, b = two
    for file in segments(shared):
        file.write_bytes(SPOILT[how](file.read_bytes()))
    a.round(heal=True)
    c = laptop()
    assert c.round().arriving == 1  # the other laptop's own, which it alone removes
    assert c.names() == ["山田", "鈴木"]
    b.round(heal=True)
    settle(shared, a, b, c)


COPIES = (
    "{stem} (1).seg",
    "{stem} - コピー.seg",
    "{stem} (PC-7's conflicted copy 2026-10-03).seg",
    "{stem}-PC-7.seg",
    "{stem}.sync-conflict-20261003-101500-ABCDEFG.seg",
    "{stem} [Conflict].seg",
)


def test_conflicted_copies_are_read_and_change_nothing(
    two: Two, laptop: Make, shared: Path
) -> None:
    a, _folder, b = two
    for file in segments(shared):
        for name in COPIES:
            shutil.copy(file, file.with_name(name.format(stem=file.stem)))
        file.unlink()
    c = laptop()
    settle(shared, a, b, c)
    assert a.names() == b.names() == c.names() == ["山田", "鈴木"]


def test_a_file_of_a_later_version_waits_while_work_goes_on(
    two: Two, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _folder, b = two
    with monkeypatch.context() as later:
        later.setattr(segment, "FORMAT", segment.FORMAT + 1)
        a.register("佐藤")
        a.round()
    b.register("田中")
    report = b.round()
    assert report.newer >= 1
    assert (report.unsent, report.is_complete) == (0, False)
    assert "佐藤" not in b.names()
    with monkeypatch.context() as later:
        later.setattr(segment, "FORMAT", segment.FORMAT + 1)
        b.round()
        assert b.names() == sorted(["佐藤", "山田", "田中", "鈴木"])


@pytest.mark.parametrize("left", [None, b"", b'{"format": 1, "work'])
def test_a_lost_or_half_workspace_file_is_written_again(
    two: Two, laptop: Make, shared: Path, left: bytes | None
) -> None:
    a, _folder, b = two
    whole = (shared / "workspace.json").read_bytes()
    (shared / "workspace.json").unlink()
    if left is not None:
        (shared / "workspace.json").write_bytes(left)
    a.register("佐藤")
    assert a.round().trouble is None
    assert (shared / "workspace.json").read_bytes() == whole
    settle(shared, a, b, laptop())
    assert "佐藤" in b.names()


def test_what_was_cut_off_in_flight_is_cleared_by_whoever_wrote_it(two: Two, shared: Path) -> None:
    a, _folder, b = two
    me = a.side.book.me()
    own = shared / "log" / f".part-{me.hex()}0011"
    before = shared / "log" / f".part-{me[:8].hex()}000000070011"  # of an earlier incarnation
    theirs = shared / "log" / f".part-{b.side.book.me().hex()}0011"
    for part in (own, before, theirs):
        part.write_bytes(b"half")
    assert a.round().waiting == 0
    assert [part.exists() for part in (own, before, theirs)] == [False, False, True]


def test_thousands_of_foreign_files_are_not_read_again_every_round(two: Two, shared: Path) -> None:
    a, folder, _b = two
    (shared / "写真").mkdir()
    for n in range(1_000):
        (shared / "写真" / f"{n}.jpg").write_bytes(b"not ours")
    before = files(shared)
    assert (a.round().foreign, a.round().foreign) == (1_000, 1_000)
    folder.done.clear()
    for _ in range(10):
        assert a.round().is_complete
    assert sum(verb == "read" for verb, _path in folder.done) < 100
    assert files(shared) == before
