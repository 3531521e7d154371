"""担当者と受付係: who works with this register, their passwords, and the 回復キー用紙."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from smartsupport.domain.account import Account, RecoverySheet
from smartsupport.domain.errors import Known
from smartsupport.domain.words import word
from smartsupport.i18n import _
from smartsupport.messages import sentence
from smartsupport.services import accounts, recovery
from smartsupport.services.office import Office
from smartsupport.services.sign_in import needs_password
from smartsupport.ui import theme
from smartsupport.ui.background import Lane
from smartsupport.ui.screen import Around
from smartsupport.ui.screens.account_ask import AccountAsk, Asked
from smartsupport.ui.screens.session_sides import WrappingRow
from smartsupport.ui.screens.settings_sheet import SheetPart
from smartsupport.ui.widgets.big_button import BigButton
from smartsupport.ui.widgets.person_line import PersonLine
from smartsupport.ui.widgets.whole import keep_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleShown:
    """Who works here; `closed`: their passwords open the register."""

    people: Sequence[Account]
    torn: Sequence[Account]
    """Who removed each other at the same time."""
    closed: bool
    sheet: RecoverySheet | None


def read_people(office: Office) -> PeopleShown:
    """What the page shows."""
    return PeopleShown(
        people=accounts.everyone(office),
        torn=accounts.torn(office),
        closed=needs_password(office.places),
        sheet=recovery.standing_sheet(office),
    )


class AccountsPage(QWidget):
    """A line for each person with what can be done; the question opens in place of the list."""

    def __init__(self, office: Office, around: Around) -> None:
        super().__init__()
        self._office, self._around = office, around
        self._shown: PeopleShown | None = None
        self._part: QWidget | None = None
        self.sheet = SheetPart(office, around)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addWidget(self.sheet)
        self._column.addStretch(1)
        self.sheet.hide()
        keep_whole(self)
        around.live.watch(self, (Account, RecoverySheet), lambda _changes: self.load())

    def load(self) -> None:
        """Ask who works here."""
        self._around.background.run(
            Lane.READ, partial(read_people, self._office), self._show, key=(id(self), "people")
        )

    def _show(self, shown: PeopleShown) -> None:
        self._shown = shown
        self.sheet.put(shown.sheet)
        if not isinstance(self._part, AccountAsk):  # nothing half typed is taken away
            self._to_list()

    def _to_list(self) -> None:
        if self._shown is None:
            return
        old, new, focused = self._part, self._list(self._shown), self.window().focusWidget()
        inside = old is not None and focused is not None and old.isAncestorOf(focused)
        self._swap(new)
        self.sheet.setVisible(self._shown.closed)
        if isinstance(old, AccountAsk) or inside:
            new.findChildren(BigButton)[0].setFocus()  # it would go to the window's first button

    def _swap(self, part: QWidget) -> None:
        if self._part is not None:
            self._part.hide()
            self._part.deleteLater()
        self._part = part
        self._column.insertWidget(0, part)

    def _list(self, shown: PeopleShown) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_text(_("Coordinators and receptionists"), "heading"))
        if not shown.closed:
            column.addWidget(
                _text(_("This register is open to everyone: it has no passwords, only names."))
            )
        if shown.torn:
            column.addWidget(self._undecided(shown.torn))
        for account in shown.people:
            role = _("No password") if shown.closed and not account.has_password else ""
            column.addWidget(PersonLine(account.name, word(account.role), detail=role))
            column.addWidget(self._buttons(account, shown.closed))
        add = BigButton(_("Add somebody"), icon="plus")
        add.clicked.connect(lambda: self._ask(self._adding(shown.closed)))
        below = WrappingRow()
        below.flow.addWidget(add)
        column.addWidget(below)
        if shown.closed:
            column.addWidget(_text(_honestly(), "muted"))
        return part

    def _undecided(self, torn: Sequence[Account]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 8)
        told = _(
            "On two computers at the same time, these people were removed by each other: {names}. "
            "They can all still open the register. Keep them all, or remove somebody below: then "
            "the others stay."
        )
        column.addWidget(_text(told.format(names="、".join(a.name for a in torn))))
        keep = BigButton(_("Keep them all"), icon="people")
        keep.clicked.connect(self._keep_all)
        below = WrappingRow()
        below.flow.addWidget(keep)
        column.addWidget(below)
        return part

    def _keep_all(self) -> None:
        self._around.background.run(
            Lane.WRITE,
            partial(accounts.keep_all, self._office),
            lambda _none: self._around.say(_("Saved."), "ok"),
            owner=self,
        )

    def _buttons(self, account: Account, closed: bool) -> QWidget:
        mine = account.id == self._office.account.id
        offered = [(_("Rename"), "pencil", self._renaming)]
        if closed and mine:
            offered.append((_("Change my password"), "lock", self._changing))
        elif closed:
            offered.append((_("Give a new password"), "lock", self._giving))
        if not mine:
            offered.append((_("Remove this person"), "bin", self._removing))
        row = WrappingRow()
        for text, icon, asked in offered:
            button = BigButton(text, icon=icon)
            button.setAccessibleName(f"{text}: {account.name}")
            button.clicked.connect(lambda _checked=False, a=asked: self._ask(a(account)))
            row.flow.addWidget(button)
        return row

    def _ask(self, asked: Asked) -> None:
        self.sheet.hide()
        ask = AccountAsk(asked)
        ask.wanted.connect(lambda: self._run(ask))
        ask.left.connect(self._to_list)
        self._swap(ask)
        ask.begin()

    def _run(self, ask: AccountAsk) -> None:
        """In the heavy lane: a password costs half a second, and the desk must not wait."""
        ask.wait(True)

        def done(_value: object) -> None:
            self._to_list()
            self.load()
            self._around.say(_("Saved."), "ok")

        def failed(error: Known) -> None:
            ask.wait(False)
            ask.show_problem(sentence(error))

        self._around.background.run(Lane.HEAVY, ask.work(), done, failed, owner=ask)

    def _adding(self, closed: bool) -> Asked:
        def work(ask: AccountAsk) -> Callable[[], object]:
            return partial(accounts.add, self._office, ask.name, ask.role, ask.new_password)

        return Asked(
            title=_("Add somebody"),
            told=_("A receptionist needs no password in reception mode."),
            onward=_("Add"),
            work=work,
            name="",
            role=True,
            new=closed,
        )

    def _renaming(self, account: Account) -> Asked:
        return Asked(
            title=_("Rename {name}").format(name=account.name),
            told=_("Records made until now show the new name as well; the journal keeps the old."),
            onward=_("Save"),
            work=lambda ask: partial(accounts.rename, self._office, account.id, ask.name),
            name=account.name,
        )

    def _changing(self, account: Account) -> Asked:
        return Asked(
            title=_("Change my password"),
            told=_("A backup made before still opens with the old one."),
            onward=_("Change"),
            work=lambda ask: partial(
                accounts.change_password, self._office, ask.old_password, ask.new_password
            ),
            old=True,
            new=True,
        )

    def _giving(self, account: Account) -> Asked:
        return Asked(
            title=_("A new password for {name}").format(name=account.name),
            told=_("The old one opens this register no more. Let the person type the new one."),
            onward=_("Change"),
            work=lambda ask: partial(
                accounts.set_password, self._office, account.id, ask.new_password
            ),
            new=True,
        )

    def _removing(self, account: Account) -> Asked:
        return Asked(
            title=_("Remove {name}?").format(name=account.name),
            told=_(
                "{name} cannot open this register any more. Their name stays on what they entered. "
                "This cannot be undone: whoever comes back is added anew."
            ).format(name=account.name),
            onward=_("Remove this person"),
            work=lambda ask: partial(accounts.remove, self._office, account.id),
        )


def _honestly() -> str:
    return _(
        "A new password or a removal protects what lies on this computer from now on. Backups and "
        "copies made before still open with the old password. If a computer or a backup was lost "
        "together with a password, tell your organisation."
    )


def _text(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    theme.dress(label, kind=kind)
    return label
