"""Laptops that share one 台帳 through a real folder: the first one's, and others that join."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartsupport.paths import Places
from smartsupport.services import exchange, joining, sign_in
from smartsupport.services.exchange import Sharing
from smartsupport.services.office import Office
from smartsupport.services.restoring import Way
from smartsupport.settings import Settings
from smartsupport.sync.side import Report
from tests.accounts import PASSWORD, cheap_passwords
from tests.stores import HeldClock, assert_replays

__all__ = ["cheap_passwords"]


class Desk:
    """One laptop at the folder; `sync()` is one round."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.folder = folder
        self.shared: Sharing = exchange.sharing(office, folder)

    def sync(self, **how: bool) -> Report:
        self.office.clock.advance(minutes=2)  # type: ignore[attr-defined]
        return exchange.exchange_now(self.shared, **how)

    def sit(self, password: str) -> None:
        """Close it and let somebody sign in."""
        clock = self.office.clock
        self.office.close()
        self.office = sign_in.sign_in(self.office.places, password, clock=clock)
        self.shared = exchange.sharing(self.office, self.folder)

    def ring(self) -> list[bytes]:
        return [key.id for key in self.shared.side.book.ring()]


Join = Callable[..., Desk]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "共有"
    folder.mkdir()
    return folder


@pytest.fixture
def first(tmp_path: Path, shared: Path, cheap_passwords: None) -> Iterator[Desk]:
    """The laptop of 佐藤, who shares the 台帳."""
    made = sign_in.make(
        Places(base=tmp_path / "laptop-1"),
        name="中野区スマホ相談会台帳",
        person="佐藤",
        password=PASSWORD,
        clock=HeldClock(),
    )
    desk = Desk(made, exchange.connect(made, shared, Settings(), "受付1"))
    desk.sync()
    yield desk
    assert_replays(desk.office.opened)
    desk.office.close()


@pytest.fixture
def join(tmp_path: Path, shared: Path) -> Iterator[Join]:
    """`join(password)` is one more laptop."""
    made: list[Desk] = []

    def one(password: str = PASSWORD, **way: object) -> Desk:
        n = len(made) + 2
        office = joining.join(
            Places(base=tmp_path / f"laptop-{n}"),
            shared,
            Way(password=password, **way),  # type: ignore[arg-type]
            f"受付{n}",
            clock=HeldClock(),
        )
        made.append(Desk(office, exchange.own_folder(office.workspace_id, shared)))
        return made[-1]

    yield one
    for desk in made:
        assert_replays(desk.office.opened)
        desk.office.close()
