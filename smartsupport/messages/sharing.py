"""How it stands with the shared folder: one line for the status bar, and what to do about it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.i18n import N_, _, language
from smartsupport.sync.acking import FAST
from smartsupport.sync.side import Report, Trouble


class Tone(StrEnum):
    """How loudly a line is shown."""

    FINE = "fine"
    WAITING = "waiting"
    """Nothing to do but wait; everything is safe."""
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingLine:
    """One thing that is so: a code for programs, a sentence, and what to do."""

    code: str
    text: str
    advice: str = ""
    tone: Tone = Tone.ATTENTION


_TROUBLE: dict[Trouble, tuple[str, str, Tone]] = {
    Trouble.MISSING: (
        N_("The shared folder cannot be reached (everything is saved here)"),
        N_(
            "Put the USB drive in or connect to the network. If the folder was moved, choose it "
            "again."
        ),
        Tone.WAITING,
    ),
    Trouble.UNREACHABLE: (
        N_("The shared folder does not answer (everything is saved here)"),
        N_("It is tried again by itself. If it goes on, look at the network."),
        Tone.WAITING,
    ),
    Trouble.EMPTY: (
        N_("The shared folder is empty"),
        N_(
            "If it is the right folder, choose “Fill it again”: everything on this computer is put "
            "there. If it is another folder, choose the right one."
        ),
        Tone.ATTENTION,
    ),
    Trouble.ANOTHER: (
        N_("This folder belongs to another register"),
        N_("Choose the folder of this register. Nothing was written or read."),
        Tone.ATTENTION,
    ),
    Trouble.NEWER: (
        N_("A newer version is needed"),
        N_("Update the program on this computer. Until then everything is saved here."),
        Tone.ATTENTION,
    ),
    Trouble.NOT_WRITABLE: (
        N_("Nothing can be written to the shared folder (everything is saved here)"),
        N_("Ask whoever looks after the folder for permission to write."),
        Tone.ATTENTION,
    ),
    Trouble.FULL: (
        N_("The shared folder is full (everything is saved here)"),
        N_("Make room there; then it goes on by itself."),
        Tone.ATTENTION,
    ),
}


def sharing_lines(report: Report, now: datetime) -> list[SharingLine]:
    """What is so after a round, the most pressing first; there is always one."""
    found = [*_troubles(report), *_waiting(report)]
    if report.unsent:
        text = _("Saved on this computer, {n} not sent yet").format(n=formats.count(report.unsent))
        found.append(SharingLine(code="unsent", text=text, tone=Tone.WAITING))
    return found or [_all_well(report, now)]


def in_short(report: Report, now: datetime) -> SharingLine:
    """The most pressing line, and how much waits to be sent."""
    first = sharing_lines(report, now)[0]
    if not report.unsent or first.code == "unsent":
        return first
    text = _("{state}; {n} not sent yet")
    return replace(first, text=text.format(state=first.text, n=formats.count(report.unsent)))


def _troubles(report: Report) -> list[SharingLine]:
    found = []
    if report.kept_out:
        found.append(
            SharingLine(
                code="lost",
                text=_("This computer was marked as lost"),
                advice=_(
                    "What the others enter from now on does not come here. If it was found, close "
                    "the program, sign in again, and set it back in use on another computer."
                ),
            )
        )
    if report.trouble is not None:
        text, advice, tone = _TROUBLE[report.trouble]
        found.append(
            SharingLine(code=report.trouble.value, text=_(text), advice=_(advice), tone=tone)
        )
    if report.diverged:
        found.append(
            SharingLine(
                code="diverged",
                text=_("{laptop} shows something else from the same records").format(
                    laptop="、".join(report.diverged)
                ),
                advice=_(
                    "Restart the program on both computers. If it goes on, make a backup on each "
                    "and tell whoever looks after the program."
                ),
            )
        )
    if report.ahead > FAST:
        found.append(
            SharingLine(
                code="clock",
                text=_("A clock is {hours} off").format(hours=_span(report.ahead)),
                advice=_("Set the clocks of the computers. Nothing is lost meanwhile."),
            )
        )
    return found


def _span(ms: int) -> str:
    minutes = timedelta(milliseconds=ms) // timedelta(minutes=1)
    if minutes < 60:
        return _("{n} minutes").format(n=minutes)
    if minutes < 60 * 48:
        return _("{n} hours").format(n=minutes // 60)
    return _("{n} days").format(n=minutes // (60 * 24))


def _waiting(report: Report) -> list[SharingLine]:
    found = []
    if report.newer:
        found.append(
            SharingLine(
                code="newer_files",
                text=_("A newer version is needed"),
                advice=_(
                    "Another computer has a newer version of the program. Update this one; "
                    "meanwhile both go on working and nothing is lost."
                ),
            )
        )
    if report.locked:
        found.append(
            SharingLine(
                code="locked",
                text=_("{n} files are under a new key").format(n=report.locked),
                advice=_("Sign in once with a coordinator's password; then they are read."),
            )
        )
    if report.spoilt:
        found.append(
            SharingLine(
                code="spoilt",
                text=_("{n} files are not what a computer of this register wrote").format(
                    n=report.spoilt
                ),
                advice=_("They were not used. Tell whoever looks after the folder."),
            )
        )
    if report.arriving:
        found.append(
            SharingLine(
                code="arriving",
                text=_("{n} files are still arriving").format(n=report.arriving),
                advice=_("Leave the computer connected until they are here."),
                tone=Tone.WAITING,
            )
        )
    return found


def _all_well(report: Report, now: datetime) -> SharingLine:
    if report.confirmed is None:
        text = _("Sent; no other computer has read it yet")
        return SharingLine(code="sent", text=text, tone=Tone.FINE)
    text = _("Up to date ({laptop} confirmed at {time})").format(
        laptop=report.confirmed_by, time=moment(report.confirmed, now)
    )
    return SharingLine(code="current", text=text, tone=Tone.FINE)


def moment(at: datetime, now: datetime) -> str:
    """A time of today as a clock shows it, an earlier one with its day."""
    day = at.astimezone(TOKYO).date()
    if day == now.astimezone(TOKYO).date():
        return formats.clock(at)
    return f"{formats.short_day(day, language())} {formats.clock(at)}"
