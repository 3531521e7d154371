"""Names that say nothing, and nets that catch everything."""

import ast
import re

EMPTY_WORDS = {"Manager", "Helper", "Helpers", "Util", "Utils", "Base", "Info"}
BROAD_EXCEPTS = 2


def test_a_class_is_named_for_what_it_is(trees: dict[str, ast.Module]) -> None:
    names = [
        f"{path}: {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS & set(_words(node.name))
    ]

    assert not names, "\n".join(names)


def test_only_two_places_catch_everything(trees: dict[str, ast.Module]) -> None:
    places = [
        f"{path}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]

    assert len(places) <= BROAD_EXCEPTS, "\n".join(places)


def _words(name: str) -> list[str]:
    return re.findall(r"[A-Z][a-z]*", name)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False  # tidies up and lets it pass on
    if handler.type is None:
        return True
    return any(
        isinstance(node, ast.Name) and node.id in {"Exception", "BaseException"}
        for node in ast.walk(handler.type)
    )
