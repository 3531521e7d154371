"""Whatever the program refuses, it can say why: every error code has its sentence."""

import ast
import re
from collections.abc import Iterator

from smartsupport.messages import SENTENCES
from smartsupport.storage.schema import SYNCED

ERRORS = {"Known", "Refused", "NotFound", "Unavailable"}


def test_every_error_raised_has_a_sentence(trees: dict[str, ast.Module]) -> None:
    silent = {f"{where}: {code}" for where, code, _ in _raised(trees) if code not in SENTENCES}

    assert not silent, "\n".join(sorted(silent))


def test_every_field_of_a_sentence_is_given_where_the_error_is_made(
    trees: dict[str, ast.Module],
) -> None:
    unfilled = {
        f"{where}: {code} lacks {field}"
        for where, code, given in _raised(trees)
        if given is not None
        for field in re.findall(r"\{(\w+)", SENTENCES.get(code, ""))
        if field not in given
    }

    assert not unfilled, "\n".join(sorted(unfilled))


def test_no_sentence_is_kept_for_an_error_that_is_gone(trees: dict[str, ast.Module]) -> None:
    written = {
        node.value
        for path, tree in trees.items()
        if not path.startswith("smartsupport/messages")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    # Storage makes these two from the name of the table.
    written |= {f"{table}_{end}" for table in SYNCED for end in ("not_found", "exists")}

    assert not set(SENTENCES) - written, "\n".join(sorted(set(SENTENCES) - written))


def _raised(trees: dict[str, ast.Module]) -> Iterator[tuple[str, str, set[str] | None]]:
    """Where an error is made, its code, and the fields given (None: spread from a mapping)."""
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in ERRORS and node.args:
                names = [keyword.arg for keyword in node.keywords]
                given = None if None in names else {name for name in names if name}
                for code in _codes(node.args[0]):
                    yield f"{path}:{node.lineno}", code, given


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _codes(argument: ast.expr) -> list[str]:
    if isinstance(argument, ast.IfExp):
        return _codes(argument.body) + _codes(argument.orelse)
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []
