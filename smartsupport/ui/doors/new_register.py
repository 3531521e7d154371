"""A new 台帳: whose it is, the first 担当者's password, the 回復キー用紙, and a first 受付簿."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from smartsupport.clock import TOKYO
from smartsupport.domain.errors import Known
from smartsupport.i18n import N_, _
from smartsupport.messages import sentence
from smartsupport.services import sign_in, venues
from smartsupport.services.office import Office
from smartsupport.ui.background import Lane
from smartsupport.ui.doors.guide import Guide
from smartsupport.ui.doors.page import DoorPage
from smartsupport.ui.doors.sheet import Sheet
from smartsupport.ui.doors.way import Way
from smartsupport.ui.form import Form
from smartsupport.ui.inputs import Field, FieldKind
from smartsupport.ui.widgets.password_line import NewPassword


def proposed_name(place: str) -> str:
    """What a 台帳 is called until somebody calls it something else; `place` is whose it is."""
    return _("{place} smartphone support register").format(place=place) if place else ""


class NewRegister(QObject):
    """Two pages of questions; then the 台帳 is made, and the sheet and the guide follow."""

    left = Signal()
    """Back to the doors."""

    def __init__(self, way: Way, parent: QObject) -> None:
        super().__init__(parent)
        self._way = way
        self._proposed = ""
        places = venues.municipalities()
        self._names = dict(places)
        fields = (
            Field(name="organiser", label=N_("Organisation"), required=True),
            Field(
                name="municipality",
                label=N_("Municipality"),
                kind=FieldKind.CHOICE,
                choices=places,
            ),
            Field(name="name", label=N_("Name of the register"), required=True),
            Field(name="person", label=N_("Your name"), required=True),
        )
        today = way.clock().astimezone(TOKYO).date()
        self.form = Form(fields, name=_("New register"), today=today)
        self.whose = DoorPage(
            _("Whose register is it?"),
            (_("The names are printed on lists and reports. They can be changed later."),),
            self.form,
            onward=_("Next"),
            tall=True,
        )
        self.password = NewPassword()
        self.secret = DoorPage(
            _("Your password"),
            (
                _(
                    "The register is locked with it, so that nobody can read it on a lost "
                    "computer. Only you should know it."
                ),
            ),
            self.password,
            onward=_("Make the register"),
        )
        self.form.changed.connect(self._propose)
        self.form.submitted.connect(self._named)
        self.whose.wanted.connect(self._named)
        self.whose.left.connect(self.left)
        self.password.entered.connect(self._make)
        self.secret.wanted.connect(self._make)
        self.secret.left.connect(self.begin)

    def begin(self) -> None:
        """Ask whose it is."""
        self._way.show(self.whose)

    def _propose(self) -> None:
        values = self.form.values()
        place = self._names.get(values["municipality"] or "", "") or values["organiser"]
        proposed = proposed_name(place)
        if values["name"] == self._proposed != proposed:
            self._proposed = proposed
            self.form.input("name").write(proposed)

    def _named(self) -> None:
        if self.form.check():
            self._way.show(self.secret)

    def _make(self) -> None:
        if missing := self.password.missing():
            self.password.first.show_problem(missing)
            return
        self.secret.wait(_("Making the register…"))
        values = self.form.values()
        self._way.background.run(
            Lane.HEAVY,
            partial(
                sign_in.make,
                self._way.places,
                name=values["name"],
                organiser=values["organiser"],
                municipality=values["municipality"] or "",
                person=values["person"],
                password=self.password.text,
                alone=True,
            ),
            self._made,
            self._refused,
            owner=self,
        )

    def _refused(self, error: Known) -> None:
        self.secret.go_on()
        if self.form.refused(error, sentence(error)):
            self.begin()
        elif error.code.startswith("password"):
            self.password.first.show_problem(sentence(error))
        else:
            self._way.fail(error)

    def _made(self, office: Office) -> None:
        self.secret.go_on()
        self._way.hold(office)
        guide = Guide(self._way, office, self.form.values()["municipality"] or "", self)
        self.sheet = Sheet(self._way, office, self)
        self.sheet.done.connect(guide.begin)
        self.sheet.begin()
