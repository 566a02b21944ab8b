"""Verdicts in plain words: each rule of the ledger has its sentence, built from the records that prove it."""

from __future__ import annotations

import re
from pathlib import Path

import attache.ledger.verdicts
from attache.brief import Brief, compile_brief
from attache.brief.sections.verdicts import RULES
from attache.ledger import Ledger


def rules() -> set[str]:
    """Names of rules as the modules of verdicts write them."""
    folder = Path(attache.ledger.verdicts.__file__).parent
    code = "".join(p.read_text("utf-8") for p in sorted(folder.glob("*.py")))
    return set(re.findall(r'Verdict\([^()]*?"[a-z ]+", "([a-z-]+)"', code)) | set(re.findall(r'rule = "([a-z-]+)"', code))


def outcomes(brief: Brief) -> list[str]:
    (promises,) = (s for s in brief.sections if s.key == "promises")
    return [" ".join(words.text for words in row.cells[-1]) for row in promises.rows()]


def test_every_rule_has_a_sentence() -> None:
    assert len(rules()) > 20
    assert sorted(rules() - set(RULES)) == []


def test_sentences_are_built_in_the_language_of_the_brief(ledger: Ledger, full: Brief) -> None:
    told = outcomes(full)
    assert any(line.startswith("Reported for 2020: ") and "5.7 bn USD" in line for line in told)
    assert any("makes about 2.2 bn USD a year earlier" in line for line in told)
    assert any(line.startswith("It took place: ") for line in told)
    for language, sign in (("vi", "[bằng tiếng Anh]"), ("ru", "[по-английски]")):
        others = outcomes(compile_brief(ledger, "VNM", "RUS", language=language))  # type: ignore[arg-type]
        assert len(others) == len(told)
        assert [line for line in others if sign in line] == []


def test_no_sentence_has_a_bare_day_or_two_stops(full: Brief) -> None:
    words = [w.text for cell in full.cells() for w in cell]
    assert [w for w in words if re.search(r"\b\d{4}-\d\d-\d\d\b|”\.|\.\.", w)] == []
