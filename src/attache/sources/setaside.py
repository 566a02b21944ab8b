"""Inputs that became no report: what, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from attache.errors import SourceError

QUIET: Final = frozenset(
    {
        "unsupported-suffix",
        "readme",
        "hidden",
        "linked-folder",
        "attachment",
        "http-status",
        "not-a-page",
        "not-a-response",
        "revisit",
    }
)
"""Reasons that are counted without a line of their own: what was never meant to be a report, in folders and archives."""


@dataclass(frozen=True, slots=True)
class Setaside:
    """One input, or line of one, that was left out. `message` is one line; `quiet` ones are only counted."""

    reason: str
    input: str
    message: str

    def __post_init__(self) -> None:
        """A file's name may hold line breaks; a message may not."""
        object.__setattr__(self, "message", " ".join(self.message.split()))

    @property
    def quiet(self) -> bool:
        return self.reason in QUIET


OnAside = Callable[[Setaside], None]


def from_error(error: SourceError, where: str) -> Setaside:
    """The record of an input that could not be read."""
    return Setaside(error.reason, where, str(error))


def from_os_error(error: OSError, where: str) -> SourceError:
    """The error of the operating system in the user's words."""
    if isinstance(error, FileNotFoundError):
        return SourceError(f"{where}: there is no such file or folder; check the name", reason="missing-path")
    if isinstance(error, PermissionError):
        return SourceError(f"{where}: no permission to read it; change its rights or copy it", reason="no-permission")
    return SourceError(
        f"{where}: cannot be read ({error.strerror or error}); copy it elsewhere and try again", reason="unreadable"
    )
