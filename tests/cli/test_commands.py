"""The commands that answer from the ledger: tables, JSON, helpful errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Attache, run

LISTS = ("events", "statements", "figures", "promises", "people", "things", "reports")
FOLLOWED = ("expected", "lifelines")


@pytest.mark.parametrize("command", [*LISTS, *FOLLOWED])
def test_each_list_has_its_json_twin(samples: Path, command: str) -> None:
    done = run(command, "--between", "VNM", "RUS", "--json", cwd=samples)
    assert done.returncode == 0, done.stderr
    entries = json.loads(done.stdout)
    assert entries
    assert all(isinstance(entry, dict) for entry in entries)


@pytest.mark.parametrize("command", [c for c in LISTS if c != "promises"])
def test_a_list_in_a_pipe_is_tab_separated_and_whole(samples: Path, command: str) -> None:
    done = run(command, "--between", "Vietnam", "Russian", cwd=samples)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert len({len(row) for row in rows}) == 1
    assert len(rows) - 1 == len(json.loads(run(command, "--between", "VNM", "RUS", "--json", cwd=samples).stdout))


def test_the_trade_target_stands_with_its_verdict_and_both_sides(samples: Path) -> None:
    told = run("promises", "--between", "VNM", "RUS", cwd=samples).stdout
    paragraph = next(p for p in told.split("\n\n") if p.startswith("Two-way trade: 10 bn USD by 2020"))
    assert " — missed" in paragraph.splitlines()[0]
    assert any(line.startswith("  promised: “") and "2020" in line for line in paragraph.splitlines())
    assert any(line.startswith("  outcome: “") for line in paragraph.splitlines())


def test_since_and_until_narrow(samples: Path) -> None:
    every = json.loads(run("events", "--json", cwd=samples).stdout)
    some = json.loads(run("events", "--json", "--since", "2018", "--until", "2019-06", cwd=samples).stdout)
    assert 0 < len(some) < len(every)


def test_as_of_changes_the_verdict(samples: Path) -> None:
    def verdict(day: str) -> str:
        promises = json.loads(run("promises", "--between", "VNM", "RUS", "--json", "--as-of", day, cwd=samples).stdout)
        return str(next(p["verdict"] for p in promises if p["title"].startswith("two-way trade: 10 bn USD by 2020")))

    assert verdict("2016-12-31") == "pending"
    assert verdict("2025-12-31") == "missed"


def test_show_prints_the_sentence_around(samples: Path) -> None:
    figure = json.loads(run("figures", "--between", "VNM", "RUS", "--json", cwd=samples).stdout)[0]
    done = run("show", figure["id"], cwd=samples)
    assert done.returncode == 0, done.stderr
    assert figure["id"] in done.stdout
    assert "»" in done.stdout
    assert "characters" in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("events", "--between", "Vietnma", "RUS"), "Viet"),
        (("show", "e-nothere"), "e-nothere"),
        (("things", "--kind", "treaty"), "agreement"),
        (("brief", "VNM", "RUS", "-o", "brief.odt"), "brief.html"),
        (("events", "--since", "last year"), "last year"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_try(samples: Path, words: tuple[str, ...], told: str) -> None:
    done = run(*words, cwd=samples)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr


def test_without_a_ledger_the_first_step_is_told(attache: Attache) -> None:
    done = attache("events")
    assert done.returncode == 2
    assert "attache read" in done.stderr


@pytest.mark.parametrize("name", ["brief.md", "brief.html"])
def test_the_brief_is_footnoted(samples: Path, tmp_path: Path, name: str) -> None:
    done = run("brief", "Vietnam", "Russia", "-o", tmp_path / name, cwd=samples)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / name).read_text("utf-8")
    assert "10 bn USD by 2020" in text
    assert ("[^1]: “" if name.endswith("md") else 'id="n1"') in text


def test_the_html_brief_needs_no_other_file(samples: Path, tmp_path: Path) -> None:
    run("brief", "VNM", "RUS", "-o", tmp_path / "brief.html", cwd=samples)
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert "<link" not in page
    assert 'src="http' not in page


def test_help_of_every_command_has_an_example() -> None:
    commands = subprocess.run([sys.executable, "-m", "attache", "--help"], capture_output=True, text=True, check=True).stdout
    for command in ("read", *LISTS, *FOLLOWED, "why", "rebuild", "show", "brief", "export", "serve", "search", "reread"):
        assert command in commands
        told = subprocess.run([sys.executable, "-m", "attache", command, "--help"], capture_output=True, text=True, check=True)
        assert f"Example: attache {command}" in told.stdout


def test_help_loads_no_model_and_no_server() -> None:
    code = "import sys\nfrom attache.cli import app\nprint([m for m in ('spacy', 'fastapi', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_head_may_close_the_pipe(samples: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m attache export | head -n 1", shell=True, cwd=samples, capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith('{"record": "')
    assert "Traceback" not in done.stderr


def test_a_link_is_written_through_and_a_device_is_not_replaced(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", "utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    os.mkfifo(tmp_path / "pipe.md")
    assert run("brief", "VNM", "RUS", "-o", tmp_path / "link.md", cwd=samples).returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8").startswith("# ")
    with (tmp_path / "heard.md").open("wb") as heard, subprocess.Popen(["cat", tmp_path / "pipe.md"], stdout=heard):
        assert run("brief", "VNM", "RUS", "-o", tmp_path / "pipe.md", cwd=samples).returncode == 0
    assert (tmp_path / "heard.md").read_text("utf-8").startswith("# ")
    assert (tmp_path / "pipe.md").is_fifo()


@pytest.mark.parametrize("out", [".", "nowhere/brief.md"])
def test_an_unwritable_place_is_told(samples: Path, out: str) -> None:
    done = run("brief", "VNM", "RUS", "-o", out, cwd=samples)
    assert done.returncode == 2
    assert done.stderr.startswith(f"attache: cannot write {out}")
    assert not list(samples.glob("*.part"))


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_a_full_standard_output_is_told(samples: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "attache", "events"], cwd=samples, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith("attache: cannot write to standard output")
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_that_cannot_show_a_letter_gets_its_number(samples: Path) -> None:
    done = run("promises", "--between", "VNM", "RUS", cwd=samples, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "\\u2014" in done.stdout


def test_two_countries_without_a_report_have_no_brief(samples: Path) -> None:
    done = run("brief", "Andorra", "Tuvalu", cwd=samples)
    assert done.returncode == 2
    assert "no report concerns" in done.stderr
    assert "Vietnam" in done.stderr


def test_an_empty_answer_is_told_on_stderr(samples: Path) -> None:
    done = run("figures", "--measure", "moonlight", cwd=samples)
    assert done.returncode == 0
    assert done.stderr.startswith("attache: No figures")
