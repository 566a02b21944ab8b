"""The most memory that processes held, and the processor time they took, as /proc tells; elsewhere both are 0.

The system's own count of a child's memory begins with its parent's, and the time of a grandchild may get lost.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from types import TracebackType

EVERY = 0.3
"""Seconds between two looks."""
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


def peak(process: int | str = "self") -> float:
    """MiB that a process held at most; 0 where the system does not tell or the process is gone."""
    try:
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text("utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def processor_time(process: int) -> float:
    """Seconds of processor time of a process so far; 0 where the system does not tell or the process is gone."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


class Watched:
    """In a `with` block: the processes of a session, looked at again and again."""

    def __init__(self, session: int) -> None:
        self.mebibytes = 0.0
        """The most that one of them held."""
        self._times: dict[int, float] = {}
        self._session = session
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    @property
    def processor_time(self) -> float:
        """Seconds of all of them together, but for the last look's span."""
        return sum(self._times.values())

    def _look(self) -> None:
        while not self._done.wait(EVERY):
            for process in _of_session(self._session):
                self.mebibytes = max(self.mebibytes, peak(process))
                self._times[process] = max(self._times.get(process, 0.0), processor_time(process))


def _of_session(session: int) -> list[int]:
    """The processes of a session; none where there is no /proc."""
    out = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == session:
                out.append(int(folder.name))
        except ProcessLookupError:
            continue
    return out
