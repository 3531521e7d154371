"""入力の食い違い: what two computers entered for the same field, side by side, to choose from."""

from functools import partial

from smartsupport import formats
from smartsupport.clock import TOKYO
from smartsupport.domain.participant import Participant
from smartsupport.domain.placement import Placement
from smartsupport.domain.same import SameAs
from smartsupport.domain.supporter import Supporter
from smartsupport.domain.words import word
from smartsupport.i18n import N_, _, language
from smartsupport.messages.history import column_label, value_text, writer_text
from smartsupport.services import versions
from smartsupport.services.office import Office
from smartsupport.services.versions import About, Choice, Difference
from smartsupport.ui.screens.decide import Matter
from smartsupport.ui.screens.decide_card import Question, Side, Way
from smartsupport.ui.widgets.day_picker import long_day


def _question(office: Office, found: Difference) -> Question:
    what = column_label(found.kind, found.fields[0])
    return Question(
        key=(found.id, found.fields),
        title=f"{_title(found.about)}　{what}",
        asks=_("Two computers entered this differently. Choose the one that is right."),
        sides=[_side(found, choice) for choice in found.choices],
        ways=[_way(office, found, choice) for choice in found.choices],
        by_side=True,
        covered=found.sensitive,
    )


def _title(about: About) -> str:
    """Whom it is about, and where it is about one session: when and where, and as what."""
    day = formats.short_day(about.day, language()) if about.day else ""
    start = formats.clock(about.start) if about.start else ""
    role = word(about.role) if about.role else ""
    who = about.person or _("Nameless")
    parts = (f"{day} {start}".strip(), about.session, about.venue, who, role)
    return "　".join(part for part in parts if part)


def _side(found: Difference, choice: Choice) -> Side:
    at = choice.at.astimezone(TOKYO)
    return Side(
        lines=[
            (column_label(found.kind, field), value_text(field, value))
            for field, value in choice.values.items()
            if value or field == found.fields[0]
        ],
        told=(
            writer_text(choice.account, choice.letters, choice.computer, here=choice.here),
            f"{long_day(at.date())} {formats.clock(at)}",
        ),
        note=_("In use now") if choice.in_use else "",
    )


def _way(office: Office, found: Difference, choice: Choice) -> Way:
    value = value_text(found.fields[0], choice.values[found.fields[0]])
    return Way(
        text=_("This is right"),
        done=_("Settled.") if found.sensitive else _("Settled: {value}.").format(value=value),
        do=partial(versions.settle, office, found, choice),
        undo=partial(versions.take_back, office, found),
    )


VERSIONS = Matter(
    read=versions.differences,
    ask=_question,
    kinds=(Supporter, Participant, Placement, SameAs),
    nothing=(
        N_("Nothing is entered twice"),
        N_("What two computers enter differently is shown here, so that somebody can choose."),
    ),
)
