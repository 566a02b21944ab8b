"""A brief in Markdown, with footnotes as GitHub, Pandoc and Obsidian read them."""

from __future__ import annotations

from attache.brief.labels import Labels, labels_in
from attache.brief.model import Brief, Cell, Row, Section
from attache.brief.notes import Notes, level, source
from attache.ledger.entries import Quote


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown; charts are told in words."""
    notes, labels = Notes(brief), labels_in(brief.language)
    blocks = [f"# {_plain(brief.title)}", _plain(brief.kicker), _plain(" ".join((*brief.opening, *brief.missing)))]
    if brief.lead:
        blocks.append("\n".join(f"- {_told(row.cells[0], notes)}{_mark(row)}" for row in brief.lead))
    for section in brief.sections:
        blocks += _section(section, notes)
    blocks += _sources(brief, labels)
    blocks.append("\n".join(f"[^{n}]: {_note(notes, quote, labels)}" for n, quote in enumerate(notes.quotes, 1)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _plain(text: str) -> str:
    """Text in which Markdown's marks stand for themselves."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#~" else c for c in level(text))


def _told(cell: Cell, notes: Notes) -> str:
    out = ""
    for n, words in enumerate(cell):
        text = _plain(words.text)
        if words.look == "strong" or words.look.startswith("tag-"):
            text = f"**{text}**"
        marks = "".join(f"[^{number}]" for number in notes.numbers(words))
        out += f"{words.joined if n else ''}{text}{marks}"
    return out


def _mark(row: Row) -> str:
    return " ✓" if row.checked else ""


def _section(section: Section, notes: Notes) -> list[str]:
    blocks = [f"## {_plain(section.title)}"]
    if section.intro:
        blocks.append(_told(section.intro, notes))
    blocks += [f"*{_plain(chart.alt)}*" for chart in section.charts]
    if not section.groups:
        blocks.append(_plain(section.empty))
    for group in section.groups:
        if group.title:
            blocks.append(f"### {_plain(group.title[:1].upper() + group.title[1:])}")
        blocks.append(
            _table(section, group.rows, notes) if section.columns else "\n".join(_item(row, notes) for row in group.rows)
        )
    if section.more:
        blocks.append(f"*… {_plain(section.more)}*")
    return blocks


def _item(row: Row, notes: Notes) -> str:
    note = f"{_told(row.cells[0], notes)}: " if len(row.cells) > 1 else ""
    return f"- {note}{_told(row.cells[-1], notes)}{_mark(row)}"


def _table(section: Section, rows: tuple[Row, ...], notes: Notes) -> str:
    lines = [f"| {' | '.join(map(_plain, section.columns))} |", f"|{' --- |' * len(section.columns)}"]
    for row in rows:
        lines.append(f"| {' | '.join(_told(cell, notes) for cell in row.cells)}{_mark(row)} |")
    return "\n".join(lines)


def _sources(brief: Brief, labels: Labels) -> list[str]:
    lines = []
    for line in brief.sources:
        told = [
            ", ".join(dict.fromkeys((*(() if r.label == line.name else (r.label,)), labels.dates(r.published))))
            for r in line.reports
        ]
        if brief.is_short:
            told = [labels("opening.number", n=len(line.reports))]
        standing = f" ({_plain(line.standing)})" if line.standing else ""
        lines.append(f"- **{_plain(line.name)}**{standing}: {_plain('; '.join(told))}")
    more = f"*… {_plain(brief.sources_more)}*" if brief.sources_more else ""
    return [f"## {_plain(brief.sources_title)}", "\n".join(lines), more]


def _note(notes: Notes, quote: Quote, labels: Labels) -> str:
    return f"“{_plain(''.join(notes.words(quote)))}” — {_plain(source(quote.report, labels))}"
