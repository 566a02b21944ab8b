"""`attache offices` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Attache, run


def test_the_line_of_succession_with_its_sentences(samples: Path) -> None:
    done = run("offices", "--between", "VNM", "RUS", "--office", "Minister of Foreign Affairs", cwd=samples)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.split("\n\n")
    assert [line.splitlines()[0] for line in lines if line.strip()] == ["Foreign Minister — Russia", "Foreign Minister — Vietnam"]
    assert "Pham Binh Minh: seen 23 March 2018; not before " in lines[1]
    assert sum(row.startswith("    “") for row in lines[1].splitlines()) >= 3


def test_offices_have_their_json_twin(samples: Path) -> None:
    found = json.loads(run("offices", "--json", cwd=samples).stdout)
    assert all(len(h["quotes"]) == len(h["interval"]["observations"]) for o in found for h in o["holders"])


def test_no_office_says_so(samples: Path) -> None:
    done = run("offices", "--until", "1950", cwd=samples)
    assert (done.returncode, done.stdout) == (0, "")
    assert "No offices" in done.stderr


def test_help_gives_an_example(attache: Attache) -> None:
    assert "Example: attache offices" in attache("offices", "--help").stdout
