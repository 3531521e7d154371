"""The glossary's words for the values that sheets show."""

from smartsupport.domain.door import Source
from smartsupport.domain.hours import Rounding, RoundingBase, RoundingDirection
from smartsupport.domain.supporter import Role, SupporterKind
from smartsupport.formats import hours_minutes
from smartsupport.i18n import N_, _

KINDS = {
    SupporterKind.METROPOLITAN: N_("Metropolitan supporter"),
    SupporterKind.MUNICIPAL: N_("Municipal supporter"),
    SupporterKind.STUDENT: N_("Student"),
    SupporterKind.ORGANISATION: N_("NPO or organisation"),
    SupporterKind.STAFF: N_("Staff member"),
    SupporterKind.OTHER: N_("Other kind of supporter"),
}
ROLES = {
    Role.ADVISER: N_("Adviser"),
    Role.ASSISTANT: N_("Assistant"),
    Role.LECTURER: N_("Lecturer"),
    Role.RECEPTION: N_("Reception"),
}
SOURCES = {
    Source.SCANNED: N_("Scanned"),
    Source.LIST: N_("From the list"),
    Source.PAPER: N_("From paper"),
    Source.TYPED: N_("Typed in"),
    Source.ESTIMATED: N_("Estimated"),
}
_BASES = {
    RoundingBase.EACH: N_("each session"),
    RoundingBase.DAY: N_("each day"),
    RoundingBase.MONTH: N_("the month's total"),
}
_DIRECTIONS = {
    RoundingDirection.UP: N_("up"),
    RoundingDirection.DOWN: N_("down"),
    RoundingDirection.NEAREST: N_("to the nearest"),
}


def rounding_in_words(rounding: Rounding) -> str:
    """The rule as printed, then the caps: 「1回ごとに30分単位で切り捨て。」."""
    if rounding.unit <= 1:
        rule = _("Not rounded: counted to the minute.")
    else:
        rule = _("Rounded {direction} to {unit} minutes, {base}.").format(
            direction=_(_DIRECTIONS[rounding.direction]),
            unit=rounding.unit,
            base=_(_BASES[rounding.base]),
        )
    caps = (
        (rounding.day_cap, _("At most {hours} a day, taken off after rounding.")),
        (rounding.year_cap, _("At most {hours} a fiscal year, taken off after rounding.")),
    )
    told = [text.format(hours=hours_minutes(cap)) for cap, text in caps if cap is not None]
    return "\n".join([rule, *told])
