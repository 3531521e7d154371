"""Pages of a PDF as pictures. pypdfium2 is not for two threads at once: the heavy lane only."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from smartsupport.domain.errors import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A picture of a page: `pixels` are BGRX, row by row, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points. Raises Unavailable("pdf_not_readable")."""
    document = _opened(pdf)
    return [document.get_page_size(number) for number in range(len(document))]


def picture(pdf: bytes, number: int, width: int) -> Page:
    """Page `number` (from 0), `width` pixels wide. Raises Unavailable("pdf_not_readable")."""
    page = _opened(pdf)[number]
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
    made = Page(
        width=bitmap.width,
        height=bitmap.height,
        stride=bitmap.stride,
        pixels=bytes(bitmap.buffer),
    )
    bitmap.close()
    page.close()
    return made


@lru_cache(maxsize=1)
def _opened(pdf: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Unavailable("pdf_not_readable") from error
