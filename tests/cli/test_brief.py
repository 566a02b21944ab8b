"""`attache brief` as a user runs it: options, forms, and what it says where there is nothing to write."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from attache.ledger import Ledger
from tests.cli.conftest import Attache, run


def brief(samples: Path, *words: str | Path) -> str:
    done = run("brief", "VNM", "RUS", *words, cwd=samples)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_word_file_is_written(samples: Path, tmp_path: Path) -> None:
    said = brief(samples, "--length", "short", "-o", tmp_path / "brief.docx")
    assert said.startswith(f"{tmp_path / 'brief.docx'}: ")
    assert said.endswith("from 30 reports\n")
    assert "word/footnotes.xml" in zipfile.ZipFile(tmp_path / "brief.docx").namelist()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--language", "ru", "--length", "short"), "по состоянию на 30 декабря 2025 г."),
        (("--as-of", "2016"), "Brief · as of 31 December 2016"),
        (("--sector", "energy", "--sector", "Nuclear"), "Only energy and nuclear."),
        (("--since", "2018", "--until", "2019-06"), "Period: January 2018 – June 2019."),
    ],
)
def test_options_reach_the_brief(samples: Path, options: tuple[str, ...], told: str) -> None:
    assert told in brief(samples, *options)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("VNM", "Rusia"), "did you mean Russia"),
        (("VNM", "Vietnam"), "are both Vietnam"),
        (("VNM", "RUS", "--since", "2040"), "since 2040; the ledger has 30 reports on them, 17 June 1994 to 30 December 2025"),
        (("VNM", "RUS", "--sector", "oil and gas"), "the tables have: trade, "),
        (("VNM", "RUS", "-o", "brief"), "a file without a suffix"),
        (("VNM", "RUS", "-o", "nowhere/brief.docx"), "cannot write nowhere/brief.docx"),
        (("VNM", "RUS", "-o", "."), "it is a folder; try -o brief.html"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(samples: Path, words: tuple[str, ...], told: str) -> None:
    done = run("brief", *words, cwd=samples)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr


def test_an_empty_ledger_says_what_to_do_first(attache: Attache, tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.db").close()
    done = attache("brief", "VNM", "RUS")
    assert done.returncode == 2
    assert "the ledger is empty; start with: attache read FOLDER" in done.stderr


def test_without_a_browser_it_says_what_to_install(samples: Path, tmp_path: Path) -> None:
    done = run("brief", "VNM", "RUS", "-o", tmp_path / "brief.pdf", cwd=samples, env={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert "install Chromium, Google Chrome or Microsoft Edge" in done.stderr
    assert not (tmp_path / "brief.pdf").exists()
