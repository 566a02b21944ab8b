"""Facts kept as tables: TSV files whose first lines, after `#`, tell source, licence and date.

`rows("countries")` gives the rows of `knowledge/countries.tsv` as dictionaries. Tables that belong to one language lie
in its pack and are read by the same function with `package="attache.language.en"`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(table: str, *, package: str = "attache.knowledge") -> tuple[dict[str, str], ...]:
    """Rows of a table in file order. Cells are stripped; several values in one cell stand apart by ` | `.

    Raises ValueError where a row has more or fewer cells than the header, naming the line.
    """
    header: list[str] | None = None
    out = []
    # By way of the root: a language pack is not imported for its tables, which would load its analyser.
    root, *folders = package.split(".")
    text = files(root).joinpath(*folders, f"{table}.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise ValueError(f"{table}.tsv line {number}: {len(cells)} cells, the header has {len(header)}")
        out.append(dict(zip(header, cells, strict=True)))
    return tuple(out)


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, apart by ` | `; an empty cell holds none."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
