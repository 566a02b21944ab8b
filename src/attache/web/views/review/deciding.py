"""Decisions as forms send them: stored at once, then worked in by the desk's own thread.

A script is answered with JSON, a plain form is sent on to the page it came from or to the decision's own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from attache.errors import QueryError
from attache.exports.jsonl import as_json
from attache.ledger import Ledger
from attache.ledger.reviews.listing import ReviewEntry
from attache.web.decisions import review_words
from attache.web.fields import WHAT, changed_fields
from attache.web.guard import may_write
from attache.web.pages import Asked
from attache.web.refusing import wants_json
from attache.web.rendering import rendered
from attache.web.served import Served
from attache.web.views.review.one import Faults, local, one_view
from attache.web.views.review.who import NAME, YEAR, around, asks_name, follower, reviewer

ROUTES = APIRouter()


async def sent_form(request: Request) -> FormData:
    """The form that was sent."""
    return await request.form()


Form = Annotated[FormData, Depends(sent_form)]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form about one entry."""

    id: str
    form: FormData

    def text(self, name: str) -> str:
        """A field's words without outer white space; empty where it is missing."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def several(self, name: str) -> tuple[str, ...]:
        """All values of a field that are not blank."""
        return tuple(v.strip() for v in self.form.getlist(name) if isinstance(v, str) and v.strip())

    @property
    def fields(self) -> dict[str, str]:
        """Fields of the record as the form gives them."""
        return {k.removeprefix("field-"): v for k, v in self.form.multi_items() if k.startswith("field-") and isinstance(v, str)}


@ROUTES.get("/review/form/{id}")
def form(request: Request, id: str) -> Response:
    """The form of one entry alone, for a script to put under its line."""
    served: Served = request.app.state.served
    asked = Asked({"id": id}, dict(request.query_params))
    view = one_view(served.ledger, asked)
    return HTMLResponse(rendered("review_form.html", view=view, **around(request), action=request.query_params.get("do", "")))


@ROUTES.post("/review/of/{id}", dependencies=[Depends(may_write)])
def decide(request: Request, id: str, form: Form) -> Response:
    """Accepts, rejects, corrects, merges or splits."""
    sent = Sent(id, form)
    served: Served = request.app.state.served
    try:
        by = reviewer(request, sent.text("by"))
        with served.writer() as ledger:
            review = _decided(ledger, sent, by)
    except QueryError as error:
        return _not_done(request, sent, str(error))
    return _done(request, sent, review)


@ROUTES.post("/review/undo", dependencies=[Depends(may_write)])
def undo(request: Request, form: Form) -> Response:
    """Takes a decision back; to take back that puts it in force again."""
    sent = Sent("", form)
    number = sent.text("review")
    if not (number.isascii() and number.isdigit()):
        raise QueryError("say which decision is to be taken back, by its number")
    served: Served = request.app.state.served
    with served.writer() as ledger:
        review = ledger.undo(int(number[:15]), why=sent.text("why"), by=reviewer(request, sent.text("by")))
    return _done(request, sent, review)


@ROUTES.get("/review/decision/{number}.json")
def decided_json(request: Request, number: int) -> Response:
    """The decision's twin."""
    return JSONResponse(as_json(request.app.state.served.ledger.review(number)))


@ROUTES.get("/review/decision/{number}")
def decided(request: Request, number: int) -> Response:
    """One decision, with the way back and the way on."""
    served: Served = request.app.state.served
    review = served.ledger.review(number)
    back = local(request.query_params.get("next"))
    title = f"Decision {number}"
    return HTMLResponse(
        rendered("review_decision.html", title=title, review=review, said=review_words(review), back=back, **around(request))
    )


@ROUTES.get("/review/names.json")
def names(request: Request, q: str = "", kind: str = "") -> Response:
    """Actors and things whose names hold the words: what a merge may mean."""
    found = request.app.state.served.ledger.names_like(q, kind=kind or None) if q.strip() else ()
    return JSONResponse({"names": as_json(list(found))})


@ROUTES.get("/review/working.json")
def working(request: Request) -> Response:
    """Whether something decided is still being worked in, and why that failed where it did."""
    one = follower(request)
    return JSONResponse({"working": one.working, "fault": one.fault})


@ROUTES.get("/review/keys")
def keys(request: Request) -> Response:
    """The keys with which the desk is used."""
    return HTMLResponse(rendered("review_keys.html", title="Keys", **around(request)))


def _decided(ledger: Ledger, sent: Sent, by: str) -> ReviewEntry:
    """The decision as stored. Raises QueryError where it cannot be."""
    why = sent.text("why")
    match sent.text("action"):
        case "accept":
            return ledger.accept(*_records(sent), why=why, by=by)
        case "reject":
            return ledger.reject(*_records(sent), why=why, by=by)
        case "correct":
            return ledger.correct(sent.id, _corrections(ledger, sent), why=why, by=by)
        case "merge":
            others = tuple(dict.fromkeys((*sent.several("other"), *sent.several("name"))))
            if not others:
                raise QueryError("say what it is the same as: tick one, or write a name or an id")
            return ledger.merge(sent.id, *others, why=why, by=by)
        case "split":
            return ledger.split(sent.id, *sent.several("member"), reports=sent.several("report"), why=why, by=by)
    raise QueryError("say what is to be done: accept, reject, correct, merge or split")


def _records(sent: Sent) -> tuple[str, ...]:
    records = sent.several("record")
    if not records and sent.id[:1] in "esfct":
        return (sent.id,)
    if not records:
        raise QueryError("tick at least one sentence")
    return records


def _corrections(ledger: Ledger, sent: Sent) -> Mapping[str, str]:
    (record,) = ledger.read_records([sent.id]) or (None,)
    if record is None:
        raise QueryError(f"there is no record {sent.id}; it may have been read again meanwhile")
    changed = changed_fields(record.entry, sent.fields)
    if not changed:
        raise QueryError("nothing was changed; put another value into one of the fields")
    return changed


def _done(request: Request, sent: Sent, review: ReviewEntry) -> Response:
    """Worked in if that is quick; the answer to a script or a browser."""
    done = follower(request).follow()
    back = local(sent.text("next"))
    answer: Response
    if wants_json(request):
        said = review_words(review)
        answer = JSONResponse({"ok": True, "review": review.id, "said": said, "by": review.by, "working": not done})
    elif back.partition("?")[0] == "/review":
        sign = "&" if "?" in back else "?"
        answer = RedirectResponse(f"{back}{sign}done={review.id}", 303)
    else:
        answer = RedirectResponse(f"/review/decision/{review.id}?next={quote(back)}", 303)
    if asks_name(request) and sent.text("by"):
        answer.set_cookie(NAME, quote(sent.text("by")[:80]), max_age=YEAR, httponly=True, samesite="lax")
    return answer


def _not_done(request: Request, sent: Sent, message: str) -> Response:
    """The form again with what was wrong, where it was wrong."""
    ledger: Ledger = request.app.state.served.ledger
    fields = _faults(ledger, sent) if sent.text("action") == "correct" else {}
    faults = Faults("" if fields else message, fields, {**sent.fields, "why": sent.text("why"), "name": sent.text("name")})
    if wants_json(request):
        return JSONResponse({"ok": False, "status": 400, "error": message, "fields": fields}, 400)
    view = one_view(ledger, Asked({"id": sent.id}, {"next": sent.text("next")}), faults)
    title = f"Review: {view.title}"
    return HTMLResponse(rendered("review_of.html", title=title, view=view, action=sent.text("action"), **around(request)), 400)


def _faults(ledger: Ledger, sent: Sent) -> dict[str, str]:
    """By field of the form, why its value would not do."""
    for record in ledger.read_records([sent.id]):
        found = ledger.faults(sent.id, changed_fields(record.entry, sent.fields))
        return {WHAT if name in ("type", "mode") else name: message for name, message in found.items()}
    return {}
