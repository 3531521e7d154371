"""How long does one camera frame take to read? One table: QR codes only against every format.

    python benchmarks/codes.py [--frames N]

The frames are 1280×720 of noise in grey, as a dark hall gives them; the card in half of them is
105 pixels wide. Both ways look for dark codes on light only. Median and slowest of N frames.
"""

import argparse
from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median
from time import perf_counter

import zxingcpp

from smartsupport.codes.draw import matrix
from smartsupport.codes.read import read_frame
from smartsupport.codes.token import new_code

WIDTH, HEIGHT = 1280, 720
MODULE = 5


def frame(rng: Random, card: str) -> bytes:
    """Noise around mid-grey; with `card`, its picture in the middle, no less noisy."""
    light = [[120.0] * WIDTH for _ in range(HEIGHT)]
    if card:
        rows = matrix(card)
        left, top = WIDTH // 2 - len(rows) * MODULE // 2, HEIGHT // 2 - len(rows) * MODULE // 2
        for y in range(-4 * MODULE, (len(rows) + 4) * MODULE):
            for x in range(-4 * MODULE, (len(rows) + 4) * MODULE):
                row, column = y // MODULE, x // MODULE
                inside = 0 <= row < len(rows) and 0 <= column < len(rows)
                light[top + y][left + x] = 60 if inside and rows[row][column] else 190
    noise = [rng.gauss(0, 14) for _ in range(65_536)]
    return bytes(
        min(255, max(0, round(value + noise[rng.getrandbits(16)])))
        for row in light
        for value in row
    )


def read_all(pixels: bytes) -> list[str]:
    view = zxingcpp.ImageView(pixels, WIDTH, HEIGHT, zxingcpp.ImageFormat.Lum)
    return [found.text for found in zxingcpp.read_barcodes(view, try_invert=False)]


def measured(read: Callable[[bytes], list[str]], frames: list[bytes]) -> tuple[float, float, int]:
    """Median and slowest milliseconds a frame, and in how many frames something was found."""
    times, found = [], 0
    for pixels in frames:
        start = perf_counter()
        found += bool(read(pixels))
        times.append((perf_counter() - start) * 1000)
    return median(times), max(times), found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--frames", type=int, default=10)
    count = options.parse_args().frames
    rng = Random(1)
    ways = {
        "QR codes only": partial(read_frame, width=WIDTH, height=HEIGHT),
        "every format": read_all,
    }
    print(f"{'frame':<10} {'read for':<14} {'median ms':>10} {'slowest ms':>11} {'found':>7} ratio")
    for scene in ("no card", "a card"):
        card = new_code(draw=rng.getrandbits) if scene == "a card" else ""
        frames = [frame(rng, card) for _ in range(count)]
        first = 0.0
        for way, read in ways.items():
            middle, slowest, found = measured(read, frames)
            first = first or middle
            print(
                f"{scene:<10} {way:<14} {middle:>10.1f} {slowest:>11.1f} "
                f"{found:>3}/{count:<3} {middle / first:>5.1f}"
            )


if __name__ == "__main__":
    main()
