"""同じ人かもしれません: two entries side by side, and whether they are one person."""

from functools import partial

from smartsupport.clock import TOKYO
from smartsupport.domain.door import DoorEvent
from smartsupport.domain.kana import hiragana
from smartsupport.domain.participant import Participant
from smartsupport.domain.person import shown_name
from smartsupport.domain.same import SameAs, Verdict
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _, ngettext
from smartsupport.messages.history import writer_text
from smartsupport.services import same
from smartsupport.services.office import Office
from smartsupport.services.same import Entry, Pair
from smartsupport.ui.screens.decide import Matter
from smartsupport.ui.screens.decide_card import Question, Side, Way
from smartsupport.ui.widgets.day_picker import long_day


def _question(office: Office, pair: Pair) -> Question:
    return Question(
        key=pair.link.id,
        title=shown_name(pair.entries[0].person) or _("Nameless"),
        asks=_("Is this one person, entered twice? What was entered stays as it is either way."),
        sides=[_side(entry) for entry in pair.entries],
        ways=[
            _way(
                office,
                pair,
                Verdict.SAME,
                _("The same person"),
                _("Counted as one person from now on."),
            ),
            _way(
                office,
                pair,
                Verdict.DIFFERENT,
                _("Different people"),
                _("They stay two people; this is not asked again."),
            ),
        ],
        by_side=False,
    )


def _way(office: Office, pair: Pair, verdict: Verdict, text: str, done: str) -> Way:
    return Way(
        text=text,
        done=done,
        do=partial(same.decide, office, pair.link, verdict),
        undo=partial(same.undo, office, pair.link),
    )


def _side(entry: Entry) -> Side:
    person = entry.person
    kind = _("Age") if isinstance(person, Participant) else _("Kind of supporter")
    what = person.age_band if isinstance(person, Participant) else person.kind
    lines = (
        (_("Name"), person.name),
        (_("Reading"), hiragana(person.kana)),
        (_("Phone"), person.phone),
        (kind, word(what)),
    )
    return Side(lines=[(label, value or "–") for label, value in lines], told=tuple(_told(entry)))


def _told(entry: Entry) -> list[str]:
    visits = ngettext("{n} visit", "{n} visits", entry.visits).format(n=entry.visits)
    if entry.last is not None:
        visits = _("{visits}, the last on {day}").format(visits=visits, day=long_day(entry.last))
    day = long_day(entry.at.astimezone(TOKYO).date())
    entered = _("Read from a file on {day}") if entry.imported else _("Entered on {day}")
    who = writer_text(entry.account, entry.letters, entry.computer, here=entry.here)
    return [visits, entered.format(day=day), who]


SAME_PERSON = Matter(
    read=same.pairs,
    ask=_question,
    kinds=(SameAs, Supporter, Participant, DoorEvent),
    nothing=(
        N_("Nobody seems to be entered twice"),
        N_("Two entries that may be one person are shown here, so that somebody can say."),
    ),
)
