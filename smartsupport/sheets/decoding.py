"""Bytes to text: what kind of file it is, its encoding, its delimiter."""

import codecs
import csv
import io
import re
from collections import Counter

from smartsupport.domain.errors import Refused

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "sheet_is_pdf"),
    (b"\x89PNG", "sheet_is_image"),
    (b"\xff\xd8\xff", "sheet_is_image"),
    (b"GIF8", "sheet_is_image"),
    (b"BM", "sheet_is_image"),
    (b"RIFF", "sheet_is_image"),
    (b"II*\x00", "sheet_is_image"),
    (b"MM\x00*", "sheet_is_image"),
    (b"\x1f\x8b", "sheet_is_archive"),
    (b"7z\xbc\xaf", "sheet_is_archive"),
    (b"Rar!", "sheet_is_archive"),
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_SAMPLE_LINES = 60


def check_kind(content: bytes) -> None:
    """Refuse what is no table, by its first bytes and whatever its name says.

    Raises Refused("sheet_empty" | "sheet_is_pdf" | "sheet_is_image" | "sheet_is_archive" |
    "sheet_is_old_excel" | "sheet_is_protected" | "sheet_is_web_page").
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("sheet_empty")
    for magic, code in _MAGIC:
        # "BM" and "RIFF" may begin honest text; a picture has NULs close behind.
        if content.startswith(magic) and (len(magic) > 4 or _binary_or_sure(content, magic)):
            raise Refused(code)
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise Refused("sheet_is_image")
    if content.startswith(_OLD_EXCEL):
        protected = _ENCRYPTED_PACKAGE in content
        raise Refused("sheet_is_protected" if protected else "sheet_is_old_excel")
    if content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        raise Refused("sheet_is_web_page")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding recognised: utf-8-sig, utf-8, cp932 or a UTF-16.

    Raises Refused("sheet_not_text" | "sheet_not_decodable", line).
    """
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused("sheet_not_decodable", line=line) from error
    # Python gives these bytes, which no Shift_JIS text holds, characters of its own.
    if encoding == "cp932" and (strange := re.search("[\x80\xa0\uf8f1-\uf8f3]", text)):
        raise Refused("sheet_not_decodable", line=text.count("\n", 0, strange.start()) + 1)
    return text, encoding


def records(text: str) -> tuple[list[list[str]], str]:
    """Every record of a delimited text, and the delimiter recognised.

    Raises Refused("sheet_quote_open", line) where a quotation mark is never closed, which would
    swallow every row after it; Refused("sheet_cell_too_long", line) above 131,072 characters.
    """
    delimiter = _delimiter(text)
    try:
        return _parsed(text, delimiter, strict=True), delimiter
    except Refused as error:
        if error.code != "sheet_quote_stray":
            raise
    return _parsed(text, delimiter, strict=False), delimiter


def _parsed(text: str, delimiter: str, *, strict: bool) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    out: list[list[str]] = []
    start = 1
    try:
        for record in reader:
            out.append(record)
            start = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused("sheet_quote_open", line=start) from error
        if "field larger" in str(error):
            raise Refused("sheet_cell_too_long", line=start) from error
        raise Refused("sheet_quote_stray", line=start) from error
    return out


def _binary_or_sure(content: bytes, magic: bytes) -> bool:
    return magic not in (b"BM", b"RIFF") or b"\x00" in content[:64]


def _encoding(content: bytes) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return name
    head = content[:4096]
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) // 20 or len(content) % 2:
            raise Refused("sheet_not_text")
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The candidate that cuts most sample lines into the same number of cells."""
    sample = text[:200_000].splitlines(keepends=True)[:_SAMPLE_LINES]
    best, best_score = ",", (0, 0)
    for candidate in _DELIMITERS:
        widths = Counter(len(r) for r in csv.reader(sample, delimiter=candidate) if len(r) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        if (times, width) > best_score:
            best, best_score = candidate, (times, width)
    return best
