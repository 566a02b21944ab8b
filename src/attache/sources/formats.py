"""What kind of file it is: by the ending of its name, or by its first bytes."""

from __future__ import annotations

import re
from typing import Final, Literal

from attache.sources.decode import looks_like_page

Format = Literal["text", "markdown", "page", "lines", "csv", "parquet", "warc", "mail", "mbox", "zip", "tar"]
Packing = Literal["gz", "bz2", "xz"]

SINGLE: Final = frozenset({"text", "markdown", "page", "mail"})
"""Formats that hold one report and what is attached to it."""
HEAD: Final = 2048
"""First bytes of a file that tell its format."""
KINDS: Final = (
    ".txt .md .html .htm .eml, archives (.warc .wet .zip .tar .mbox), tables (.jsonl .csv .tsv .parquet), each also .gz"
)
_ENDINGS: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    ".eml": "mail",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".zip": "zip",
    ".tar": "tar",
}
_PACKED_TARS: Final[dict[str, Packing]] = {".tgz": "gz", ".tbz2": "bz2", ".tbz": "bz2", ".txz": "xz"}
_PACKINGS: Final[dict[bytes, Packing]] = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
_OPENS_LIKE_MAIL = re.compile(
    rb"(?:from|to|date|received|return-path|delivered-to|message-id|mime-version|subject):", re.IGNORECASE
)


def named(name: str) -> tuple[Format | None, Packing | None]:
    """Format and packing by the ending of a name; no format where the ending is not known."""
    low = name.lower()
    for ending, packing in _PACKED_TARS.items():
        if low.endswith(ending):
            return "tar", packing
    packed: Packing | None = next((p for p in _PACKINGS.values() if low.endswith("." + p)), None)
    if packed:
        low = low.removesuffix("." + packed)
    _, point, ending = low.rpartition(".")
    return _ENDINGS.get(point + ending), packed


def packing_in(head: bytes) -> Packing | None:
    """The packing that the first bytes of a file show."""
    return next((packing for magic, packing in _PACKINGS.items() if head.startswith(magic)), None)


def format_in(head: bytes) -> Format | None:
    """The format that the first bytes of an unpacked file show; None for what may be anything, as a plain text may."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(b"From ") and b"\n" in head:
        return "mbox"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"", head):
        return "lines"
    if _OPENS_LIKE_MAIL.match(head):
        return "mail"
    return "page" if looks_like_page(head) else None
