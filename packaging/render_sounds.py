"""Makes resources/sounds/*/*.wav out of sine tones; to be run by hand when a sound changes.

Each is known by its shape alone, for somebody who does not see the screen: PASS is two short tones that rise, FAIL one long low tone that
falls, ATTENTION three equal high ones, and a scan that was heard is a tick.
"""

import math
import struct
import sys
import wave
from collections.abc import Iterator
from pathlib import Path

SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 16_000
"""Samples a second: twice what the highest of these tones and its overtone need."""
LOUDNESS = {"quiet": 0.08, "normal": 0.3, "loud": 0.9}
"""Of the largest sample there is."""
EDGE = 0.008
"""Seconds in which a tone comes and goes, so that it does not click."""

Tone = tuple[float, float, float]
"""Where it begins and ends in hertz, and how many seconds it lasts; 0 hertz is silence."""
SHAPES: dict[str, tuple[Tone, ...]] = {
    "pass": ((784, 784, 0.11), (0, 0, 0.02), (1175, 1175, 0.2)),
    "fail": ((233, 175, 0.75),),
    "attention": ((988, 988, 0.12), (0, 0, 0.07)) * 3,
    "scan": ((1568, 1568, 0.05),),
}


def samples_of(tone: Tone) -> Iterator[float]:
    """One tone, -1 to 1, with a little of its octave so that a small loudspeaker carries the low ones too."""
    first, last, seconds = tone
    count, phase = round(seconds * RATE), 0.0
    for number in range(count):
        phase += 2 * math.pi * (first + (last - first) * number / count) / RATE
        edge = min(1.0, number / (EDGE * RATE), (count - number) / (EDGE * RATE))
        yield edge * (0.75 * math.sin(phase) + 0.25 * math.sin(2 * phase)) if first else 0.0


def wav_of(file: Path, tones: tuple[Tone, ...], loudness: float) -> None:
    """Write them one after the other: mono, 16 bits."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", round(32_767 * loudness * each)) for tone in tones for each in samples_of(tone)))


def main(folder: Path = SOUNDS) -> int:
    """Write every sound in every loudness."""
    for name, loudness in LOUDNESS.items():
        for sound, tones in SHAPES.items():
            wav_of(folder / name / f"{sound}.wav", tones, loudness)
    return 0


if __name__ == "__main__":
    sys.exit(main())
