"""Archives made by the tests, and what reading them gives."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path

from attache.records import Report
from attache.sources import Columns, Setaside, reports_from

BODY = "Peru and Chile signed a plan on Thursday to open four border posts in the Atacama before the end of the year."
PAGE = f"<html><head><title>Posts</title></head><body><h1>Posts</h1><p>{BODY}</p><p>{BODY} Again.</p></body></html>"


def run(*inputs: Path | str, columns: str | None = None) -> tuple[list[Report], list[Setaside]]:
    """The reports of the inputs and what was set aside."""
    aside: list[Setaside] = []
    told = Columns.parse(columns) if columns else None
    return list(reports_from([str(i) for i in inputs], on_aside=aside.append, columns=told)), aside


def reasons(aside: Iterable[Setaside]) -> list[tuple[str, str]]:
    """Reason and input of each aside."""
    return [(a.reason, a.input) for a in aside]


def record(kind: str, body: bytes, **headers: str) -> bytes:
    """A WARC record."""
    head = {"WARC-Type": kind, "WARC-Date": "2024-05-31T10:00:00Z", "Content-Length": str(len(body))}
    head |= {name.replace("_", "-"): value for name, value in headers.items()}
    return b"WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in head.items()).encode() + b"\r\n" + body + b"\r\n\r\n"


def response(url: str, body: bytes, *, status: str = "200 OK", extra: str = "", kind: str = "text/html; charset=utf-8") -> bytes:
    """A WARC record of a page as a server sent it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    return record("response", http, WARC_Target_URI=url, Content_Type="application/http; msgtype=response")


def tar(members: Iterable[tuple[str, bytes]], *, mode: str = "w") -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
