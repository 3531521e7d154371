"""Words in the reader's language: English in the source, the catalogues beside it.

The text is looked up where and when it is shown, so a change of language shows at the next look.
"""

import gettext
import io
from pathlib import Path

LANGUAGES = ("ja", "en")

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str, locale_dir: Path) -> None:
    """Switch every later `_()` to `language` ("ja" or "en"); English is the source itself."""
    global _current, _language
    _language = language
    _current = gettext.NullTranslations() if language == "en" else _load(language, locale_dir)


def language() -> str:
    """The language in use: "ja" or "en"."""
    return _language


def _(message: str) -> str:
    """The message in the language in use; named fields are filled in by the caller."""
    return _current.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits `n`, in the language in use."""
    return _current.ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark a message for the catalogue where it stands in a list; `_()` it when shown."""
    return message


def _load(language: str, locale_dir: Path) -> gettext.NullTranslations:
    folder = locale_dir / language / "LC_MESSAGES"
    source, compiled = folder / "smartsupport.po", folder / "smartsupport.mo"
    if compiled.exists() and (
        not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime
    ):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.GNUTranslations(io.BytesIO(_compiled(source, language)))


def _compiled(source: Path, language: str) -> bytes:
    # A checkout has no .mo until something needs one; building it in memory keeps one source.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    with source.open("rb") as file:
        write_mo(buffer, read_po(file, locale=language))
    return buffer.getvalue()
