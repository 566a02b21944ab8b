"""feeds.toml: every key, and every fault told with its line."""

from __future__ import annotations

import tomllib

import pytest

from attache.errors import SourceError
from attache.sources.feeds import EXAMPLE, FeedSettings, Watchlist, watchlist_of, watchlist_of_address

ADDRESS = 'address = "https://a.org/rss"'


def read(source: str | bytes) -> Watchlist:
    return watchlist_of(source if isinstance(source, bytes) else source.encode(), where="feeds.toml")


def test_the_example_names_every_key_with_what_holds_without_it() -> None:
    listed = read(EXAMPLE)
    tables = tomllib.loads(EXAMPLE)
    assert set(tables["watch"]) | {"feeds"} == set(Watchlist.__dataclass_fields__) | {"every"}
    assert set(tables["feed"][0]) == set(FeedSettings.__dataclass_fields__)
    (feed,) = listed.feeds
    plain = FeedSettings(feed.address, name=feed.name, exclude=feed.exclude)
    assert feed == plain
    assert listed == Watchlist((plain,))


def test_values() -> None:
    listed = read(
        f'[watch]\ninterval = "500s"\nevery = "2h"\ncontact = "desk@a.org"\n[[feed]]\n{ADDRESS}\n'
        'every = "90s"\nrecheck = "1.5d"\n[[feed]]\naddress = "https://b.org/rss"\ninclude = ["*/World/*"]\n'
        'exclude = ["*live*"]\n'
    )
    one, two = listed.feeds
    assert (listed.interval, listed.contact) == (500, "desk@a.org")
    assert (one.every, one.recheck, two.every) == (90, 129_600, 7200)
    taken = [two.takes(f"https://b.org/{path}") for path in ("world/a", "world/live/a", "sport/a")]
    assert taken == [True, False, False]


def test_patterns_take_no_time() -> None:
    hard = FeedSettings("https://a.org", include=("*a" * 30 + "b",))
    assert not hard.takes("https://a.org/" + "a" * 1900)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", 'feeds.toml: lists no feed; write [[feed]] and below it address = "https://…"'),
        ("[[feed]]\nname = 'x'", 'feeds.toml: line 1: feed 1 has no address; write address = "https://…"'),
        (f"[[feed]]\n{ADDRESS}\n\n[[feed]]\n{ADDRESS}", "line 5: `address` is that of feed 1 already; leave one out"),
        (f"[[feed]]\n{ADDRESS}\nevry = '3m'", "line 3: `evry` is not known; known are address, name,"),
        (f"[[feed]]\n{ADDRESS}\nevery = 30", 'line 3: `every` is no time: 30; write it as "90s", "30m", "6h" or "2d"'),
        (f"[[feed]]\n{ADDRESS}\nevery = '3 weeks'", "line 3: `every` is no time: '3 weeks'"),
        (f"[[feed]]\n{ADDRESS}\nevery = '900d'", "line 3: `every` must be from 1s to 31d, not 900d"),
        (f"[[feed]]\n{ADDRESS}\nlimit = 0", "line 3: `limit` must be a whole number from 1 to 50000, not 0"),
        (f"[[feed]]\n{ADDRESS}\nlimit = true", "line 3: `limit` must be a whole number"),
        (f"[[feed]]\n{ADDRESS}\nfull_text = 'yes'", "line 3: `full_text` must be true or false, not 'yes'"),
        (f"[[feed]]\n{ADDRESS}\ninclude = '*x*'", 'line 3: `include` must be a list; write ["*x*"]'),
        (f"[[feed]]\n{ADDRESS}\nkind = 'json'", "line 3: `kind` must be one of auto, feed, sitemap, not 'json'"),
        (f"[[feed]]\n{ADDRESS}\nlanguage = 'English'", 'line 3: `language` must be a language code as "en"'),
        (f"[[feed]]\n{ADDRESS}\nname = 3", 'line 3: `name` must be text, not 3; write it as "3"'),
        ("[[feed]]\naddress = 'a.org/rss'", "line 2: `address` is no address: 'a.org/rss'; write it as"),
        (f"[watch]\nparalel = 3\n[[feed]]\n{ADDRESS}", "line 2: `paralel` is not known; known are contact, interval,"),
        (f"[watch]\nparallel = 99\n[[feed]]\n{ADDRESS}", "line 2: `parallel` must be a whole number from 1 to 64, not 99"),
        (f"watch = 1\n[[feed]]\n{ADDRESS}", "line 1: `watch` must be a table; write [watch]"),
        (f"[feed]\n{ADDRESS}", "line 1: `feed` must be tables; write [[feed]], twice in brackets"),
        (f"x = 1\n[[feed]]\n{ADDRESS}", "line 1: `x` not known; write [watch] and [[feed]]"),
        ("[[feed]\naddress", "at line 1, column"),
        (b"[[feed]]\nname = '\xff'", "byte 17 is no UTF-8; save the file as UTF-8"),
        ("<opml><body></opml>", "the list of feeds is broken"),
        ("a=" + "[" * 5000, "feeds.toml: "),
    ],
)
def test_faults_are_one_line_that_says_what_to_write(source: str | bytes, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(source)
    assert caught.value.reason == "broken-feeds"
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_opml_and_addresses() -> None:
    listed = read('\ufeff<?xml version="1.0"?><opml><body><outline text="One" xmlUrl="https://a.org/rss"/></body></opml>')
    assert listed == Watchlist((FeedSettings("https://a.org/rss", name="One"),))
    assert watchlist_of_address("https://a.org/rss") == Watchlist((FeedSettings("https://a.org/rss"),))
    with pytest.raises(SourceError, match="no http or https address"):
        watchlist_of_address("http://[bad")
