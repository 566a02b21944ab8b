"""With which letters the matches of a pattern begin: what has to stand in a text for the pattern to be tried at all.

Comes in: a regular expression of the kind that anchors are written in: letters, classes, groups without names, `?`, `+`,
`*` and `{}`. Goes out: its openings, spelt as `plainly` spells a text: every digit 0, every blank a space.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 8
"""Letters of an opening."""
_MOST = 600
"""Openings of one pattern; those of longer lists are cut shorter."""
_PARTS = re.compile(r"\(\?[:=]|\[(?:\\.|[^\]\\])+\]|\\.|\{\d+(?:,\d*)?\}|.", re.DOTALL)
_STRANGE = re.compile(r"\(\?[^:=]|\\(?!b)[^\W\dds]|\[\^")
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[^\S ]")


class _Begun(NamedTuple):
    """Beginnings of a match: those that are complete so far and may go on, and those that are cut."""

    whole: frozenset[str]
    cut: frozenset[str] = frozenset()

    def then(self, after: _Begun) -> _Begun:
        """These with what comes after them."""
        if len(self.whole) * (len(after.whole) + len(after.cut)) > _MOST:
            return self.ended()
        longer = {(one + two)[:_LONGEST] for one in self.whole for two in after.whole}
        cut = {(one + two)[:_LONGEST] for one in self.whole for two in after.cut}
        full = {one for one in longer if len(one) == _LONGEST}
        return _Begun(frozenset(longer - full), self.cut | cut | full)

    def ended(self) -> _Begun:
        """These, whatever comes after them."""
        return _Begun(frozenset(), self.whole | self.cut)

    def either(self, other: _Begun) -> _Begun:
        return _Begun(self.whole | other.whole, self.cut | other.cut)


_NOTHING = _Begun(frozenset({""}))
_SPACE = frozenset({" "})


def plainly(low: str) -> str:
    """A text in lower case as openings are spelt, each letter at its place."""
    return _BLANK.sub(" ", _DIGIT.sub("0", low))


def openings(pattern: str) -> frozenset[str]:
    """What matches of the pattern begin with, at most eight letters each; an empty one where it may be anything.

    ValueError for what anchors are not written in: look-arounds, named groups, other classes than digits and blanks.
    """
    if strange := _STRANGE.search(pattern):
        raise ValueError(f"anchor {pattern!r}: {strange.group()!r} is more than the beginnings of matches are told from")
    parts = _PARTS.findall(pattern)
    begun, end = _alternatives(parts, 0)
    if end < len(parts):
        raise ValueError(f"anchor {pattern!r}: a bracket closes that was not opened")
    return begun.whole | begun.cut


def _alternatives(parts: list[str], at: int) -> tuple[_Begun, int]:
    """What the alternatives from `at` on begin with, and where they end."""
    found, one = _Begun(frozenset()), _NOTHING
    while at < len(parts) and parts[at] != ")":
        if parts[at] == "|":
            found, one, at = found.either(one), _NOTHING, at + 1
            continue
        piece, at = _piece(parts, at)
        one = one.then(piece)
    return found.either(one), at


def _piece(parts: list[str], at: int) -> tuple[_Begun, int]:
    """What one letter, class or group with its quantifier begins with, and where it ends."""
    if parts[at][0] == "(":
        ahead = parts[at] == "(?="
        piece, at = _alternatives(parts, at + 1)
        piece = _NOTHING if ahead else piece
    else:
        piece = _Begun(_letters(parts[at]))
    at += 1
    quantifier = parts[at] if at < len(parts) and (parts[at] in ("?", "+", "*") or parts[at][0] == "{") else ""
    return _repeated(piece, quantifier), at + bool(quantifier)


def _repeated(piece: _Begun, quantifier: str) -> _Begun:
    if quantifier == "?":
        return piece.either(_NOTHING)
    if quantifier and quantifier in "*+" and piece.whole == _SPACE:
        # Blanks are mostly one: with it the match may go on, two are the end of an opening.
        return _Begun(_SPACE | {""} if quantifier == "*" else _SPACE, frozenset({"  "}))
    if quantifier == "*" or quantifier.startswith("{0"):
        return _NOTHING.ended()
    if quantifier == "+":
        return piece.ended()
    least, _, most = quantifier.strip("{}").partition(",")
    out = piece
    for _ in range(int(least or 1) - 1):
        out = out.then(piece)
    return out.ended() if "," in quantifier and most != least else out


def _letters(part: str) -> frozenset[str]:
    """The letters that one part may stand for, plainly spelt; an empty one for an edge of a word."""
    if part == r"\b":
        return frozenset({""})
    if part[0] == "[":
        inner = re.findall(r"\\.|.-.|.", part[1:-1])
        return frozenset().union(*(_letters(one) if one[0] == "\\" else _range(one) for one in inner))
    if part == ".":
        raise ValueError("anchor with a dot that may be anything: write the letters, or a dot after a backslash")
    if part[0] == "\\":
        return frozenset({{"d": "0", "s": " "}.get(part[1], part[1])})
    return frozenset({_plain(part)})


def _range(part: str) -> frozenset[str]:
    """A letter of a class, or all from one to another."""
    return frozenset(_plain(chr(code)) for code in range(ord(part[0]), ord(part[-1]) + 1))


def _plain(letter: str) -> str:
    return "0" if letter.isdecimal() else " " if letter.isspace() else letter
