"""A TrueType font for reportlab whose text copies right; imported at first use, never before."""

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_GETA = 0x3013
"""〓, the printer's mark for a character that no fount has."""

_BLOCK = 100
"""Entries that one bfchar block may hold (PDF reference, 9.10.3)."""


class Face(TTFont):  # type: ignore[misc]
    """One font file. Characters it is told to own without having them are drawn as 〓."""

    def has(self, char: str) -> bool:
        """Whether the font has its own glyph for `char`."""
        return ord(char) in self.face.charToGlyph

    def advance(self, char: str) -> float:
        """How far `char` moves on, in thousandths of the type size."""
        return float(self.face.getCharWidth(ord(char)))

    def stands_in_for(self, char: str) -> bool:
        """Whether `char` is drawn as 〓 without being 〓."""
        glyphs = self.face.charToGlyph
        return ord(char) != _GETA and glyphs.get(ord(char)) == glyphs[_GETA]

    def stand_in(self, char: str) -> None:
        """Draw 〓 for `char`, which still copies and searches as itself."""
        self.face.charToGlyph[ord(char)] = self.face.charToGlyph[_GETA]
        self.face.charWidths[ord(char)] = self.face.charWidths[_GETA]

    def addObjects(self, doc: Any) -> None:
        """Write the font into `doc`, with a ToUnicode table that knows characters beyond U+FFFF."""
        subsets = [list(codes) for codes in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        written = doc.idToObject["BasicFonts"].dict
        for name, codes in zip(names, subsets, strict=True):
            base = written[name].BaseFont
            doc.idToObject[f"toUnicodeCMap:{base}"].content = to_unicode(base, codes)


def to_unicode(name: str, codes: list[int]) -> str:
    """The CMap from a subset's byte codes to text, in UTF-16BE as the PDF reference asks.

    reportlab 5.1 writes U+20BB7 as <20BB7>, which readers take for U+20BB: 𠮷 would copy as ₻.
    """
    entries = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(codes)
        if code
    ]
    blocks = []
    for at in range(0, len(entries), _BLOCK):
        block = entries[at : at + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
