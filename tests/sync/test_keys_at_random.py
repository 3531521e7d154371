"""People come and go on several laptops that see the folder late: they agree on keys in the end."""

from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.services import accounts
from smartsupport.storage import vault as vaults
from smartsupport.sync import keys
from smartsupport.sync.folder import DiskFolder, Listed
from tests.accounts import PASSWORD
from tests.services.sharing import Desk, Join, cheap_passwords, first, join, shared

__all__ = ["cheap_passwords", "first", "join", "shared"]

STEPS = 30


class Late(DiskFolder):
    """Shows each file from some later listing on, as a cloud brings it."""

    def __init__(self, root: Path, chance: Random) -> None:
        super().__init__(root)
        self.chance, self.here = chance, set[str]()
        self.all = False

    def list(self) -> list[Listed]:
        there = super().list()
        self.here |= {one.path for one in there if self.all or self.chance.random() < 0.5}
        return [one for one in there if one.path in self.here]

    def write(self, path: str, whole: bytes) -> None:
        super().write(path, whole)
        self.here.add(path)

    def rename(self, path: str, to: str) -> None:
        super().rename(path, to)
        self.here.add(to)


class Town:
    """The laptops, and every password that anybody ever had."""

    def __init__(self, desks: list[Desk], chance: Random) -> None:
        self.desks, self.chance = desks, chance
        self.passwords = [PASSWORD]
        self.had: dict[UUID, set[bytes]] = {}
        self.folders = [Late(desk.folder, chance) for desk in desks]

    def sync(self, n: int) -> int:
        desk = self.desks[n]
        side = replace(desk.shared.side, folder=self.folders[n])
        desk.shared = replace(desk.shared, side=side)
        written = desk.sync().written
        self.note()
        return written

    def note(self) -> None:
        """Who could open which key, had they looked at this moment."""
        whole = DiskFolder(self.desks[0].folder)
        for one in keys.read(whole, whole.list()):
            for slot in one.file.vault.slots:
                self.had.setdefault(slot.account, set()).add(one.file.key)

    def step(self) -> None:
        n = self.chance.randrange(len(self.desks))
        office = self.desks[n].office
        inside = accounts.everyone(office)
        match self.chance.choice(["sync"] * 5 + ["add", "remove", "password"]):
            case "sync":
                self.sync(n)
            case "add":
                new = f"password of number {len(self.passwords)}"
                accounts.add(office, new, AccountRole.COORDINATOR, new)
                self.passwords.append(new)
            case "remove":
                somebody = self.chance.choice(inside)
                if somebody.id != office.account.id:
                    accounts.remove(office, somebody.id)
            case "password":
                somebody = self.chance.choice(inside)
                new = f"password {self.chance.random()} of theirs"
                accounts.set_password(office, somebody.id, new)
                self.passwords.append(new)

    def rest(self) -> None:
        """Everything arrives; those who are in sign in anew; rounds until nobody writes."""
        for folder in self.folders:
            folder.all = True
        for _ in range(12):
            for n in range(len(self.desks)):
                self.sync(n)
                self.sit(n)
            if not any(self.sync(n) for n in range(len(self.desks))):
                return
        raise AssertionError("they never come to rest")

    def sit(self, n: int) -> None:
        for password in self.passwords:
            try:
                self.desks[n].sit(password)
            except Refused:
                continue
            return
        raise AssertionError("nobody comes in any more")


def walk(seed: int, first: Desk, join: Join) -> None:
    people = Town([first, join(), join()], Random(seed))
    for _ in range(STEPS):
        people.step()
    people.rest()
    rings = [desk.ring() for desk in people.desks]
    assert rings[0] == rings[1] == rings[2]
    inside = {a.id for a in accounts.everyone(first.office)}
    folder = DiskFolder(first.folder)
    found = keys.read(folder, folder.list())
    assert sorted(one.file.key for one in found) == sorted(rings[0])
    for one in found:
        assert {slot.account for slot in one.file.vault.slots} == inside
        assert vaults.is_for(one.file.vault, *first.shared.side.holders.holders()[:2])  # type: ignore[union-attr]
    gone = people.had.keys() - inside
    assert all(rings[0][-1] not in people.had[person] for person in gone)


@pytest.mark.parametrize("seed", range(2))
def test_laptops_agree_on_the_keys_in_the_end(seed: int, first: Desk, join: Join) -> None:
    walk(seed, first, join)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 102))
def test_they_always_do(seed: int, first: Desk, join: Join) -> None:
    walk(seed, first, join)
