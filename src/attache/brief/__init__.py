"""The footnoted brief on two actors: every line rests on quoted sentences, and the words of a line are in plain language."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attache.brief.lines import Line, Piece
from attache.errors import AttacheError

if TYPE_CHECKING:
    from attache.brief.compile import compile_brief
    from attache.brief.markdown import as_markdown
    from attache.brief.model import Brief
    from attache.brief.page import as_page
    from attache.brief.printing import as_pdf
    from attache.brief.word_file import as_word

Form = Callable[["Brief"], "str | bytes"]

__all__ = [
    "Brief",
    "Line",
    "Piece",
    "as_markdown",
    "as_page",
    "as_pdf",
    "as_word",
    "compile_brief",
    "form_of",
]

_WHERE = {
    "Brief": "model",
    "as_markdown": "markdown",
    "as_page": "page",
    "as_pdf": "printing",
    "as_word": "word_file",
    "compile_brief": "compile",
}
_FORMS = {
    ".md": "as_markdown",
    ".markdown": "as_markdown",
    ".html": "as_page",
    ".htm": "as_page",
    ".docx": "as_word",
    ".pdf": "as_pdf",
}


def __getattr__(name: str) -> Any:
    """The public names, loaded when asked for: Word files and charts need large libraries."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"attache.brief.{_WHERE[name]}"), name)


def form_of(suffix: str) -> Form:
    """The function that writes a brief for a file's suffix. Raises AttacheError for one of another kind."""
    name = _FORMS.get(suffix.lower())
    if name is None:
        raise AttacheError(f"no brief is written as {suffix or 'a file without a suffix'}; try -o brief.html, .md, .docx or .pdf")
    form: Form = __getattr__(name)
    return form
