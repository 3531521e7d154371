"""What the pages for people say must be so, and must be so on their machine."""

import re
from collections.abc import Iterator
from pathlib import Path

PLACES = (".ci", "benchmarks", "docs", "resources", "smartsupport", "tests")
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.%~:/-])/(home|root|tmp|Users|work)/\w")


def test_every_make_command_named_on_a_page_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE))
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]

    named = {
        (page.name, target)
        for page in pages
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    }

    assert {(page, target) for page, target in named if target not in targets} == set()
    assert {"run", "test"} <= {target for page, target in named if page == "README.md"}


def test_every_link_on_a_page_leads_somewhere(root: Path) -> None:
    broken = [
        f"{page.relative_to(root)}: {link}"
        for page in [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert not broken, "\n".join(broken)


def test_no_file_names_a_folder_of_one_machine(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in _files(root)
        for number, line in enumerate(_lines(path), start=1)
        if SOMEBODYS_FOLDER.search(line)
    ]

    assert not found, "\n".join(found)


def _files(root: Path) -> Iterator[Path]:
    # In a second work tree `.git` is a file that says where the first one lies.
    yield from (path for path in root.iterdir() if path.is_file() and path.name != ".git")
    for place in PLACES:
        yield from (path for path in (root / place).rglob("*") if path.is_file())


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode("utf-8", "replace").splitlines()
