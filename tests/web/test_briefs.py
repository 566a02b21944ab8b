"""The brief as a file from the desk: its forms, its options, and what it refuses in words."""

from __future__ import annotations

import pytest

from tests.web.browsing import asked

FILE = "/between/VNM/RUS"


def test_a_chosen_form_leads_to_its_file(address: str) -> None:
    answer = asked(f"{address}{FILE}/brief", form="md", length="short", since="2017", until="")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{FILE}/brief.md?length=short&since=2017"
    assert asked(address + answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "words", "not_words"),
    [
        ("", ["10 bn USD by 2020", "# Vietnam"], []),
        ("?until=2001", ["2001"], ["10 bn USD by 2020"]),
        ("?language=ru", ["Вьетнам", "Россия"], ["Promises and verdicts"]),
        ("?language=vi&length=short", ["Việt Nam"], ["Promises and verdicts"]),
        ("?sector=defence", ["Vietnam"], []),
        ("?as_of=2015-12-31", ["Vietnam"], ["Putin and To Lam"]),
    ],
)
def test_the_query_narrows_the_brief(address: str, query: str, words: list[str], not_words: list[str]) -> None:
    answer = asked(f"{address}{FILE}/brief.md{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Vietnam%20-%20Russia.md")
    assert [w for w in words if w not in answer.text] == []
    assert [w for w in not_words if w in answer.text] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"{FILE}/brief.xls", "there are html, docx, pdf, md"),
        (f"{FILE}/brief?form=exe", "there are html, docx, pdf, md"),
        (f"{FILE}/brief.md?length=long", "length is one of short, full"),
        (f"{FILE}/brief.md?language=xx", "language is one of en, vi, ru"),
        (f"{FILE}/brief.md?since=soon", "soon"),
        (f"{FILE}/brief.md?sector=magic", "no sector"),
        (f"{FILE}/brief.md?until=1901", "no report concerns Vietnam and Russia"),
        ("/between/VNM/VNM/brief.md", "two different"),
        ("/between/VNM/Atlantis/brief.md", "Atlantis"),
    ],
)
def test_what_cannot_be_briefed_on_is_told(address: str, path: str, words: str) -> None:
    answer = asked(address + path)
    assert answer.status_code in (400, 404)
    assert words in answer.text
