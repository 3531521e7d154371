"""The computers that share a 台帳: what each last said that it holds, and which erasures it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from smartsupport.domain.erasure import Erasure
from smartsupport.domain.laptop import Laptop, LaptopState
from smartsupport.services import laptops
from smartsupport.services.office import Office
from smartsupport.storage.book import StoredBook
from smartsupport.storage.types import from_ms
from smartsupport.sync import ack, acking
from smartsupport.sync.ack import Ack
from smartsupport.sync.side import REPLICA


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One computer as it is known here."""

    laptop: Laptop
    is_this: bool
    said: datetime | None
    """When it last said what it holds; None for this one and where nothing was heard yet."""
    has_all: bool
    """Whether it then held everything that was entered on this computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How far an erasure has come among the computers in use."""

    erasure: Erasure
    of: int
    missing: tuple[str, ...]
    """What those are called that have not finished it."""


def peers(office: Office) -> list[Peer]:
    """Every computer that was ever there: those in use first, and this one before the others."""
    book = StoredBook(office.store)
    mine, said = book.me()[:REPLICA], _said(book)
    own = {w: held for w, held in book.held().items() if w[:REPLICA] == mine}
    found = []
    for laptop in laptops.everyone(office):
        replica = laptop.writer
        theirs = None if replica == mine else said.get(replica)
        found.append(
            Peer(
                laptop=laptop,
                is_this=replica == mine,
                said=from_ms(theirs.at) if theirs else None,
                has_all=theirs is not None and acking.has_all(theirs, own),
            )
        )
    return sorted(found, key=lambda peer: (not _in_use(peer.laptop), not peer.is_this))


def receipts(office: Office) -> list[Receipt]:
    """Every erasure and where it is not finished yet, the latest first."""
    book = StoredBook(office.store)
    said = _said(book)
    in_use = [laptop for laptop in laptops.everyone(office) if _in_use(laptop)]
    with office.store.reading() as reading:
        erasures = reading.find(Erasure)
    done = {one.id: set(_erased(said.get(one.writer))) for one in in_use}
    return [
        Receipt(
            erasure=erasure,
            of=len(in_use),
            missing=tuple(one.name for one in in_use if erasure.id.bytes not in done[one.id]),
        )
        for erasure in sorted(erasures, key=lambda e: e.at, reverse=True)
    ]


def _in_use(laptop: Laptop) -> bool:
    return laptop.state is LaptopState.ACTIVE


def _said(book: StoredBook) -> dict[bytes, Ack]:
    """What each computer said last, this one too, under whichever name it writes now."""
    found = {writer: ack.decode(body) for writer, body in book.acks().items()}
    return {writer[:REPLICA]: found[writer] for writer in sorted(found)}


def _erased(said: Ack | None) -> Iterable[bytes]:
    return said.erased if said is not None else ()
