"""The file on a pair of actors in plain words: every line rests on quoted sentences."""

from attache.brief.dossier import Dossier, Line, Section, compile_dossier
from attache.brief.render import as_html, as_markdown

__all__ = ["Dossier", "Line", "Section", "as_html", "as_markdown", "compile_dossier"]
