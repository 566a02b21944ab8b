"""The most memory a process held. The system's own count of a child's begins with its parent's, so it is read from /proc."""

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


class Peak:
    """In a `with` block: the most that any process of a session held, looked at again and again."""

    def __init__(self, session: int) -> None:
        self.mebibytes = 0.0
        self._session = session
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(EVERY):
            for process in _of_session(self._session):
                self.mebibytes = max(self.mebibytes, peak(process))


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
