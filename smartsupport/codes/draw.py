"""A code as a QR picture: modules for paper, PNG for the screen."""

from io import BytesIO

from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET = 4
"""Modules left white around a code (ISO/IEC 18004)."""


def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of `text` row by row, True for black, without the quiet zone around them.

    Level Q, and alphanumeric mode where the text allows it: 16 characters of [0-9A-Z] then fill
    version 1 exactly, 21 modules of more than 1 mm on a card.
    """
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def png(text: str, module: int = 8) -> bytes:
    """The picture of `text` as PNG, `module` pixels to a module, its quiet zone included."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows, QUIET):
        for x, black in enumerate(row, QUIET):
            picture.putpixel((x, y), not black)
    out = BytesIO()
    picture.resize((side * module, side * module), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()
