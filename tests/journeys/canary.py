"""A person who must not be found: her name, reading, number and what she said, in every spelling.

Put her into a register with `PERSON` and `SECRET`, do what people do, close everything, and ask
`traces` of every folder: there must be none but where somebody chose to export to.
"""

from collections.abc import Iterator
from pathlib import Path

NAME, KANA = "金糸雀 鳴子", "カナリヤ ナルコ"
PHONE = "090-9988-7766"
SECRET = "孫の写真を金庫の番号で守りたい"

COORDINATOR = "雲雀 朝子"
REGISTER = "千鳥ヶ丘スマホ相談会台帳"
"""Who works with the register and what it is called are nobody's business either."""

_SPELLINGS = (
    COORDINATOR,
    REGISTER,
    NAME,
    NAME.replace(" ", ""),
    *NAME.split(),
    KANA,
    *KANA.split(),
    "かなりや",
    "なるこ",
    "kanariya",
    PHONE,
    PHONE.replace("-", ""),
    SECRET,
)
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp")
NEEDLES = {word.encode(coding) for word in _SPELLINGS for coding in _CODINGS}
"""What her data looks like as bytes. A JSON that escapes what is not ASCII is searched too."""
NEEDLES |= {word.encode("unicode_escape") for word in _SPELLINGS}


def traces(folder: Path) -> list[str]:
    """Files under `folder` whose name or content gives her away."""
    return sorted(str(path.relative_to(folder)) for path in _files(folder) if _tells(path, folder))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _tells(path: Path, folder: Path) -> bool:
    hay = str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes()
    return any(needle in hay for needle in NEEDLES)
