"""The computers that share the 台帳, and how far erasures have come among them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.laptop import Laptop, LaptopState
from smartsupport.i18n import N_, _, language
from smartsupport.messages.sharing import moment
from smartsupport.services.peers import Peer, Receipt
from smartsupport.ui import theme
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.widgets.big_button import BigButton

Step = tuple[str, str, Callable[[Laptop], None]]
"""A msgid, an icon, and what the button does."""

_MOST_RECEIPTS = 5
_STATES = {
    LaptopState.RETIRED: N_("No longer in use"),
    LaptopState.LOST: N_("Lost"),
}


class Computers(QWidget):
    """A card for each computer with what can be done about it, and the receipts below."""

    def __init__(self, steps: Callable[[Peer], Sequence[Step]]) -> None:
        super().__init__()
        self._steps = steps
        self._parts: list[QWidget] = []
        self._shown: tuple[list[Peer], list[Receipt], list[str]] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)

    def put(self, peers: Sequence[Peer], receipts: Sequence[Receipt], now: datetime) -> None:
        """Show these; made anew only where something is different, the keyboard stays."""
        texts = [peer_text(peer, now) for peer in peers]
        if (list(peers), list(receipts), texts) == self._shown:
            return
        self._shown = (list(peers), list(receipts), texts)
        focused = self.window().focusWidget()
        named = focused.accessibleName() if focused and self.isAncestorOf(focused) else ""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [_line(_("Computers that share this register"), "heading")]
        self._parts += [self._card(peer, now) for peer in peers]
        if receipts:
            self._parts.append(_line(_("Erasures"), "heading"))
            self._parts += [_line(text) for text in receipt_lines(receipts)]
        for part in self._parts:
            self._column.addWidget(part)
            for button in part.findChildren(BigButton):
                if named and button.accessibleName() == named:
                    button.setFocus()

    def _card(self, peer: Peer, now: datetime) -> QFrame:
        card = QFrame()
        theme.dress(card, kind="card")
        name = _line(peer.laptop.name, "strong")
        if peer.is_this:
            name.setText(_("{name} (this computer)").format(name=peer.laptop.name))
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addWidget(name)
        if text := peer_text(peer, now):
            column.addWidget(_line(text))
        if steps := self._steps(peer):
            row = WrappingRow()
            for text, icon, run in steps:
                button = BigButton(_(text), icon=icon)
                button.setAccessibleName(f"{_(text)}: {peer.laptop.name}")
                button.clicked.connect(lambda _on=False, run=run: run(peer.laptop))
                row.flow.addWidget(button)
            column.addWidget(row)
        return card


def peer_text(peer: Peer, now: datetime) -> str:
    """What is known of another computer; "" of this one."""
    if peer.laptop.state in _STATES:
        return _(_STATES[peer.laptop.state])
    if peer.is_this:
        return ""
    if peer.said is None:
        return _("It has not confirmed anything yet.")
    text = (
        _("It has everything entered on this computer (confirmed {time}).")
        if peer.has_all
        else _("It has not confirmed what was entered last (heard of it {time}).")
    )
    return text.format(time=moment(peer.said, now))


def receipt_lines(receipts: Sequence[Receipt]) -> list[str]:
    """Those that are not finished everywhere, and how many are."""
    open_ones = [receipt for receipt in receipts if receipt.missing]
    lines = [_receipt(receipt) for receipt in open_ones[:_MOST_RECEIPTS]]
    if len(open_ones) > _MOST_RECEIPTS:
        lines.append(
            _("{n} more erasures are not finished yet.").format(n=len(open_ones) - _MOST_RECEIPTS)
        )
    if open_ones:
        lines.append(_("A computer finishes once the program there was closed and opened again."))
    if done := len(receipts) - len(open_ones):
        lines.append(_("Finished on every computer: {n} erasures.").format(n=done))
    return lines


def _receipt(receipt: Receipt) -> str:
    day = formats.short_day(receipt.erasure.at.astimezone(TOKYO).date(), language())
    return _("Erasure of {day}: finished on {done} of {of} computers, not yet on {names}.").format(
        day=day,
        done=receipt.of - len(receipt.missing),
        of=receipt.of,
        names="、".join(receipt.missing),
    )


def _line(text: str, kind: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    theme.dress(label, kind=kind)
    return label
