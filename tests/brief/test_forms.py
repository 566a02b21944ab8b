"""The forms of a brief: Markdown, page, Word file, PDF. The same ledger gives the same bytes; nothing is fetched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree

from attache.brief import Brief, as_markdown, as_page, as_pdf, as_word, compile_brief, form_of
from attache.brief.model import Words
from attache.brief.printing import find_browser
from attache.errors import AttacheError
from attache.ledger import Ledger

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def word(full: Brief) -> bytes:
    return as_word(full)


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def test_every_footnote_of_the_markdown_is_there_and_used(full: Brief) -> None:
    text = as_markdown(full)
    made = re.findall(r"^\[\^(\d+)\]: “", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert made == [str(n + 1) for n in range(len(made))]
    assert used == set(made)


def test_every_footnote_of_the_page_is_there(full: Brief) -> None:
    page = as_page(full)
    assert set(re.findall(r'href="#n(\d+)"', page)) == set(re.findall(r'<li id="n(\d+)"', page))


@pytest.mark.parametrize("sign", ["<script", "<link", 'src="http', "@import", "url("])
def test_the_page_needs_no_other_file(full: Brief, sign: str) -> None:
    assert sign not in as_page(full)


def test_words_of_reports_are_no_code() -> None:
    with Ledger(":memory:") as ledger:
        brief = compile_brief(ledger, "VNM", "RUS")
    evil = replace(brief, title="<script>alert(1)</script>", opening=("a|b [x](http://y) *z*",))
    assert "<script>" not in as_page(evil)
    footer = as_page(replace(evil, title='People\'s "A" </style>')).partition("@bottom-left { content:")[2].partition("; }")[0]
    assert footer.strip().startswith('"People\\27 s \\22 A\\22  \\3c \\2f style\\3e  ·')
    assert r"\<script\>" in as_markdown(evil)
    assert r"a\|b \[x\](http://y) \*z\*" in as_markdown(evil)


def test_the_language_is_told(russian: Brief) -> None:
    assert '<html lang="ru">' in as_page(russian)
    document = docx.Document(BytesIO(as_word(russian)))
    assert document.core_properties.language == "ru-RU"
    assert document.styles["Normal"].element.find(f"{W}rPr/{W}lang").get(f"{W}val") == "ru-RU"


def test_the_word_file_has_real_footnotes(full: Brief, word: bytes) -> None:
    notes = part(word, "word/footnotes.xml")
    told = [n.get(f"{W}id") for n in notes if n.get(f"{W}type") is None]
    body = part(word, "word/document.xml")
    marked = [n.get(f"{W}id") for n in body.iter(f"{W}footnoteReference")]
    assert told == marked == [str(n) for n in range(1, len(told) + 1)]
    styles = {p.get(f"{W}val") for p in notes.iter(f"{W}pStyle")}
    assert styles == {"FootnoteText"}
    later = re.findall(r"NOTEREF (_Note\d+)", etree.tostring(body, encoding="unicode"))
    assert later
    assert set(later) <= {b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")}


def test_the_word_file_has_headings_tables_pictures_and_properties(full: Brief, word: bytes) -> None:
    document = docx.Document(BytesIO(word))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings == [*(s.title for s in full.sections), full.sources_title]
    assert len(document.tables) == sum(1 for s in full.sections if s.columns and s.groups)
    assert len(document.inline_shapes) == sum(len(s.charts) for s in full.sections)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    properties = document.core_properties
    assert (properties.title, properties.author) == (full.title, "Attaché")
    assert properties.created is not None
    assert properties.created.date().isoformat() == full.as_of


def test_letters_that_xml_cannot_hold_are_left_out(full: Brief) -> None:
    odd = replace(full, lead=(replace(full.lead[0], cells=((Words("trade\x00 \x0bgrew\ud800"),),)),))
    text = [p.text for p in docx.Document(BytesIO(as_word(odd))).paragraphs]
    assert "trade grew" in text


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, full: Brief, word: bytes) -> None:
    again = compile_brief(ledger, "VNM", "RUS")
    assert as_page(again) == as_page(full)
    assert as_markdown(again) == as_markdown(full)
    assert as_word(again) == word
    assert {i.date_time[:3] for i in zipfile.ZipFile(BytesIO(word)).infolist()} == {tuple(map(int, full.as_of.split("-")))}


@pytest.mark.parametrize(("suffix", "form"), [(".MD", as_markdown), (".htm", as_page), (".docx", as_word), (".pdf", as_pdf)])
def test_the_suffix_decides(suffix: str, form: object) -> None:
    assert form_of(suffix) is form


def test_an_unknown_suffix_is_told() -> None:
    with pytest.raises(AttacheError, match=r"no brief is written as \.odt; try -o brief\.html"):
        form_of(".odt")


def test_without_a_browser_there_is_no_pdf(full: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("attache.brief.printing.APPLICATIONS", ())
    with pytest.raises(AttacheError, match="install Chromium"):
        as_pdf(full)


def test_a_browser_that_fails_is_told(full: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    with pytest.raises(AttacheError, match="chromium did not print the PDF: no display"):
        as_pdf(full)


@pytest.fixture(scope="module")
def printed(full: Brief) -> bytes:
    if find_browser() is None:
        pytest.skip("no browser of the Chromium family is installed")
    return as_pdf(full)


def test_the_pdf_has_two_to_six_pages(printed: bytes) -> None:
    assert printed.startswith(b"%PDF-")
    (count,) = set(re.findall(rb"/Type /Pages[^>]*?/Count (\d+)", printed, re.DOTALL)) or {b"0"}
    assert 2 <= int(count) <= 6


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_file(word: bytes, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(word)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "Promises and verdicts" in (tmp_path / "brief.txt").read_text("utf-8")
