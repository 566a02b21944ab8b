"""The tables of names hold together: each form stands once, and each former name leads somewhere else."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest

from attache.knowledge import rows, several
from attache.ledger.identity.body_names import body_key
from attache.ledger.names import person_words


def test_no_form_of_a_name_stands_in_two_rows() -> None:
    names = {person_words(row["name"])[0] for row in rows("name_variants")}
    owners: dict[str, set[str]] = {}
    for row in rows("name_variants"):
        for form in several(row["forms"]):
            owners.setdefault(person_words(form)[0], set()).add(person_words(row["name"])[0])
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}
    assert {form for form, (name, *_) in ((f, [*n]) for f, n in owners.items()) if form in names and form != name} == set()
    assert {row["kind"] for row in rows("name_variants")} == {"nickname", "language", "spelling"}


def test_short_names_have_each_country_once() -> None:
    counts = Counter(c for row in rows("short_names") for c in several(row["countries"]))
    assert [c for c, n in counts.items() if n > 1] == []
    assert [c for c in counts if c != "XKX" and pycountry.countries.get(alpha_3=c) is None] == []
    assert {row["words"] for row in rows("short_names")} == {"last", "surname", "first", "outer", "any"}


def test_company_words_stand_once() -> None:
    words = [row["word"] for row in rows("company_words")]
    assert len(words) == len(set(words))
    assert {row["kind"] for row in rows("company_words")} == {"legal", "form", "common"}


@pytest.mark.parametrize("row", rows("renamed_bodies"), ids=lambda row: f"{row['former']}, {row['country']}")
def test_renamed_bodies(row: dict[str, str]) -> None:
    country = row["country"] or None
    assert country is None or pycountry.countries.get(alpha_3=country)
    assert 1900 < int(row["since"]) < 2030
    assert body_key(row["name"], country) not in {body_key(f, country) for f in several(row["former"])}
