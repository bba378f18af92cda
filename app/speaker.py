"""Says aloud what the window has to say: by a program of the system that plays WAV files, one at a time, silent where there is none.

Qt's own sounds need libpulse0 on every Linux, and 40 MB of codecs in the bundle for four tones: so the system's player is asked.
"""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from shutil import which

import structlog

from app.core.children import environment
from app.gui.speaker import Sound

log = structlog.get_logger(__name__)

PLAYERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "linux": (("pw-play",), ("paplay",), ("aplay", "--quiet")),
    "darwin": (("afplay",),),
}
"""By system the programs that play a file, the best first; Windows plays it itself."""
_LONGEST = 5.0
"""Seconds after which a player hangs: the longest sound takes less than one."""
_URGENCY = tuple(Sound)


class StationSpeaker:
    """See gui.Speaker; `sounds` has a folder for each loudness."""

    def __init__(self, sounds: Path, loudness: str, players: Sequence[tuple[str, ...]] = PLAYERS.get(sys.platform, ())) -> None:
        self._sounds, self._loudness = sounds, loudness
        self._players = list(players)
        self._next: Sound | None = None
        self._changed = threading.Condition()
        self._over, self._told = False, False
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    @property
    def played_by(self) -> str:
        """The program that is asked first; empty where nothing here plays sounds."""
        if sys.platform == "win32":
            return "Windows"
        return next((words[0] for words in self._players if which(words[0])), "")

    def play(self, sound: Sound) -> None:
        """See gui.Speaker."""
        with self._changed:
            if self._over or self._loudness == "off":
                return
            self._next = sound if self._next is None else min(self._next, sound, key=_URGENCY.index)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="speaker")
                self._thread.start()
            self._changed.notify()

    def change(self, loudness: str) -> None:
        """See gui.Speaker."""
        with self._changed:
            self._loudness = loudness

    def close(self) -> None:
        """See gui.Speaker; what is being played ends in the middle. From any thread, and twice."""
        with self._changed:
            self._over, self._next = True, None
            if self._child is not None:
                self._child.kill()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._over or self._next is not None)
                if self._over:
                    return
                sound, self._next = self._next, None
                file = self._sounds / self._loudness / f"{sound}.wav"
            if not self._say(file) and not self._told:
                self._told = True
                log.info("sounds.silent", players=[words[0] for words in self._players])

    def _say(self, file: Path) -> bool:
        """Whether somebody could hear it; the player that could is asked first from then on."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - there is none elsewhere

            try:
                winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_NODEFAULT)
            except RuntimeError:
                return False
            return True
        for words in self._players:
            program = which(words[0])
            if program is not None and self._play([program, *words[1:], str(file)]):
                self._players.remove(words)
                self._players.insert(0, words)
                return True
        return False

    def _play(self, words: Sequence[str]) -> bool:
        """Whether the program could; raises nothing."""
        quiet = subprocess.DEVNULL
        with self._changed:
            if self._over:
                return True
            try:
                child = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, env=environment())  # noqa: S603 - no shell
            except OSError:
                return False
            self._child = child
        try:
            return child.wait(_LONGEST) == 0
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return False
        finally:
            with self._changed:
                self._child = None
