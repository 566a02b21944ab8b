"""Readers that misbehave on command, for worker processes; an item's bytes are the command."""

from __future__ import annotations

import os
import re
import signal
import time

from attache.intake import Outcome, Setup
from attache.intake.worker import Reader
from attache.sources import Origin
from attache.sources.item import Item


def item(command: str, name: str = "") -> Item:
    """An item that is a command."""
    return Item(name or command, name or command, "report", command.encode(), Origin(file=name or command))


def obedient(setup: Setup) -> Reader:
    """A reader that does what items say: `sleep 3`, `die`, `die once FILE`, `exit`, `spin`, `grow 50`; else it reads nothing."""
    return lambda given, gate: _obey(given, gate)


def broken(setup: Setup) -> Reader:
    """A reader that cannot even be loaded."""
    os._exit(3)


def _obey(given: Item, gate: bool) -> Outcome:
    match given.data.decode().split():
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["die"]:
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["die", "once", mark]:
            if not os.path.exists(mark):
                open(mark, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
        case ["exit"]:
            os._exit(0)
        case ["spin"]:
            re.match(r"(a+)+$", "a" * 60 + "b")  # never lets another thread run
        case ["grow", megabytes]:
            _ = bytearray(b"x") * (int(megabytes) << 20)
    return Outcome(given.name, given.shown, given.by_hand, "aside", reason=str(os.getpid()), message=str(gate))
