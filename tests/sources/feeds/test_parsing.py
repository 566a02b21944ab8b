"""Feeds of every format, whole and broken, to what they list."""

from __future__ import annotations

import gzip
import random
import time
from contextlib import suppress

import pytest

from attache.errors import SourceError
from attache.sources.feeds import Entry, Feed, Part, feeds_of_opml, item_of_entry, parse_feed
from attache.sources.feeds import parsing as limits
from attache.sources.feeds.feed import day_of, page_address
from attache.sources.item import report_of
from tests.sources.fetching.site import item, rss

AT = "https://news.org/feed/rss.xml"

RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The  News</title>
<item><title>Talks &amp; tea</title><link>/a/1?id=3&amp;utm_source=rss#top</link><guid isPermaLink="false">n-1</guid>
<pubDate>Sun, 22 Nov 2026 01:30:00 +0700</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Long text</p>]]></content:encoded></item>
<item><guid>https://news.org/a/2</guid><title>Two</title></item>
<item><title>Nowhere</title></item>
</channel></rss>"""
RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.org/"><title>The News</title></channel>
<item rdf:about="https://news.org/a/1"><title>One</title><link>https://news.org/a/1</link><dc:date>2026-11-22</dc:date></item>
</rdf:RDF>"""
RSS_09 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>The News</title></channel>
<item><title>One</title><link>https://news.org/a/1</link></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.org/"><title>The News</title>
<entry><id>tag:news.org,2026:1</id><title type="html">One &lt;b&gt;two&lt;/b&gt;</title><link rel="alternate" href="a/1"/>
<link rel="enclosure" href="a/1.mp3"/><published>2026-11-22T23:30:00-05:00</published><updated>2026-11-23T09:00:00Z</updated>
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.org/a/1</loc><lastmod>2026-11-23</lastmod>
<news:news><news:publication><news:name>The News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-22T10:00:00+07:00</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc>ftp://news.org/x</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.org/s1.xml</loc><lastmod>2026-11-22</lastmod></sitemap>
<sitemap><loc> s2.xml.gz </loc></sitemap><sitemap><loc>https://news.org/s1.xml</loc></sitemap></sitemapindex>"""

Row = tuple[str, str, str | None, str | None]


def rows(feed: Feed) -> list[Row]:
    return [(one.key, one.url, one.title, one.published) for one in feed.entries]


@pytest.mark.parametrize(
    ("source", "kind", "title", "expected"),
    [
        (
            RSS_2,
            "rss",
            "The News",
            [
                ("n-1", "https://news.org/a/1?id=3", "Talks & tea", "2026-11-22"),
                ("https://news.org/a/2", "https://news.org/a/2", "Two", None),
            ],
        ),
        (RSS_1, "rss", "The News", [("https://news.org/a/1", "https://news.org/a/1", "One", "2026-11-22")]),
        (RSS_09, "rss", "The News", [("https://news.org/a/1", "https://news.org/a/1", "One", None)]),
        (ATOM, "atom", "The News", [("tag:news.org,2026:1", "https://news.org/a/1", "One two", "2026-11-22")]),
        (SITEMAP, "sitemap", None, [("https://news.org/a/1", "https://news.org/a/1", "One", "2026-11-22")]),
    ],
)
def test_each_format(source: str, kind: str, title: str | None, expected: list[Row]) -> None:
    for data in (source.encode(), gzip.compress(source.encode()), b"\n\n" + source.split("?>", 1)[-1].encode()):
        feed = parse_feed(data, address=AT)
        assert (feed.kind, feed.title, rows(feed), feed.fault) == (kind, title, expected, "")


def test_entries_that_lead_nowhere_are_counted() -> None:
    assert parse_feed(RSS_2.encode(), address=AT).linkless == 1
    assert parse_feed(SITEMAP.encode(), address=AT).linkless == 1


def test_an_index_lists_sitemaps() -> None:
    feed = parse_feed(INDEX.encode(), address=AT)
    assert feed.kind == "index"
    assert feed.parts == (Part("https://news.org/s1.xml", "2026-11-22"), Part("https://news.org/feed/s2.xml.gz"))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings(codec: str) -> None:
    told = "iso-8859-1" if codec == "iso-8859-1" else "utf-16" if codec == "utf-16" else "utf-8"
    listed = item("https://a.org/1", title="Señor")
    source = f'<?xml version="1.0" encoding="{told}"?><rss version="2.0"><channel>{listed}</channel></rss>'
    assert parse_feed(source.encode(codec), address=AT).entries[0].title == "Señor"


def test_a_wrong_declaration_is_seen_through() -> None:
    source = rss(item("https://a.org/1", title="Señor — Núñez"))
    assert parse_feed(source, address=AT, charset="us-ascii").entries[0].title == "Señor — Núñez"
    latin = source.decode().replace(" — ", " ").encode("iso-8859-1")
    feed = parse_feed(latin, address=AT, charset="utf-8")
    assert (feed.entries[0].title, feed.fault) == ("Señor Núñez", "")


@pytest.mark.parametrize("form", ["rss", "sitemap"])
def test_a_feed_broken_in_the_middle_gives_what_comes_before(form: str) -> None:
    if form == "rss":
        source = rss(*(item(f"https://a.org/{n}") for n in range(50)))
    else:
        source = ("<urlset>" + "".join(f"<url><loc>https://a.org/{n}</loc></url>" for n in range(50)) + "</urlset>").encode()
    feed = parse_feed(source[: len(source) // 2], address=AT)
    assert 20 <= len(feed.entries) <= 26
    assert feed.fault == "broken-feed"
    assert "entries of it were taken" in feed.message
    assert "\n" not in feed.message


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "empty", "empty"),
        (b"  \n ", "empty", "empty"),
        (b"hello", "not-a-feed", "no feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "not-a-feed", "no feed"),
        (b"<!DOCTYPE html><html><head></head></html>", "not-a-feed", "give the address of its feed"),
        (
            b'<html><link rel=alternate type="application/rss+xml" title="x" href="/rss?a=1"></html>',
            "not-a-feed",
            "its feed is https://news.org/rss?a=1",
        ),
        (b'<opml version="2.0"><body/></opml>', "not-a-feed", "OPML"),
        (b"<urlset><url><lo", "broken-feed", "broken"),
        (b"<rss version='2.0'><chan", "broken-feed", "broken"),
        (b"\x1f\x8b\x08\x00broken", "broken-feed", "damaged"),
        (gzip.compress(b"<urlset>" + b" " * 70_000_000), "too-long", "unpacked"),
    ],
)
def test_what_is_no_feed(data: bytes, reason: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_feed(data, address=AT)
    assert (caught.value.reason, "\n" in str(caught.value)) == (reason, False)
    assert words in str(caught.value)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(rss(), address=AT).entries == ()
    assert parse_feed(b"<urlset></urlset>", address=AT).entries == ()


def test_entities_are_not_followed() -> None:
    laughs = "<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {c} '{f'&{p};' * 10}'>" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    sitemap = ("urlset", "<url><loc>https://a.org/&i;</loc></url>")
    for root, inner in (sitemap, ("rss", "<channel><item><title>&i;</title></item></channel>")):
        source = f"<?xml version='1.0'?><!DOCTYPE {root} [{laughs}]><{root}>{inner}</{root}>"
        began = time.process_time()
        with suppress(SourceError):
            assert "haha" not in str(parse_feed(source.encode(), address=AT))
        assert time.process_time() - began < 2
    outside = (
        "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>https://a.org/&x;</loc></url></urlset>"
    )
    assert [one.url for one in parse_feed(outside.encode(), address=AT).entries] in ([], ["https://a.org/"])


def test_changes_change_the_fingerprint_and_nothing_else_does() -> None:
    def told(**how: str) -> str:
        return parse_feed(rss(item("https://a.org/1", **how)), address=AT).entries[0].told

    assert told(title="x") == told(title="x")
    assert len({told(title="x"), told(title="y"), told(title="x", more="<description>d</description>")}) == 3


def test_no_more_entries_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 5)
    assert len(parse_feed(rss(*(item(f"https://a.org/{n}") for n in range(9))), address=AT).entries) == 5
    listed = "".join(f"<url><loc>https://a.org/{n}</loc></url>" for n in range(9))
    assert len(parse_feed(f"<urlset>{listed}</urlset>".encode(), address=AT).entries) == 5


def test_noise_raises_nothing_else() -> None:
    noise = random.Random(11)
    samples = [one.encode() for one in (RSS_2, RSS_1, ATOM, SITEMAP, INDEX)]
    for number in range(300):
        data = bytearray(samples[number % 5])
        for _ in range(noise.randint(1, 12)):
            at = noise.randrange(len(data))
            match noise.randrange(3):
                case 0:
                    data[at] = noise.randrange(256)
                case 1:
                    del data[at : at + noise.randint(1, 40)]
                case _:
                    data[at:at] = noise.choice([b"<item>", b"</", b"<![CDATA[", b"&#0;", b"\xff", b"<entry", b"]]>", b"&lt;"])
        try:
            feed = parse_feed(bytes(data), address=AT)
        except SourceError:
            continue
        assert all(one.url.startswith("http") and one.key and len(one.told) == 64 for one in feed.entries)


@pytest.mark.parametrize("deep", [b"<item>" * 10_000, b"<a>" * 20_000, b"<item><title>" + b"&amp" * 50_000, b"<!--" * 100_000])
def test_nested_and_repeated_markup_takes_no_time(deep: bytes) -> None:
    began = time.process_time()
    for root in (b"<rss version='2.0'><channel>", b"<urlset><url><loc>"):
        with suppress(SourceError):
            parse_feed(root + deep, address=AT)
    assert time.process_time() - began < 5


def test_entries_that_share_a_guid_are_told_apart() -> None:
    def one(link: str, guid: str | None) -> str:
        return item(f"https://a.org/{link}", more=f"<guid isPermaLink='false'>{guid}</guid>" if guid else "")

    listed = (one("1", "g"), one("2", "g"), one("2", "g"), one("3", "h"), one("4", None), one("4", None))
    feed = parse_feed(rss(*listed), address=AT)
    assert [entry.url[-1] for entry in feed.entries] == ["1", "2", "3", "4"]
    assert [entry.key for entry in feed.entries] == ["g https://a.org/1", "g https://a.org/2", "h", "https://a.org/4"]
    assert (feed.repeated, feed.linkless, feed.fault) == (2, 0, "")


@pytest.mark.parametrize("form", ["rss", "sitemap"])
@pytest.mark.parametrize(("listed", "fault"), [(5, ""), (6, "too-many-entries")])
def test_what_is_left_out_of_a_long_feed_is_said(monkeypatch: pytest.MonkeyPatch, form: str, listed: int, fault: str) -> None:
    monkeypatch.setattr("attache.sources.feeds.parsing.MOST_ENTRIES", 5)
    urls = [f"https://a.org/{number}" for number in range(listed)]
    whole = "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"
    feed = parse_feed(rss(*map(item, urls)) if form == "rss" else whole.encode(), address=AT)
    assert ([entry.url for entry in feed.entries], feed.fault) == (urls[:5], fault)
    assert ("more than 5 entries" in feed.message) == bool(fault)


def test_a_list_of_too_many_feeds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attache.sources.feeds.outlines.MOST_FEEDS", 2)
    outlines = [f'<outline xmlUrl="https://me:pw@a.org/{number}"/>' for number in range(3)]
    opml = "<opml><body>{}</body></opml>"
    (one, _) = feeds_of_opml(opml.format("".join(outlines[:2])).encode(), where="x")
    assert one.address == "https://me:pw@a.org/0"
    with pytest.raises(SourceError, match="more than 2 feeds"):
        feeds_of_opml(opml.format("".join(outlines)).encode(), where="x")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://news.org/a"),
        ("a?b=1&utm_source=x&utm_medium=y&c=", "https://news.org/feed/a?b=1&c="),
        ("//cdn.org/a#x", "https://cdn.org/a"),
        (" https://a.org/with space ", "https://a.org/with%20space"),
        ("javascript:alert(1)", None),
        ("mailto:a@b.c", None),
        ("https://me:pw@a.org/@b", "https://a.org/@b"),
        ("https://a.org/\x00", None),
        ("https://[::1/", None),
        ("", None),
        (None, None),
        ("https://a.org/" + "x" * 3000, None),
    ],
)
def test_links(link: str | None, address: str | None) -> None:
    assert page_address(link, AT) == address


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Sun, 22 Nov 2026 23:30:00 -0500", "2026-11-22"),
        ("2026-11-22T23:30:00-05:00", "2026-11-22"),
        ("2026-11-22", "2026-11-22"),
        ("22 Nov 2026 10:00 GMT", "2026-11-22"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("2026-13-45", None),
        ("yesterday", None),
        ("", None),
        ("9999999-01-01T00:00:00Z", None),
    ],
)
def test_days(told: str, day: str | None) -> None:
    assert day_of(told) == day


def test_a_report_that_the_feed_carries_whole() -> None:
    text = "Chile and Peru signed a trade agreement in Lima on Friday. " * 15
    more = f"<pubDate>Sun, 22 Nov 2026 01:30:00 +0700</pubDate><description><![CDATA[<p>{text}</p>]]></description>"
    feed = parse_feed(rss(item("https://a.org/1", title="Trade & talks", more=more)), address=AT)
    made = item_of_entry(feed.entries[0], publisher="The News")
    assert made is not None
    report = report_of(made)
    assert (report.url, report.title, report.publisher) == ("https://a.org/1", "Trade & talks", "The News")
    assert report.published == ("2026-11-22", "2026-11-22")
    assert report.text.startswith("Chile and Peru signed")
    assert item_of_entry(Entry("k", "https://a.org/1", content="<p>" + "<b></b>" * 500 + "A teaser.</p>")) is None


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body>
<outline text="World"><outline text="Asia"><outline type="rss" text="One" title="The One" xmlUrl="https://a.org/rss"/></outline>
<outline type="rss" text="Two" xmlurl="https://b.org/rss"/></outline>
<outline text="Again" xmlUrl="https://a.org/rss"/><outline text="Not a feed" htmlUrl="https://c.org"/>
<outline text="Bad" xmlUrl="javascript:x"/></body></opml>"""


def test_opml() -> None:
    found = feeds_of_opml(OPML.encode(), where="my.opml")
    assert {(one.address, one.name) for one in found} == {("https://a.org/rss", "Again"), ("https://b.org/rss", "Two")}


@pytest.mark.parametrize("data", [b"<opml><body/></opml>", b"<rss/>", b"<opml><body>", b"<opml/>", b"<"])
def test_opml_without_feeds(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        feeds_of_opml(data, where="my.opml")
    assert caught.value.reason == "broken-feeds"
    assert str(caught.value).startswith("my.opml: ")
