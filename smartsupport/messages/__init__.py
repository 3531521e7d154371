"""From an error or a result to the sentence a person reads: what happened, and what to do.

Every code has its sentence here and nowhere else; a test holds the list against the code.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from smartsupport import formats
from smartsupport.domain.errors import Known
from smartsupport.i18n import _
from smartsupport.messages.fields import field_name, list_name
from smartsupport.messages.import_sentences import IMPORT_SENTENCES
from smartsupport.messages.reasons import reason_sentence
from smartsupport.messages.results import result_sentence, result_word
from smartsupport.messages.sentences import SENTENCES as RAISED

__all__ = [
    "SENTENCES",
    "advice",
    "filled",
    "old_password",
    "reason_sentence",
    "result_sentence",
    "result_word",
    "sentence",
]


SENTENCES = {**IMPORT_SENTENCES, **RAISED}
"""Every code's sentence, in English."""


def sentence(error: Known) -> str:
    """The one sentence for a known failure, in the language in use."""
    return filled(error.code, error.data)


def old_password() -> str:
    """What is said to whoever came in by a password that was changed on another computer."""
    return _(
        "Your password was changed on another computer. From now on only the new one opens this "
        "register."
    )


def advice(code: str, **data: object) -> str:
    """The sentence for a problem that is not raised: a cell of an import, a warning."""
    return filled(code, data)


def filled(code: str, data: dict[str, object]) -> str:
    """A code's sentence with its named fields; a field of a form is called by its label."""
    shown = {name: _SHOWN.get(name, _as_read)(value) for name, value in data.items()}
    return _(SENTENCES[code]).format(**shown)


def _as_read(value: object) -> object:
    """A day and a time as a person reads them; everything else as it is."""
    if isinstance(value, datetime | time):
        return formats.clock(value)
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return value


_SHOWN: dict[str, Callable[[Any], object]] = {
    "field": field_name,
    "column": field_name,
    "list": list_name,
    "wanted": list_name,
}
