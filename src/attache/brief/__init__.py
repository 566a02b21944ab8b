"""The file on a pair of actors in plain words: every line rests on quoted sentences."""

from attache.brief.dossier import Dossier, Section, compile_dossier
from attache.brief.lines import Line, Piece
from attache.brief.render import as_html, as_markdown

__all__ = ["Dossier", "Line", "Piece", "Section", "as_html", "as_markdown", "compile_dossier"]
