"""A brief as one page of HTML that needs no other file: style and charts are inside, on paper A4 with numbered pages."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from attache.brief.charts import as_svg
from attache.brief.labels import Labels, labels_in
from attache.brief.model import Brief, Chart
from attache.brief.notes import Notes, source


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("attache.brief"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def as_page(brief: Brief) -> str:
    """The page, as text of one HTML file."""
    labels = labels_in(brief.language)
    template = _environment().get_template("page.html.j2")
    footer = _in_style(f"{brief.title} · {brief.kicker}")
    return template.render(brief=brief, notes=Notes(brief), source=_sourced(labels), drawn=_drawn, labels=labels, footer=footer)


def _in_style(text: str) -> Markup:
    """Text within quotation marks of a style sheet, where signs of neither HTML nor CSS mean anything."""
    return Markup("".join(c if c.isalnum() or c in " -–·,." else f"\\{ord(c):x} " for c in text))


def _sourced(labels: Labels) -> object:
    return lambda report: source(report, labels)


def _drawn(chart: Chart, *, dark: bool) -> Markup:
    return Markup(as_svg(chart.dark if dark else chart.light))
