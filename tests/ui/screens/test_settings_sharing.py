"""設定 > 共有 with a real office and a real folder: chosen, looked at, filled again, left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from smartsupport.domain.erasure import Level
from smartsupport.domain.laptop import Laptop as Computer
from smartsupport.domain.laptop import LaptopState
from smartsupport.messages.sharing import Tone, sharing_lines
from smartsupport.paths import resources
from smartsupport.services import erasure
from smartsupport.services.office import Office
from smartsupport.settings import Settings
from smartsupport.storage import probe
from smartsupport.storage.probe import Ground
from smartsupport.sync.side import Report, Trouble
from smartsupport.ui import language
from smartsupport.ui.screens.account_ask import AccountAsk
from smartsupport.ui.screens.settings_sharing import SharingPage
from tests.services import given
from tests.ui.hands_driver import Desk, Open, cheap_passwords, clock, closed, open
from tests.ui.seen import cut_off, nameless, out_of_sight, overlapping
from tests.ui.shared_windows import Laptop, pair

__all__ = ["cheap_passwords", "clock", "closed", "open", "pair"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "みんなの共有"
    folder.mkdir()
    return folder


def page_of(desk: Desk) -> SharingPage:
    desk.go("settings", "sharing")
    return next(p for p in desk.window.findChildren(SharingPage) if p.isVisible())


def share(desk: Desk, folder: Path, name: str = "受付PC") -> SharingPage:
    page = page_of(desk)
    page.computer.setText(name)
    page.choose(folder)
    desk.settle()
    return page


def words(page: SharingPage) -> str:
    parts = [p for p in page.findChildren(QLabel) if p.isVisible()]
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    return "\n".join(part.text() for part in [*parts, *buttons])


def test_a_folder_is_chosen_and_the_register_shared(
    open: Open, closed: Office, shared: Path
) -> None:
    desk = open(closed)
    page = page_of(desk)
    assert "Several computers can keep this register" in words(page)
    assert "Exchange now" not in words(page)
    page = share(desk, shared)
    assert Path(desk.window.settings.shared_folder).parent == shared
    assert "Sent; no other computer has read it yet" in words(page)
    assert "受付PC (this computer)" in words(page)
    assert list(shared.rglob("*.seg"))
    assert desk.words.count("Sent; no other computer has read it yet") > 1  # the status line too
    assert page.now.hasFocus()


def test_after_a_question_the_keyboard_is_on_the_page(
    open: Open, closed: Office, shared: Path
) -> None:
    desk = open(closed)
    page = share(desk, shared)
    for question in ("Fill it again…", "Stop sharing…"):
        desk.press(question)
        desk.press("Cancel")
        assert page.now.hasFocus()
    desk.press("Stop sharing…")
    desk.press("Stop sharing")
    assert page.choosing.hasFocus()


def test_a_register_open_to_everyone_is_not_shared(
    open: Open, office: Office, shared: Path
) -> None:
    page = page_of(open(office))
    assert "A register without a password cannot be shared" in words(page)
    assert not page.choosing.isVisible()


def test_a_folder_that_cannot_be_it_leaves_everything_as_it_was(open: Open, closed: Office) -> None:
    desk = open(closed)
    share(desk, closed.places.base)
    assert desk.window.settings.shared_folder == ""
    assert "Choose one that the other computers reach too" in desk.words
    assert page_of(desk).choosing.isEnabled()


def test_a_drive_is_used_once_a_coordinator_has_said_why(
    open: Open, closed: Office, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "ground", lambda *_what: Ground(path=shared, removable=True))
    desk = open(closed)
    page = share(desk, shared)
    assert page.drive.isVisible()
    assert desk.window.settings.shared_folder == ""
    page.drive.number.setText("USB-7")
    page.drive.reason.setText("会場に持参")
    desk.press("Allow this drive")
    assert desk.window.settings.allowed_drives == (str(shared),)
    assert Path(desk.window.settings.shared_folder).parent == shared
    assert not page.drive.isVisible()


def test_an_emptied_folder_is_filled_again_when_somebody_says_so(
    open: Open, closed: Office, shared: Path
) -> None:
    desk = open(closed)
    page = share(desk, shared)
    for file in [f for f in shared.rglob("*") if f.is_file()]:
        file.unlink()
    desk.press("Exchange now")
    assert "The shared folder is empty" in words(page)
    assert page.refill.isVisible()
    desk.press("Fill it again")
    desk.press("Cancel")
    assert not list(shared.rglob("*.seg"))
    desk.press("Fill it again")
    desk.press("Fill it again")
    assert list(shared.rglob("*.seg"))
    assert "The shared folder is empty" not in words(page)
    assert not page.refill.isVisible()


def test_sharing_ends_here_and_nothing_is_removed(open: Open, closed: Office, shared: Path) -> None:
    desk = open(closed)
    page = share(desk, shared)
    before = sorted(shared.rglob("*"))
    desk.press("Stop sharing")
    desk.press("Stop sharing")
    assert desk.window.settings.shared_folder == ""
    assert sorted(shared.rglob("*")) == before
    assert page.choosing.isVisible()
    desk.window._show_state()
    assert "Everything is saved" in desk.words


def test_the_computers_say_what_they_have(pair: tuple[Laptop, Laptop]) -> None:
    one, other = pair
    one.round()
    page = page_of(one)
    assert "事務所PC" not in words(page)
    other.round()
    one.round()
    assert "事務所PC" in words(page)
    assert "It has everything entered on this computer (confirmed 9:30)." in words(page)
    given.venue(one.office, "北会館")
    one.round()
    assert "It has not confirmed what was entered last (heard of it 9:30)." in words(page)


def test_the_keyboard_stays_where_it_is_from_round_to_round(pair: tuple[Laptop, Laptop]) -> None:
    one, other = pair
    for laptop in (one, other, one):
        laptop.round()
    page = page_of(one)
    for entered in ("北会館", ""):
        button = next(b for b in page.findChildren(QAbstractButton) if "Lost" in b.text())
        button.setFocus()
        if entered:
            given.venue(one.office, entered)
        one.round()
        focused = one.window.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == "Lost…: 事務所PC"
        assert (focused is button) == (not entered)


def test_this_computer_gets_another_name(pair: tuple[Laptop, Laptop]) -> None:
    one, other = pair
    page = page_of(one)
    one.press("Rename")
    ask = page.findChild(AccountAsk)
    ask._name.setText("受付PC 2号")
    one.press("Save")
    assert "受付PC 2号 (this computer)" in words(page)
    one.round()
    other.round()
    assert "受付PC 2号" in words(page_of(other))


def test_a_computer_that_is_gone_is_not_waited_for(pair: tuple[Laptop, Laptop]) -> None:
    one, other = pair
    for laptop in (one, other, one):
        laptop.round()
    page = page_of(one)
    one.press("No longer in use")
    one.press("No longer in use")
    assert "No longer in use" in words(page)
    assert "It has everything" not in words(page)
    one.press("It is in use again")
    one.press("Lost")
    one.press("Cancel")
    assert "It has not confirmed what was entered last" in words(page)
    one.press("Lost")
    one.press("It was lost")
    assert "It is in use again" in words(page)
    with one.office.store.reading() as reading:
        states = {laptop.name: laptop.state for laptop in reading.find(Computer)}
    assert states == {"受付PC": LaptopState.ACTIVE, "事務所PC": LaptopState.LOST}


def test_an_erasure_is_finished_when_every_computer_says_so(
    pair: tuple[Laptop, Laptop], clock: object
) -> None:
    one, other = pair
    person = given.participant(one.office, "ヤマダ ハナコ")
    for laptop in (one, other):
        laptop.round()
    erasure.erase(one.office, [person.id], Level.ALL, "本人の申し出")
    erasure.sweep(one.office)
    clock.advance(minutes=2)  # type: ignore[attr-defined]
    one.round()
    other.round()
    page = page_of(one)
    assert "finished on 1 of 2 computers, not yet on 事務所PC" in words(page)
    erasure.sweep(other.office)
    clock.advance(minutes=2)  # type: ignore[attr-defined]
    other.round()
    one.round()
    assert "Finished on every computer: 1 erasures." in words(page)
    assert "older versions" in words(page)


EVERYTHING = [
    *(Report(trouble=trouble, unsent=12) for trouble in Trouble),
    Report(diverged=("受付PC",), ahead=3 * 60 * 60 * 1000, newer=2, locked=1),
    Report(arriving=2, spoilt=1, unsent=1200),
]


@pytest.mark.parametrize("words", ["ja", "en"])
@pytest.mark.parametrize(("large", "size"), [(False, (1366, 768)), (True, (911, 512))])
def test_the_page_is_readable_in_every_state(
    pair: tuple[Laptop, Laptop], qapp: QApplication, words: str, large: bool, size: tuple[int, int]
) -> None:
    one, other = pair
    for laptop in (one, other, one):
        laptop.round()
    look = one.window.settings
    one.window.resize(*size)
    one.window.change(Settings(language=words, large_type=large, shared_folder=look.shared_folder))
    page_of(one)
    faults = []
    for report in EVERYTHING:
        one.exchanging.report = report
        one.exchanging.told.emit()
        one.settle()
        faults += [
            f"{report} {fault.__name__}: {found}"
            for fault in (cut_off, nameless, out_of_sight, overlapping)
            if (found := fault(one.window))
        ]
    assert faults == []
    language.apply(qapp, "en", resources() / "locale")


@pytest.mark.parametrize("report", EVERYTHING)
def test_every_trouble_says_what_to_do(report: Report, closed: Office) -> None:
    lines = sharing_lines(report, closed.clock())
    assert lines[0].tone is not Tone.FINE
    for line in lines:
        assert line.text
        assert line.advice or line.code == "unsent"
