"""The rounding rule in words, as sheets print it under their figures."""

from smartsupport.domain.hours import Rounding
from smartsupport.domain.words import word
from smartsupport.formats import hours_minutes
from smartsupport.i18n import _


def rounding_in_words(rounding: Rounding) -> str:
    """The rule as printed, then the caps: 「1回ごとに30分単位で切り捨て。」."""
    if rounding.unit <= 1:
        rule = _("Not rounded: counted to the minute.")
    else:
        rule = _("Rounded {direction} to {unit} minutes, {base}.").format(
            direction=word(rounding.direction),
            unit=rounding.unit,
            base=word(rounding.base),
        )
    caps = (
        (rounding.day_cap, _("At most {hours} a day, taken off after rounding.")),
        (rounding.year_cap, _("At most {hours} a fiscal year, taken off after rounding.")),
    )
    told = [text.format(hours=hours_minutes(cap)) for cap, text in caps if cap is not None]
    return "\n".join([rule, *told])
