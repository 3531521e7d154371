"""Reading codes from camera frames and from picture files.

A frame has 20 ms and another follows, so it is tried once, for QR codes only. A file is all there
is, so it is tried harder. Only one thread at a time may read files: PDFium is not made for two.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from PIL import Image, ImageFilter

from smartsupport.domain.errors import NotFound, Refused, Unavailable

LARGEST_MB = 40
LARGEST_MEGAPIXELS = 60
LONGEST_SIDE = 30_000
"""Pixels. The reader's own limit is 65,535, which a picture may not pass when enlarged either."""
MOST_PAGES = 20

_FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF")
_PDF = b"%PDF-"
_DPI = 200
_SMALL = 2_000_000
"""Pixels. A picture below this is worth enlarging: its modules may be a pixel or two."""


def read_frame(pixels: bytes | memoryview, width: int, height: int, stride: int = 0) -> list[str]:
    """The texts of the codes in one camera frame, in no particular order.

    `pixels` are grey values, a byte each, row after row; a row takes `stride` bytes (0: `width`).
    """
    import zxingcpp

    stride = stride or width
    if width < 1 or height < 1 or stride < width or len(pixels) < stride * (height - 1) + width:
        raise ValueError(f"{len(pixels)} bytes are no frame of {width}×{height}, stride {stride}")
    grey = zxingcpp.ImageFormat.Lum
    view = zxingcpp.ImageView(cast("Any", pixels), width, height, grey, stride)
    return _texts(view, inverted=False)


def read_file(path: Path) -> list[str]:
    """The texts of the codes in a picture or PDF file.

    Raises NotFound("picture_not_found"), Unavailable("picture_not_available") and what
    `read_picture` raises.
    """
    try:
        if path.stat().st_size > LARGEST_MB * 1_000_000:
            raise _too_large()
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("picture_not_found", name=path.name) from error
    except OSError as error:
        raise Unavailable("picture_not_available", name=path.name) from error
    return read_picture(content)


def read_picture(content: bytes) -> list[str]:
    """The texts of the codes in a PNG, JPEG, WebP, BMP or GIF picture, or on the pages of a PDF.

    Each text once, in the order found. Raises Refused("picture_too_large"),
    Refused("picture_not_readable") and, for a PDF, Refused("picture_too_many_pages").
    """
    pictures = _pages(content) if content.startswith(_PDF) else iter([_picture(content)])
    return list(dict.fromkeys(text for picture in pictures for text in _try_hard(picture)))


def _try_hard(picture: Image.Image) -> list[str]:
    """The first way of looking that finds anything; what each is good for was measured.

    Enlarging finds codes whose modules are hardly wider than a pixel, with one threshold for the
    whole picture; blurring finds them in patterned prints and in photographs taken in the dark.
    """
    found = _texts(picture)
    width, height = picture.size
    if not found and width * height <= _SMALL:
        found = _texts(picture.resize((width * 2, height * 2)), even=True)
    return found or _texts(picture.filter(ImageFilter.GaussianBlur(2)))


def _texts(picture: object, *, inverted: bool = True, even: bool = False) -> list[str]:
    """`inverted`: light codes on dark too, at twice the cost; `even`: one threshold for all."""
    import zxingcpp

    ways = zxingcpp.Binarizer
    codes = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=inverted,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=ways.GlobalHistogram if even else ways.LocalAverage,
    )
    return [code.text for code in _in_reading_order(codes)]


def _in_reading_order(codes: Iterable[Any]) -> list[Any]:
    """Row by row, each from the left, as a sheet of cards is read; zxing tells no order."""
    rows: list[list[Any]] = []
    for code in sorted(codes, key=lambda c: c.position.top_left.y):
        corner, last = code.position.top_left, rows[-1][0].position if rows else None
        if last and corner.y - last.top_left.y < (last.bottom_left.y - last.top_left.y) / 2:
            rows[-1].append(code)
        else:
            rows.append([code])
    return [c for row in rows for c in sorted(row, key=lambda c: c.position.top_left.x)]


def _picture(content: bytes) -> Image.Image:
    """A picture in grey, on white where it is transparent; the first one of an animation."""
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _check_size(*picture.size)
            clear = picture.convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError) as error:  # the last is a broken PNG to Pillow
        raise Refused("picture_not_readable") from error
    white = Image.new("RGBA", clear.size, "white")
    white.alpha_composite(clear)
    return white.convert("L")


def _pages(content: bytes) -> Iterator[Image.Image]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise Refused("picture_too_many_pages", most=MOST_PAGES)
            for page in document:
                width, height = page.get_size()
                _check_size(width * _DPI / 72, height * _DPI / 72)
                yield page.render(scale=_DPI / 72, grayscale=True).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Refused("picture_not_readable") from error


def _check_size(width: float, height: float) -> None:
    if width * height > LARGEST_MEGAPIXELS * 1_000_000 or max(width, height) > LONGEST_SIDE:
        raise _too_large()


def _too_large() -> Refused:
    return Refused("picture_too_large", megabytes=LARGEST_MB, megapixels=LARGEST_MEGAPIXELS)
