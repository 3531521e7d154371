from pathlib import Path

import pytest

from smartsupport.domain.errors import Refused, Unavailable
from smartsupport.domain.journal import Deed
from smartsupport.domain.laptop import Laptop
from smartsupport.messages.sharing import sharing_lines
from smartsupport.services import exchange, journal
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage.journal import Wanted
from smartsupport.sync.side import Trouble
from tests.accounts import cheap_passwords, closed
from tests.services.conftest import office
from tests.stores import clock

__all__ = ["cheap_passwords", "clock", "closed", "office"]

SETTINGS = Settings()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "みんなの共有"
    folder.mkdir()
    return folder


def test_a_shared_register_says_who_it_is_and_nothing_else(closed: Office, shared: Path) -> None:
    own = exchange.connect(closed, shared, SETTINGS, "受付PC")
    report = exchange.exchange_now(exchange.sharing(closed, own))
    assert report.is_complete
    assert [line.code for line in sharing_lines(report, closed.clock())] == ["sent"]
    assert own.parent == shared
    with closed.store.reading() as reading:
        assert [laptop.name for laptop in reading.find(Laptop)] == ["受付PC"]
    found = journal.lines(closed, journal.ids(closed, Wanted(deeds=[Deed.FOLDER_CHOSEN])))
    assert len(found) == 1
    everything = b"".join(f.read_bytes() for f in own.rglob("*") if f.is_file())
    for secret in ("佐藤", "中野区", "受付PC"):
        assert secret.encode() not in everything


def test_choosing_it_again_changes_nothing(closed: Office, shared: Path) -> None:
    own = exchange.connect(closed, shared, SETTINGS, "受付PC")
    exchange.exchange_now(exchange.sharing(closed, own))
    assert exchange.connect(closed, own, SETTINGS) == own
    report = exchange.exchange_now(exchange.sharing(closed, own))
    assert report.is_complete
    with closed.store.reading() as reading:
        assert [laptop.name for laptop in reading.find(Laptop)] == ["受付PC"]


def test_an_open_register_is_not_shared(office: Office, shared: Path) -> None:
    with pytest.raises(Refused, match="sync_needs_password"):
        exchange.connect(office, shared, SETTINGS)
    assert list(shared.iterdir()) == []


def test_a_folder_that_cannot_be_it_is_refused(closed: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="folder_inside"):
        exchange.connect(closed, closed.places.base, SETTINGS)
    with pytest.raises(Unavailable, match="folder_missing"):
        exchange.connect(closed, tmp_path / "stick", SETTINGS)
    another = tmp_path / "another"
    another.mkdir()
    (another / "workspace.json").write_text(
        '{"format": 1, "workspace": "00000000-0000-0000-0000-000000000001"}'
    )
    with pytest.raises(Refused, match="folder_of_another"):
        exchange.connect(closed, another, SETTINGS)
    assert [f.name for f in another.iterdir()] == ["workspace.json"]


def test_an_emptied_folder_is_filled_only_when_asked(closed: Office, shared: Path) -> None:
    own = exchange.connect(closed, shared, SETTINGS)
    at = exchange.sharing(closed, own)
    exchange.exchange_now(at)
    for file in own.rglob("*"):
        if file.is_file():
            file.unlink()
    report = exchange.exchange_now(at)
    assert report.trouble is Trouble.EMPTY
    assert not [f for f in own.rglob("*") if f.is_file()]
    report = exchange.start_again(at)
    assert report.is_complete
    assert list(own.rglob("*.seg"))


def test_a_stick_that_is_out_is_waited_for(closed: Office, shared: Path, tmp_path: Path) -> None:
    own = exchange.connect(closed, shared, SETTINGS)
    at = exchange.sharing(closed, own)
    shared.rename(tmp_path / "away")
    report = exchange.exchange_now(at)
    assert report.trouble is Trouble.MISSING
    assert sharing_lines(report, closed.clock())[0].code == "missing"
    assert not shared.exists()
    (tmp_path / "away").rename(shared)
    assert exchange.exchange_now(at).is_complete
