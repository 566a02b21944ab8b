"""Reading in: files, a pasted text or addresses are given, and the page shows them being read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from attache.ledger import Ledger
from attache.web.guard import may_write
from attache.web.intake.inputs import Address, File, Input, Paste, shown_path
from attache.web.intake.kept import new_folder
from attache.web.intake.progress import KINDS, JobView
from attache.web.jobs import Job, Jobs
from attache.web.pages import Asked, Page, Table
from attache.web.refusing import wants_json
from attache.web.served import Served, Settings

MOST_FILES = 2_000
MOST_ADDRESSES = 50
LONGEST_PASTE = 4_000_000
"""Bytes of a pasted text; the longest that is read as one report has 500,000 characters."""
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class ReadView:
    """What may be given, and what was given lately."""

    jobs: tuple[JobView, ...]
    """The newest first."""
    most_bytes: int
    most_files: int


def pages(served: Served, jobs: Jobs) -> tuple[Page[Any], ...]:
    """The page that takes reports in, and that of one job."""

    def opened(title: str) -> str:
        if served.settings.read_only:
            raise HTTPException(403, "this desk only shows the ledger; nothing is read in here")
        return title

    def read_view(ledger: Ledger, asked: Asked) -> ReadView:
        return ReadView(tuple(job.progress.view() for job in jobs.all()), served.settings.max_upload, MOST_FILES)

    def job_view(ledger: Ledger, asked: Asked) -> JobView:
        return jobs.find(asked.path["job"]).progress.view()

    return (
        Page("/read", "read.html", lambda ledger, asked: opened("Read in"), read_view, jobs_table),
        Page("/read/{job}", "read_job.html", lambda ledger, asked: opened(job_view(ledger, asked).title), job_view, job_table),
    )


def jobs_table(view: ReadView) -> Table:
    """One row a job."""
    heads = ("begun", "what", "phase", "items", "read", "already in the ledger", "stored unread", "set aside")
    return Table(
        heads,
        tuple((j.begun, j.title, j.phase, j.total, j.read, j.known, j.unread, sum(n for _, n in j.aside)) for j in view.jobs),
    )


def job_table(view: JobView) -> Table:
    """One row a report, or an item that gave none."""
    rows: list[tuple[str | int | None, ...]] = []
    for item in view.items:
        why = "; ".join(item.messages)
        for done in item.reports:
            counts = dict(done.records)
            rows.append((item.name, done.outcome, done.id, done.label, *(counts.get(kind, 0) for kind in KINDS), done.message))
        if not item.reports:
            rows.append((item.name, item.verdict, None, None, *(None for _ in KINDS), why))
    return Table(("item", "outcome", "report", "title", *KINDS, "message"), tuple(rows))


async def uploaded(request: Request) -> FormData:
    """The form within the limits of an upload. Raises HTTPException 400 or 413 in plain words."""
    if request.app.state.served.settings.read_only:
        raise HTTPException(403, "this desk only shows the ledger; nothing is read in here")
    try:
        return await request.form(max_files=MOST_FILES, max_fields=50, max_part_size=LONGEST_PASTE)
    except HTTPException as error:
        if error.detail.startswith("Too many files"):
            words = f"more than {MOST_FILES:,} files at once; send them in parts, or read the folder with: attache read FOLDER"
            raise HTTPException(413, words) from error
        if error.detail.startswith(("Part exceeded", "Field exceeded")):
            raise HTTPException(413, "the pasted text is too long for one report; save it as a file") from error
        if error.status_code == 400:
            raise HTTPException(400, "what was sent came damaged; send it again") from error
        raise


@ROUTES.post("/read", dependencies=[Depends(uploaded), Depends(may_write)])
async def begin(request: Request) -> Response:
    """Begins a job with all that the form holds, and leads to its page."""
    form = await request.form()
    settings: Settings = request.app.state.served.settings
    try:
        job = await run_in_threadpool(job_of, form, settings)
    except OSError as error:
        raise HTTPException(507, f"what was sent cannot be kept ({error.strerror or error}); make room on the disk") from error
    finally:
        await form.close()
    request.app.state.jobs.add(job)
    address = f"/read/{job.id}"
    if wants_json(request):
        return JSONResponse({"ok": True, "job": job.id, "address": address})
    return RedirectResponse(address, 303)


@ROUTES.post("/read/{job}/stop", dependencies=[Depends(may_write)])
def stop(request: Request, job: str) -> Response:
    """Stops a job after the report that is being read."""
    jobs: Jobs = request.app.state.jobs
    jobs.cancel(jobs.find(job))
    if wants_json(request):
        return JSONResponse({"ok": True, "job": job, "address": f"/read/{job}"})
    return RedirectResponse(f"/read/{job}", 303)


def job_of(form: FormData, settings: Settings) -> Job:
    """A job of all that a form holds; files are kept in a folder of its own. Raises HTTPException 400 where it holds nothing."""
    others = [*_paste(form), *_addresses(form, settings)]
    sent = [f for _, f in form.multi_items() if isinstance(f, UploadFile) and (f.filename or f.size)]
    if not sent and not others:
        raise HTTPException(400, "there is nothing to read: choose files, paste a text or give an address")
    folder = new_folder() if sent else None
    try:
        files = [_kept(f, Path(folder.name), n) for n, f in enumerate(sent)] if folder else []
    except BaseException:
        if folder:
            folder.cleanup()
        raise
    return Job(token_hex(6), (*files, *others), folder)


def _kept(file: UploadFile, folder: Path, number: int) -> File:
    """The file on disk under a number, with the endings that tell its kind."""
    sent = file.filename or ""
    endings = "".join(Path(shown_path(sent)).suffixes[-2:])
    path = folder / f"{number}{endings if endings.isascii() else ''}"
    with path.open("wb") as target:
        shutil.copyfileobj(file.file, target)
    return File(path, sent)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _paste(form: FormData) -> list[Input]:
    from attache.sources.printed import dates_in

    text = _text(form, "text")
    if not text.strip():
        return []
    day = _text(form, "published").strip()
    found = dates_in(day)
    if day and not found:
        raise HTTPException(400, f"“{day[:60]}” is no full date; write it as 2019-03-12 or 12 March 2019")
    title, publisher = (" ".join(_text(form, name).split())[:300] or None for name in ("title", "publisher"))
    return [Paste(text, title, publisher, found[0].day.isoformat() if found else None)]


def _addresses(form: FormData, settings: Settings) -> list[Input]:
    given = _text(form, "address").split()
    if len(given) > MOST_ADDRESSES:
        raise HTTPException(400, f"{len(given)} addresses are too many at once; give up to {MOST_ADDRESSES}")
    return [Address(_whole(url), settings.private_addresses) for url in given]


def _whole(url: str) -> str:
    """The address with its scheme, which people leave out: "vnanet.vn/en/a" is meant as https."""
    return url if urlsplit("//" + url).path.startswith("//") or "://" in url else f"https://{url}"
