"""`attache check` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Attache, run


def test_check_lists_findings_with_their_sentences_and_counts(samples: Path) -> None:
    done = run("check", "--between", "VNM", "RUS", cwd=samples)
    assert done.returncode == 0, done.stderr
    findings = done.stdout.split("\n\n")
    disagree = next(f for f in findings if f.startswith("warning: two-way trade, Russia and Vietnam, "))
    assert "[figures-disagree z-" in disagree
    assert sum(line.startswith("  “") for line in disagree.splitlines()) >= 2
    assert findings[-1].splitlines()[-1].count("\t") == 2


def test_check_has_its_json_twin(samples: Path) -> None:
    found = json.loads(run("check", "--json", cwd=samples).stdout)
    assert found
    assert all(len(f["quotes"]) == len(f["finding"]["records"]) for f in found)
    grave = json.loads(run("check", "--json", "--severity", "warning", cwd=samples).stdout)
    assert {f["finding"]["severity"] for f in grave} <= {"error", "warning"}


def test_findings_fail_only_on_request(samples: Path) -> None:
    assert run("check", "--severity", "warning", cwd=samples).returncode == 0
    assert run("check", "--fail-on", "warning", cwd=samples).returncode == 1
    assert run("check", "--fail-on", "warning", "--until", "1990", cwd=samples).returncode == 0


@pytest.mark.parametrize("option", ["--severity", "--fail-on"])
def test_an_unknown_severity_says_which_there_are(samples: Path, option: str) -> None:
    done = run("check", option, "bad", cwd=samples)
    assert done.returncode == 2
    assert "error, warning, note" in done.stderr


def test_an_empty_answer_says_so(samples: Path) -> None:
    assert run("check", "--until", "1990", cwd=samples).stdout == "Nothing found that does not add up.\n"


def test_help_gives_an_example(attache: Attache) -> None:
    assert "Example: attache check" in attache("check", "--help").stdout
