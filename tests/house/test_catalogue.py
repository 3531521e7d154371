"""The Japanese catalogue is complete: no reader meets an English sentence, or a field unfilled."""

import re
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

Text = str | Sequence[str | None] | None
FIELD = re.compile(r"\{(\w*)[^}]*\}")


def test_every_text_of_the_program_has_its_japanese(root: Path, japanese: Catalog) -> None:
    found = extract_from_dir(root / "smartsupport", method_map=[("**.py", "python")])

    missing = {
        f"{path}:{line} {_first(text)}"
        for path, line, text, _, _ in found
        if _first(text) and not _translated(japanese, _first(text))
    }

    assert not missing, "\n".join(sorted(missing))


def test_every_japanese_text_has_the_fields_of_its_english(japanese: Catalog) -> None:
    different = [
        f"{_first(message.id)} → {form}"
        for message in japanese
        if message.id
        for form in _forms(message.string)
        if form and set(FIELD.findall(form)) != set(FIELD.findall(_forms(message.id)[-1]))
    ]

    assert not different, "\n".join(different)


def _translated(catalogue: Catalog, text: str) -> bool:
    message = catalogue.get(text)
    return message is not None and not message.fuzzy and all(_forms(message.string))


def _first(text: Text) -> str:
    return _forms(text)[0]


def _forms(text: Text) -> list[str]:
    """One text, or its singular and plural."""
    return [text] if isinstance(text, str) else [form or "" for form in text or ("",)]
