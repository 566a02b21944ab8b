"""Encodings: detected, declared, damaged; and what is no text."""

from __future__ import annotations

import pytest

from attache.errors import SourceError
from attache.sources.decode import decode, looks_like_page

SENTENCE = "Der Außenminister sprach über die Beziehungen zur Türkei, für die er größere Anstrengungen erwägt; König Ägypten."
RUSSIAN = "Министр иностранных дел обсудил отношения между двумя странами на встрече в Москве."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SENTENCE.encode(), SENTENCE),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), SENTENCE),
        (SENTENCE.encode("utf-16"), SENTENCE),
        (SENTENCE.encode("utf-16-le"), SENTENCE),
        (SENTENCE.encode("cp1252"), SENTENCE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16 without mark", "cp1252", "cp1251"],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data, where="a.txt") == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Talks in the caf\xe9 went on for the whole of a long afternoon \x96 until late.", "café"),
        (
            b"Talks in \xe2\x82 the hotel went on for the whole of a long afternoon, \xff\x81 until late." + b" They go on." * 40,
            "\ufffd",
        ),
        (b"Talks in the hotel went on.\x00" + b" They will go on tomorrow and the day after." * 20, "They will go on"),
    ],
    ids=["windows", "damaged", "stray zero"],
)
def test_few_odd_bytes(data: bytes, text: str) -> None:
    assert text in decode(data, where="a.txt")


def test_page_says_its_encoding() -> None:
    data = b'<html><head><meta charset="iso-8859-9"></head><body>' + "Türkiye, Şanlıurfa".encode("iso-8859-9")
    assert "Şanlıurfa" in decode(data, where="a.html", html=True)


def test_broken_utf8_stays_utf8() -> None:
    text = decode((SENTENCE * 3).encode() + b" cut \xe2\x82", where="a.txt")
    assert text.startswith(SENTENCE)
    assert text.endswith(" cut \ufffd")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 abc", "binary"),
        (b"\x89PNG\r\n", "binary"),
        (b"abc\x00\x01\x02def", "binary"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=r"a\.bin") as caught:
        decode(data, where="a.bin")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("data", "page"),
    [(b"<!-- saved --> <!DOCTYPE html><html>", True), (b"\xef\xbb\xbf <HTML lang=en>", True), (b"A <b>bold</b> claim", False)],
)
def test_looks_like_page(data: bytes, page: bool) -> None:
    assert looks_like_page(data) is page
