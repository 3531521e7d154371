"""One word per thing: what the screen says is what the scheme and the glossary say."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

# Words of the machinery, which no reader should have to learn.
NEVER_SHOWN = ("repack", "replica", "segment", "vault", "op", "ops", "sync conflict", "workspace")

# A second word for the same thing, and the word that was chosen.
ENGLISH = {
    r"volunteers?": "supporter",
    r"attendees?": "participant",
    r"no-shows?": "absent (no word)",
    r"to-?dos?": "task",
}


@pytest.fixture(scope="module")
def english(root: Path) -> list[str]:
    """Every text the program can show, as written in its source."""
    found = extract_from_dir(root / "smartsupport", method_map=[("**.py", "python")])
    return [text for _, _, message, _, _ in found for text in _forms(message)]


def test_english_texts_use_the_words_chosen(english: list[str]) -> None:
    banned = [*NEVER_SHOWN, *ENGLISH]

    found = _uses(english, [rf"(?i)\b{word}\b" for word in banned])

    assert not found, "\n".join(found)


def _uses(texts: list[str], banned: list[str]) -> list[str]:
    """The texts that use a banned word; a named field in braces is not a word on the screen."""
    shown = [(text, re.sub(r"\{[^}]*\}", "", text)) for text in texts]
    return [
        f"{pattern}: {text}"
        for text, words in shown
        for pattern in banned
        if re.search(pattern, words)
    ]


def _forms(text: str | Sequence[str | None] | None) -> list[str]:
    """One text, or its singular and plural, without what is empty."""
    return [form for form in ([text] if isinstance(text, str) else text or ()) if form]
