"""The program talks to nobody: it listens on no port and opens no connection."""

import ast
import socket
from collections.abc import Callable, Iterator

import pytest

TALKING = {
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtRemoteObjects",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
}


def test_no_module_can_talk_to_another_computer(trees: dict[str, ast.Module]) -> None:
    talking = {
        f"{path}: {name}"
        for path, tree in trees.items()
        for name in _imported(tree)
        if name in TALKING or name.partition(".")[0] in TALKING
    }

    assert not talking, "\n".join(sorted(talking))


@pytest.mark.parametrize(
    "reach",
    [
        lambda s: s.connect(("127.0.0.1", 9)),
        lambda s: s.connect_ex(("127.0.0.1", 9)),
        lambda s: s.bind(("127.0.0.1", 0)),
        lambda s: s.listen(),
        lambda s: s.sendto(b"", ("127.0.0.1", 9)),
    ],
)
def test_no_test_can_listen_or_talk_either(reach: Callable[[socket.socket], object]) -> None:
    with socket.socket() as made, pytest.raises(AssertionError, match="network"):
        reach(made)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
