"""Pictures are read: other people's difficult ones, and our own cards as they come back."""

from collections.abc import Callable, Iterator
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageFilter

from smartsupport.codes.draw import QUIET, matrix, png
from smartsupport.codes.read import LARGEST_MB, MOST_PAGES, read_file, read_frame, read_picture
from smartsupport.codes.token import new_code
from smartsupport.domain.errors import NotFound, Refused, Unavailable

REAL = Path(__file__).parents[1] / "data" / "qr"
CODE = "S17A5E7KRKZXW279"

# What one look without trying harder leaves unread: prints over a picture or in a pattern, and
# light on dark, which our cards never are.
TOO_HARD_FOR_A_FRAME = {"set-2/12", "set-2/13", "set-2/28", "set-2/qr-inv-2"}


def real() -> Iterator[tuple[str, Path, str]]:
    for said in sorted(REAL.glob("*/*.txt")):
        picture = next(p for p in said.parent.glob(f"{said.stem}.*") if p != said)
        yield f"{said.parent.name}/{said.stem}", picture, said.read_bytes().decode()


def card(dpi: int = 300) -> Image.Image:
    """A card's code 25 mm wide, as a printer with `dpi` puts it on paper."""
    width = round(25 / 25.4 * dpi)
    quiet = width * QUIET // 21
    rows = matrix(CODE)
    ink = Image.new("1", (21, 21), 1)
    ink.putdata([not black for row in rows for black in row])
    paper = Image.new("L", (width + 2 * quiet,) * 2, 255)
    paper.paste(ink.resize((width, width), Image.Resampling.NEAREST), (quiet, quiet))
    return paper


def scaled(picture: Image.Image, factor: float) -> Image.Image:
    side = round(picture.width * factor)
    return picture.resize((side, side), Image.Resampling.BICUBIC)


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """Leaning away from a camera 20 cm off: the middle keeps its size, the far edge is smaller."""
    middle, away = picture.width / 2, picture.width * 5.8
    sine, cosine = sin(radians(degrees)), cos(radians(degrees))
    down = middle * (middle * sine - away * (1 - cosine))
    across = (away * cosine, -middle * sine, middle**2 * sine)
    back = (*across, 0, away - middle * sine, down, 0, -sine)
    scale = away * cosine + middle * sine
    return picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        [number / scale for number in back],
        Image.Resampling.BICUBIC,
        fillcolor=255,
    )


def noisy(picture: Image.Image, share: float = 0.4) -> Image.Image:
    grain = Random(3).randbytes(picture.width * picture.height)
    return Image.blend(picture, Image.frombytes("L", picture.size, grain), share)


def stained(picture: Image.Image) -> Image.Image:
    """A thumb over a ninth of the modules, clear of the three corners."""
    side = picture.width
    picture.paste(150, (side // 2, side // 2, side * 7 // 10, side * 7 // 10))
    return picture


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("picture", "said"), [pytest.param(p, s, id=name) for name, p, s in real()]
)
def test_real_pictures_say_what_they_say(picture: Path, said: str) -> None:
    assert said in read_file(picture)


def test_a_frame_reads_nearly_all_of_them_at_the_first_look() -> None:
    unread = set()
    for name, path, said in real():
        with Image.open(path) as picture:
            grey = (
                picture.convert("L") if picture.mode != "P" else picture.convert("RGB").convert("L")
            )
        found = read_frame(grey.tobytes(), *grey.size)
        assert said in found or not found
        if not found:
            unread.add(name)

    assert unread == TOO_HARD_FOR_A_FRAME


def test_a_card_fills_the_smallest_symbol() -> None:
    rows = matrix(CODE)

    assert (len(rows), {len(row) for row in rows}) == (21, {21})


def test_every_new_code_fits_it_and_is_read_back() -> None:
    rng = Random(1)
    for practice in (False, True) * 20:
        code = new_code(practice=practice, draw=rng.getrandbits)
        assert len(matrix(code)) == 21
        assert read_picture(png(code, 4)) == [code]


@pytest.mark.parametrize(
    "wear",
    [
        pytest.param(lambda p: p, id="fresh"),
        pytest.param(lambda p: scaled(p, 0.94).point(lambda v: 255 * (v > 127)), id="shrunken fax"),
        pytest.param(lambda p: p.filter(ImageFilter.GaussianBlur(6)), id="out of focus"),
        pytest.param(lambda p: turned(p, 17), id="held askew"),
        pytest.param(lambda p: turned(p, 45), id="on its corner"),
        pytest.param(lambda p: p.rotate(180), id="upside down"),
        pytest.param(lambda p: tilted(p, 45), id="leaning"),
        pytest.param(noisy, id="in the dark"),
        pytest.param(lambda p: noisy(p, 0.7), id="nearly lost in the dark"),
        pytest.param(stained, id="under a thumb"),
        pytest.param(lambda p: p.point(lambda v: 190 + v // 10), id="faded"),
        pytest.param(lambda p: p.point(lambda v: 255 - v), id="white on black"),
        pytest.param(lambda p: scaled(p, 0.2), id="from far away"),
        pytest.param(
            lambda p: noisy(tilted(turned(scaled(p, 0.94), 8), 30), 0.3), id="all at once"
        ),
    ],
)
def test_a_printed_card_is_read_whatever_became_of_it(
    wear: Callable[[Image.Image], Image.Image],
) -> None:
    assert read_picture(as_png(wear(card()))) == [CODE]


@pytest.mark.parametrize("stride", [1280, 1344])
def test_a_card_in_a_camera_frame_is_read(stride: int) -> None:
    frame = Image.new("L", (1280, 720), 120)
    frame.paste(turned(scaled(card(), 0.4), 12), (700, 300))
    frame = noisy(frame, 0.2)
    padded = Image.new("L", (stride, 720))
    padded.paste(frame)

    assert read_frame(memoryview(padded.tobytes()), 1280, 720, stride) == [CODE]


def test_an_empty_frame_says_nothing() -> None:
    assert read_frame(Random(1).randbytes(640 * 480), 640, 480) == []


@pytest.mark.parametrize(("width", "height", "stride"), [(641, 480, 0), (640, 480, 639), (0, 0, 0)])
def test_a_frame_that_is_no_frame_is_a_mistake(width: int, height: int, stride: int) -> None:
    with pytest.raises(ValueError, match="no frame"):
        read_frame(bytes(640 * 480), width, height, stride)


def test_two_cards_on_one_picture_are_both_read() -> None:
    other = new_code(practice=True)
    sheet = Image.new("L", (700, 320), 255)
    for place, code in enumerate((CODE, other)):
        with Image.open(BytesIO(png(code))) as picture:
            sheet.paste(picture, (20 + 350 * place, 20))

    assert sorted(read_picture(as_png(sheet))) == sorted([CODE, other])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "PDF"])
def test_every_kind_of_picture_file_is_read(kind: str, tmp_path: Path) -> None:
    card().save(tmp_path / "picture", kind)

    assert read_file(tmp_path / "picture") == [CODE]


def test_a_code_on_a_transparent_ground_is_read(tmp_path: Path) -> None:
    ink = card().point(lambda v: 255 - v)
    clear = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    clear.putalpha(ink)

    assert read_picture(as_png(clear)) == [CODE]


def test_every_page_of_a_pdf_is_read_and_a_code_on_two_of_them_once() -> None:
    other = Image.open(BytesIO(png(other_code := new_code()))).convert("L")
    out = BytesIO()
    card().save(out, "PDF", save_all=True, append_images=[other, card()])

    assert read_picture(out.getvalue()) == [CODE, other_code]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"%PDF-1.7\nnot really",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0" + bytes(99),
        png(CODE)[:36] + b"\0" + png(CODE)[37:],  # the first chunk says it is shorter than it is
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_picture(content)

    assert refused.value.code == "picture_not_readable"


def test_half_a_picture_is_refused_or_read_but_never_a_crash() -> None:
    whole = [path.read_bytes() for _, path, _ in real()]
    rng = Random(8)
    for content in whole * 4:
        broken = bytearray(content[: rng.randrange(20, len(content) + 1)])
        for _ in range(rng.randrange(4)):
            broken[rng.randrange(8, len(broken))] = rng.randrange(256)
        try:
            assert isinstance(read_picture(bytes(broken)), list)
        except Refused as refused:
            assert refused.code in ("picture_not_readable", "picture_too_large")


@pytest.mark.parametrize("size", [(8000, 8000), (40_000, 1)])
def test_an_absurd_picture_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        read_picture(as_png(Image.new("1", size, 1)))

    assert refused.value.code == "picture_too_large"


def test_an_absurd_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "film.png").open("wb") as file:
        file.truncate(LARGEST_MB * 1_000_000 + 1)

    with pytest.raises(Refused) as refused:
        read_file(tmp_path / "film.png")

    assert refused.value.code == "picture_too_large"


def test_a_book_is_refused() -> None:
    pages = [Image.new("1", (50, 50), 1)] * (MOST_PAGES + 1)
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])

    with pytest.raises(Refused) as refused:
        read_picture(out.getvalue())

    assert (refused.value.code, refused.value.data) == ("picture_too_many_pages", {"most": 20})


def test_a_file_that_is_not_there_or_not_a_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        read_file(tmp_path / "gone.png")
    with pytest.raises(Unavailable) as folder:
        read_file(tmp_path)

    assert (missing.value.code, missing.value.data) == ("picture_not_found", {"name": "gone.png"})
    assert folder.value.code == "picture_not_available"
