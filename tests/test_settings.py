import json
from pathlib import Path

import pytest

from smartsupport import settings
from smartsupport.settings import DEFAULTS, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "place" / "settings.json"


def test_what_was_saved_is_there_after_a_restart(path: Path) -> None:
    chosen = Settings(language="en", large_type=True, theme="dark", window=(1, 2, 900, 500))

    settings.save(path, chosen)

    assert settings.load(path) == chosen
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_new_computer_starts_with_defaults(path: Path) -> None:
    assert settings.load(path) == DEFAULTS


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'"x"', b"\xff\xfe{}", b'{"a": "\xe3"}'])
def test_a_damaged_file_is_kept_beside_and_does_not_stop_anyone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    assert settings.load(path) == DEFAULTS
    assert (path.parent / "settings.damaged.json").read_bytes() == content


def test_one_value_that_cannot_be_falls_back_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        json.dumps({"language": "en", "theme": "purple", "window": [1, 2], "from_later": 3})
    )

    assert settings.load(path) == Settings(language="en")


def test_a_disk_that_refuses_leaves_the_old_settings(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(path, Settings(language="en"))

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.save(path, Settings(language="ja"))

    assert settings.load(path).language == "en"
