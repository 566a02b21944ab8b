"""No regular expression of the program runs wild on any text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Sized
from tests.soak.backtracking import judged

ROOT = Path(__file__).parent.parent.parent
ACCEPTED = {
    "ledger/office_words.py": "an office as one report names it, a line at most",
    "ledger/levels.py": "the key of an office, a line at most",
    "reading/dating/yearless.py": "sixty characters before a day",
    "ledger/verdicts/replaced.py": "the name of a thing, a line at most",
}
"""Files whose patterns may be worse than quadratic by the letter, and why that is no matter."""

KNOWN = [
    (r"(a+)+$", "exponential"),
    (r"(?:a|a)*b", "exponential"),
    (r"(?:\w+\s?)*$", "exponential"),
    (r"(?:friend|friends?)(?: (?:friend|friends?))*$", "exponential"),
    (r"(?:x+x+)+y", "exponential"),
    (r"(?:[|:]|::)+$", "exponential"),
    (r"a*a*b", "polynomial"),
    (r"\s*,?\s*x", "polynomial"),
    (r".*foo.*bar", "polynomial"),
    (r"\s*(?:,\s*)?x", ""),
    (r"(?:\b\w+\b\s*)+x", ""),
    (r"\w+\s+\w+", ""),
    (r"\d+(?:,\d{3})*(?:\.\d+)?", ""),
    (r"(?:[^.]+\.)+x", ""),
    (r"[a-z]+(?: [a-z]+)*$", ""),
]


@pytest.mark.parametrize(("pattern", "verdict"), KNOWN)
def test_known_patterns_are_told_apart(pattern: str, verdict: str) -> None:
    assert judged(pattern) == verdict


def test_every_pattern_of_the_program(sized: Sized) -> None:
    done = subprocess.run([sys.executable, "-m", "tests.soak.patterns"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    met = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(met) > 500
    wild = []
    for pattern, flags, place in met:
        if len(pattern) > sized(400, 1_000_000):
            continue  # long alternations of words take the checker long
        verdict = judged(pattern, flags)
        if verdict == "exponential" or (verdict and place.partition(":")[0] not in ACCEPTED):
            wild.append(f"{place}: {verdict}: {pattern[:200]}")
    assert wild == []
