"""A finished PDF as others see it: its text as copied, its pages as printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import numpy as np
import pypdfium2
from PIL import Image

Box = tuple[float, float, float, float]


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def pages(pdf: bytes) -> list[str]:
    """What copying the whole of each page gives."""
    with _opened(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def text(pdf: bytes) -> str:
    """What copying the whole document gives."""
    return "\n".join(pages(pdf))


def printed(pdf: bytes, *, dpi: int = 100, scale: float = 1.0) -> list[Image.Image]:
    """Each page on a printer that knows only black and white."""
    with _opened(pdf) as document:
        grey = [page.render(scale=scale * dpi / 72).to_pil().convert("L") for page in document]
    return [page.point(lambda v: 255 * (v >= 128)) for page in grey]


def blank_margins(pdf: bytes, *, dpi: int = 100) -> list[tuple[float, float, float, float]]:
    """White space of each page in mm: left, top, right, bottom. The faintest grey counts as ink."""
    out = []
    with _opened(pdf) as document:
        for page in document:
            ink = np.asarray(page.render(scale=dpi / 72).to_pil().convert("L")) < 250
            rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
            high, wide = ink.shape
            edges = (columns[0], rows[0], wide - 1 - columns[-1], high - 1 - rows[-1])
            out.append(tuple(float(edge) * 25.4 / dpi for edge in edges))
    return out


def collisions(pdf: bytes) -> list[tuple[str, str]]:
    """Pairs of texts on one page that are drawn over each other."""
    out = []
    with _opened(pdf) as document:
        for page in document:
            found = list(_texts(page))
            for (a, box_a), (b, box_b) in combinations(found, 2):
                if _overlap(box_a, box_b):
                    out.append((a, b))
    return out


def _texts(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    copied = page.get_textpage()
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = item.get_bounds()
        yield copied.get_text_bounded(left, bottom, right, top), (left, bottom, right, top)


def _overlap(a: Box, b: Box) -> bool:
    # Glyphs of neighbouring lines may touch by a hair.
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > 0.8 and high > 0.8
