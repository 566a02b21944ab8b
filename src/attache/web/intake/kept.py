"""Folders in which files that were sent wait until they are read."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_OWN = re.compile(r"attache-(\d+)-\w+")


def new_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that only this user may look into; its name tells the process that made it."""
    return tempfile.TemporaryDirectory(prefix=f"attache-{os.getpid()}-")


def sweep() -> None:
    """Removes what desks that were killed have left behind. Elsewhere than on POSIX nothing tells whether one still runs."""
    if os.name != "posix":
        return
    for folder in Path(tempfile.gettempdir()).glob("attache-*"):
        found = _OWN.fullmatch(folder.name)
        if found and not folder.is_symlink() and not _runs(int(found[1])):
            # Another user's, or one that goes away meanwhile, is left alone.
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
