"""A dossier as Markdown and as one self-contained HTML page; every line footnoted to its sentence."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from attache.brief.charts import as_svg, series_chart
from attache.brief.dossier import Dossier
from attache.brief.lines import Line, Piece
from attache.brief.words import report_words
from attache.ledger.entries import Quote

# How many charts a brief opens with; the longest series come first.
CHARTS = 2


class Footnotes:
    """Numbers quotes in the order of first use; the same passage has one number wherever it is cited."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.quotes: list[Quote] = []
        for line in lines:
            for quote in line.cited():
                key = self._key(quote)
                if key not in self._numbers:
                    self._numbers[key] = len(self._numbers) + 1
                    self.quotes.append(quote)

    @staticmethod
    def _key(quote: Quote) -> tuple[str, int, int]:
        return (quote.evidence.report, quote.evidence.start, quote.evidence.end)

    def numbers(self, line: Line | Piece) -> tuple[int, ...]:
        """The footnote numbers of a line's own text, or of one of its versions, ascending, each once."""
        return tuple(sorted({self._numbers[self._key(q)] for q in line.quotes}))


def one_line(text: str) -> str:
    """Text with its line breaks and runs of spaces levelled, for a footnote or a table cell."""
    return " ".join(text.split())


def marked(quote: Quote) -> tuple[str, str, str]:
    """The sentence in three parts, the passage itself in the middle; the sentence whole in the middle where they differ."""
    lead, passage, tail = quote.sentence.partition(quote.evidence.text)
    if not passage:
        return ("", one_line(quote.evidence.text), "")
    return (lead.lstrip(), passage, tail.rstrip())


def charts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Titles and SVG of the dossier's main series; series by a single source with one year draw nothing."""
    specs = [(s, series_chart(s, dossier.promises)) for s in dossier.series]
    drawn = sorted(((s, spec) for s, spec in specs if spec), key=lambda pair: (-len(pair[0].points), pair[0].id))
    return tuple((s.measure[:1].upper() + s.measure[1:], as_svg(spec)) for s, spec in drawn[:CHARTS])


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("attache.brief"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"one_line": one_line, "marked": marked, "report_words": report_words, "markdown": markdown_text}
    return environment


def markdown_text(text: str) -> str:
    """Text in which Markdown's marks stand for themselves."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in one_line(text))


def as_markdown(dossier: Dossier) -> str:
    """The brief in Markdown with footnotes as GitHub, Pandoc and Obsidian read them."""
    notes = Footnotes(dossier.lines())
    text = _environment().get_template("brief.md.j2").render(dossier=dossier, notes=notes)
    return str(Markup(text).unescape())


def as_html(dossier: Dossier) -> str:
    """The brief as one page that needs no other file: style, charts and quotations are inside."""
    notes = Footnotes(dossier.lines())
    drawings = tuple((title, Markup(svg)) for title, svg in charts(dossier))
    return _environment().get_template("brief.html.j2").render(dossier=dossier, notes=notes, charts=drawings)
