"""Makes the desk's four sounds. Told apart by rhythm, as many older ears lose high pitches:

ok         one even tone
attention  two short ones
refused    three short ones, close together
supporter  a short one, then a long one

python resources/sounds/make_sounds.py
"""

import wave
from array import array
from math import cos, pi, sin
from pathlib import Path

RATE = 22_050
PITCH = 587.33
LOUDNESS = 0.28
RISE, FALL = 0.012, 0.05

# For each sound its tones, as start and length in seconds.
SOUNDS = {
    "ok": [(0.0, 0.22)],
    "attention": [(0.0, 0.11), (0.2, 0.11)],
    "refused": [(0.0, 0.08), (0.12, 0.08), (0.24, 0.08)],
    "supporter": [(0.0, 0.08), (0.14, 0.24)],
}


def tone(length: float) -> list[float]:
    """One soft tone: a little of the octave above it, no click at either end."""
    samples = []
    for n in range(round(length * RATE)):
        at = n / RATE
        edge = min(1.0, at / RISE, (length - at) / FALL)
        swell = (1 - cos(pi * edge)) / 2
        turn = 2 * pi * PITCH * at
        samples.append(LOUDNESS * swell * (0.85 * sin(turn) + 0.15 * sin(2 * turn)))
    return samples


def sound(tones: list[tuple[float, float]]) -> bytes:
    """16-bit mono samples, little-endian."""
    end = max(start + length for start, length in tones)
    samples = array("h", bytes(2 * round(end * RATE)))
    for start, length in tones:
        first = round(start * RATE)
        for n, value in enumerate(tone(length)):
            samples[first + n] = round(value * 32_767)
    return b"".join(value.to_bytes(2, "little", signed=True) for value in samples)


def main() -> None:
    """Write each sound beside this file."""
    for name, tones in SOUNDS.items():
        with wave.open(str(Path(__file__).with_name(f"{name}.wav")), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(sound(tones))


if __name__ == "__main__":
    main()
