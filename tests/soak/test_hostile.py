"""Texts made to hurt, each as long as a report may be: every one is read or set aside with its reason, and the run goes on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import run
from tests.conftest import Sized

SENTENCE = "Foreign Minister Pham Binh Minh met Sergey Lavrov in Hanoi on May 9, 2017 and signed an agreement on trade. "
OPENING = SENTENCE * 3
"""Before each of them, so that it is read as English."""


def _lengthened(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _between(opening: str, closing: str) -> Callable[[int], str]:
    """Nested as deep as it goes."""
    return lambda size: opening * (size // 2 // len(opening)) + "x" + closing * (size // 2 // len(closing))


TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence": _lengthened("the minister said that "),
    "one word": _lengthened("a"),
    "words without a stop": _lengthened("Vietnam and Russia and "),
    "commas": _lengthened("Hanoi, Moscow, "),
    "spaces": lambda size: "Hanoi" + " " * size + "Moscow.",
    "line breaks": _lengthened("\n"),
    "short lines": _lengthened("Hanoi.\n"),
    "opening brackets": _lengthened("("),
    "brackets in brackets": _between("(", ")"),
    "quotes in quotes": _between("“he said ", "” "),
    "quotation marks": _lengthened('"'),
    "digits": _lengthened("9"),
    "numbers": _lengthened("10 billion dollars and "),
    "percentages": _lengthened("up 9 percent, "),
    "dates": _lengthened("May 9, 2017 and "),
    "dates in a row": _lengthened("2017-05-09/"),
    "separators": _lengthened("::|–"),
    "said": _lengthened("said "),
    "names": _lengthened("Pham Binh Minh Sergey Lavrov "),
    "many names": lambda size: " ".join(f"Minister Aba{n} Bece{n} met Minister Cidi{n} Dofu{n}." for n in range(size // 50)),
    "titles": _lengthened("Deputy Prime Minister and Minister of Foreign Affairs of "),
    "dots": _lengthened("U.S. "),
    "stops": _lengthened("."),
    "dashes": _lengthened("— "),
    "zero width": _lengthened("Viet\u200bnam\u2060 "),
    "right to left": _lengthened("\u202eHanoi\u202c \u2067Москва\u2069 "),
    "accents on accents": _lengthened("a" + "\u0301" * 50),
    "look-alikes": _lengthened("Ѕеrgеу Lаvrоv mеt Mіnh in Наnоі. "),
    "emoji": _lengthened("\U0001f1fb\U0001f1f3\u200d"),
    "entities": _lengthened("&amp;lt;"),
    "markup": _lengthened("<div><p>"),
    "of the": _lengthened("of the "),
    "hyphens": _lengthened("Russian-Vietnamese-"),
    "addresses": _lengthened("https://example.org/a?b=c&"),
    "the same sentence": _lengthened(SENTENCE),
    "paragraphs": _lengthened(SENTENCE + "\n\n"),
}
PAGES: dict[str, Callable[[int], str]] = {
    "divs in divs": _between("<div>", "</div>"),
    "tables in tables": _between("<table><tr><td>", "</td></tr></table>"),
    "lists in lists": _between("<ul><li>", "</li></ul>"),
    "open tags": _lengthened("<b><i>"),
    "attributes": lambda size: "<p " + "a=1 " * (size // 4) + ">" + SENTENCE,
    "one attribute": lambda size: f"<p title='{'a' * size}'>{SENTENCE}",
    "comments": _lengthened("<!-- "),
    "links": _lengthened(f"<p><a href=a>{SENTENCE}</a>"),
    "a script": lambda size: f"<script>{'var a=1;' * (size // 8)}</script><p>{SENTENCE}",
    "entity bomb": lambda size: (
        "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1 if n else str()};' * 10}'>" for n in range(8))
        + f"]><p>&a7; {SENTENCE}"
    ),
    "JSON-LD": lambda size: f"<script type='application/ld+json'>{'[' * size}</script><p>{SENTENCE}",
}
ALLOWED = {"too-long", "time-limit", "no-text", "empty", "broken-line", "binary"}
"""Reasons under which such a text may be set aside."""


def test_no_text_stops_the_run(tmp_path: Path, sized: Sized) -> None:
    size = sized(4_000, 400_000)
    lines = [{"id": name, "text": f"{OPENING}\n\n{make(size)}\n\n{SENTENCE}"} for name, make in TEXTS.items()]
    lines += [{"id": name, "html": f"<h1>{name}</h1><p>{OPENING}{make(size)}"} for name, make in PAGES.items()]
    # Beyond every limit, in the middle of the run.
    lines.insert(5, {"id": "ten million characters", "text": "the minister said " * sized(60_000, 600_000)})
    (tmp_path / "hostile.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = run("read", "hostile.jsonl", "--no-gate", "--jobs", "2", cwd=tmp_path, timeout=sized(600, 14_400))
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    told = done.stdout.splitlines()[0]
    aside = dict(re.findall(r"([a-z-]+) (\d+)", told.partition("set aside: ")[2]))
    assert set(aside) <= ALLOWED, told
    numbers = [int(n) for n in re.findall(r"(\d+) (?:read|stored unread|already)", told)] + [int(n) for n in aside.values()]
    assert sum(numbers) == len(lines), told
    if size < 100_000:
        assert "time-limit" not in aside, told
