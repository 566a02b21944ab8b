"""Programs of others on the same data: each turns a gold record into a predicted one as our adapters do.

They come with the optional extra `bench`; one that is not installed raises NotAvailable, naming what to install, at its first
use. Nothing of them is imported before.
"""

from __future__ import annotations

import importlib
import logging
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import spacy

from attache.language.en import analyse
from attache.language.tokens import Doc
from benchmarks.accuracy.encoder import NotAvailable
from benchmarks.accuracy.lines import Line, Predict
from benchmarks.accuracy.pages import page_bytes


@dataclass(frozen=True, slots=True)
class Peer:
    """One program: the package whose version is told, and its prediction for a task."""

    package: str
    predict: Predict
    only: frozenset[str] = frozenset()
    """The rows it can be scored by, where it does a part of the task; empty for all."""

    @property
    def version(self) -> str:
        """The installed version; NotAvailable where it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError as error:
            raise NotAvailable(f"{self.package} is not installed: pip install 'attache[bench]' puts the peers beside") from error


def _module(name: str) -> Any:
    """A peer's module; what it warns of at its import is none of our business."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except ImportError as error:
            raise NotAvailable(f"{name} cannot be imported: {error}") from error


def quantulum(gold: Line) -> Line:
    """quantulum3 without its classifier, as its default without scikit-learn."""
    _module("quantulum3.classifier").USE_CLF = False
    logging.disable(logging.WARNING)
    found = _module("quantulum3.parser").parse(gold["text"])
    logging.disable(logging.NOTSET)
    lines = [
        {
            "value": q.value,
            "unit": q.unit.name,
            "start": q.span[0],
            "end": q.span[1],
            "surface": q.surface,
            "uncertainty": q.uncertainty,
        }
        for q in found
    ]
    return {"id": gold["id"], "quantities": lines}


def dateparser_dates(gold: Line) -> Line:
    """dateparser's search_dates; it gives no offsets, so its words are looked up in order, and each is a day or a clock time."""
    settings = {"RELATIVE_BASE": datetime.fromisoformat(gold["dct"])}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _module("dateparser.search").search_dates(gold["text"], languages=["en"], settings=settings) or []
    lines, at = [], 0
    for words, when in found:
        start = gold["text"].find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        timed = (when.hour, when.minute) != (0, 0) and ":" in words
        value = when.strftime("%Y-%m-%dT%H:%M" if timed else "%Y-%m-%d")
        lines.append({"start": start, "end": at, "text": words, "type": "TIME" if timed else "DATE", "value": value})
    return {"id": gold["id"], "timexes": lines}


_RECOGNIZED = {
    "date": "DATE",
    "daterange": "DATE",
    "time": "TIME",
    "timerange": "TIME",
    "datetime": "TIME",
    "datetimerange": "TIME",
}
_RANGES = frozenset({"daterange", "timerange", "datetimerange"})


def recognizers_documents(gold: Line) -> Line:
    """Microsoft Recognizers-Text on a document: DATE and TIME, ranges with the last day included."""
    lines = [_recognized(found, ranges=False) for found in _recognize(gold)]
    return {"id": gold["id"], "timexes": lines}


def recognizers_cases(gold: Line) -> Line:
    """The same on its own sentences, in its own types and values."""
    return {"id": gold["id"], "timexes": [_recognized(found, ranges=True) for found in _recognize(gold)]}


@cache
def _recognizer() -> Any:
    return _module("recognizers_date_time").DateTimeRecognizer("en-us").get_datetime_model()


def _recognize(gold: Line) -> list[Any]:
    return list(_recognizer().parse(gold["text"], datetime.fromisoformat(gold["dct"])))


def _recognized(found: Any, *, ranges: bool) -> Line:
    kind = found.type_name.rpartition(".")[2]
    values = (found.resolution or {}).get("values") or [{}]
    value = values[-1] if len(values) == 1 or ranges else values[0]
    label = _RECOGNIZED.get(kind, kind.upper())
    if ranges and kind in _RANGES:
        label += "_RANGE"
    return {
        "start": found.start,
        "end": found.end + 1,
        "text": found.text,
        "type": label,
        "value": recognized_value(value, exclusive=not ranges),
    }


def recognized_value(value: dict[str, str | None], *, exclusive: bool) -> str:
    """One resolution of Recognizers-Text as a value; with `exclusive` the day after the last becomes the last."""
    if "start" not in value and "end" not in value:
        return value.get("value") or value.get("timex") or ""
    start, end = value.get("start") or "", value.get("end") or ""
    if exclusive and len(end) == 10:
        end = (datetime.fromisoformat(end) - timedelta(1)).date().isoformat()
    return f"{start}/{end}"


def textacy_quotations(gold: Line) -> Line:
    """textacy's direct quotations over our analysis; a document with an odd number of quotation marks has none, as it says."""
    quotations = _module("textacy.extract.triples").direct_quotations
    doc = _for_spacy(analyse(gold["text"]))
    lines = []
    try:
        for n, found in enumerate(quotations(doc)):
            spans = {role: _runs(getattr(found, name)) for role, name in (("source", "speaker"), ("cue", "cue"))}
            content = [[found.content.start_char, found.content.end_char]]
            lines.append({"id": str(n), **spans, "content": content})
    except ValueError:
        pass
    return {"id": gold["id"], "attributions": lines}


def _for_spacy(doc: Doc) -> spacy.tokens.Doc:
    """Our analysis as spaCy's own Doc."""
    return spacy.tokens.Doc(
        spacy.blank("en").vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
    )


def _runs(tokens: Any) -> list[list[int]]:
    """Tokens as passages, neighbours joined."""
    out: list[list[int]] = []
    last = -2
    for token in sorted(tokens, key=lambda t: t.i):
        if token.i == last + 1:
            out[-1][1] = token.idx + len(token)
        else:
            out.append([token.idx, token.idx + len(token)])
        last = token.i
    return out


def trafilatura_page(gold: Line) -> Line:
    """trafilatura: text, title and date of a page."""
    found = _module("trafilatura").bare_extraction(
        page_bytes(gold), url=gold.get("url"), with_metadata=True, include_comments=False
    )
    if found is None:
        return {"id": gold["id"]}
    return {"id": gold["id"], "text": found.text, "title": found.title, "date": found.date}


def htmldate_page(gold: Line) -> Line:
    """htmldate: the date of a page, extensive search."""
    found = _module("htmldate").find_date(page_bytes(gold), url=gold.get("url"), extensive_search=True, original_date=True)
    return {"id": gold["id"], "date": found}


PEERS: dict[str, dict[str, Peer]] = {
    "attributions": {"textacy": Peer("textacy", textacy_quotations)},
    "pages": {
        "trafilatura": Peer("trafilatura", trafilatura_page),
        "htmldate": Peer("htmldate", htmldate_page, frozenset({"date"})),
    },
    "quantities": {"quantulum3": Peer("quantulum3", quantulum)},
    "timex": {
        "dateparser": Peer("dateparser", dateparser_dates),
        "Recognizers-Text": Peer("recognizers-text-date-time", recognizers_documents),
    },
    "timex_cases": {
        "dateparser": Peer("dateparser", dateparser_dates),
        "Recognizers-Text": Peer("recognizers-text-date-time", recognizers_cases),
    },
}
"""Peers by task and name."""
