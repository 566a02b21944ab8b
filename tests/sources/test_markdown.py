"""Markdown: front matter and marks."""

from __future__ import annotations

from attache.sources.markdown import plain_of_markdown

SOURCE = """---
date: 2024-05-31
publisher: "Coast Desk"
---
# Talks in Lima

The **two sides** met [in the capital](https://coast.example/a_(b) "title") on _Friday_ ![map](m.png).

> Nothing was signed, a 2 * 3 plan apart.

***
## Next
"""


def test_plain_of_markdown() -> None:
    plain = plain_of_markdown(SOURCE)
    assert plain.title == "Talks in Lima"
    assert plain.front == {"date": "2024-05-31", "publisher": "Coast Desk"}
    lines = [line for line in plain.text.split("\n") if line]
    assert lines == [
        "Talks in Lima",
        "The two sides met in the capital on Friday .",
        "Nothing was signed, a 2 * 3 plan apart.",
        "Next",
    ]
