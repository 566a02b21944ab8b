"""Markdown to plain text: front matter read, marks of headings, emphasis and links taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>\S(?:.*\S)?)\s*$")
_LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^\]\n]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without marks, the title (front matter, else the first heading of the first level) and front matter by key."""

    text: str
    title: str | None
    front: dict[str, str]


def plain_of_markdown(source: str) -> Plain:
    """The plain text of a Markdown file."""
    source = source.replace("\r\n", "\n")
    front: dict[str, str] = {}
    m = _FRONT.match(source)
    if m:
        found = (_FIELD.match(line) for line in m[1].split("\n"))
        front = {f["key"].lower(): f["value"].strip("\"'") for f in found if f}
        source = source[m.end() :]
    title = front.get("title")
    out: list[str] = []
    for line in source.split("\n"):
        heading = re.match(r"^(#{1,6})\s+(.*?)\s*#*$", line)
        if heading:
            words = _bare(heading[2])
            title = title or (words if heading[1] == "#" else None)
            out += ["", words, ""]
        elif not re.fullmatch(r"\s*(?:[-*_]\s*){3,}|\s*[=\-]{3,}\s*|\s*```.*", line):
            out.append(_bare(re.sub(r"^\s*>\s?", "", line)))
    return Plain("\n".join(out), title, front)


def _bare(line: str) -> str:
    line = _LINK.sub(lambda m: "" if m["image"] else m["words"], line)
    return _MARKS.sub(r"\2", _MARKS.sub(r"\2", line)).replace("\\*", "*").replace("\\_", "_").rstrip()
