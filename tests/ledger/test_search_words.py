"""What may be written into the search field, by table; and the same condition in memory and in SQLite's index."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.errors import QueryError
from attache.ledger.search_words import search_words, tokens

WRITTEN = (
    # as typed, as the full-text index is asked
    ("trade Hanoi", '("trade" AND "hanoi")'),
    ("trade AND Hanoi", '("trade" AND "hanoi")'),
    ('"free trade" zone', '("free trade" AND "zone")'),
    ("“free trade” zone", '("free trade" AND "zone")'),
    ("negotiat*", '"negotiat"*'),
    ('"free tra"*', '"free tra"*'),
    ("COVID-19", '"covid 19"'),
    ("Nguyễn Phú", '("nguyen" AND "phu")'),
    ("Hanoi trade OR exports", '("hanoi" AND ("trade" OR "exports"))'),
    ("a OR b OR c", '("a" OR "b" OR "c")'),
    ("or not and near", '("or" AND "not" AND "and" AND "near")'),
    ("tariff -China", '(("tariff") NOT ("china"))'),
    ("tariff NOT China -India", '(("tariff") NOT ("china" OR "india"))'),
    ('-"free trade" tariff', '(("tariff") NOT ("free trade"))'),
    ("(Hanoi OR Moscow) talks", '(("hanoi" OR "moscow") AND "talks")'),
    ("talks -(Hanoi OR Moscow)", '(("talks") NOT (("hanoi" OR "moscow")))'),
    ("NEAR(trade target, 5)", 'NEAR("trade" "target", 5)'),
    ('NEAR("free trade" zone*)', 'NEAR("free trade" "zone"*, 10)'),
    ("treaty — -", '"treaty"'),
    ("it's", '"it s"'),
    ("https://example.org/a", '"https example org a"'),
    ("treaty \0", '"treaty"'),
)

REFUSED = (
    ("  ", "one or more words"),
    ("—", "one or more words"),
    ('"', "quotation mark is missing"),
    ('"Friendship Treaty', "quotation mark is missing"),
    ("*", "beginning of a word"),
    ("treaty *", "beginning of a word"),
    ("-China", "alone finds nothing"),
    ("tariff NOT", "must not hold"),
    ("OR trade", "between two words"),
    ("trade OR", "between two words"),
    ("trade OR -tariff", "between two words"),
    ("(trade", "not closed"),
    ("trade)", "not opened"),
    ("()", "nothing between the brackets"),
    ("NEAR(trade)", "two or more words"),
    ("NEAR(trade, target)", "two or more words"),
    ("NEAR(trade target", "not closed"),
    ("since:", "comes a value"),
    ("since:2019 since:2020", "given once"),
    ("between:VNM trade", "with a comma"),
    ("(" * 40 + "a" + ")" * 40, "brackets within brackets"),
    ("a " * 600, "at most 1,000"),
)


@pytest.mark.parametrize(("typed", "asked"), WRITTEN)
def test_as_the_index_is_asked(typed: str, asked: str) -> None:
    assert search_words(typed).query == asked


@pytest.mark.parametrize(("typed", "hint"), REFUSED)
def test_what_cannot_be_searched_is_told_in_words(typed: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint):
        search_words(typed)


def test_filters() -> None:
    found = search_words('between:VNM,RUS trade since:2019 until:2020-06 publisher:"Nhan Dan"')
    assert (found.query, found.between, found.since, found.until, found.publisher) == (
        '"trade"',
        ("VNM", "RUS"),
        "2019",
        "2020-06",
        "Nhan Dan",
    )
    only = search_words('between:"Viet Nam, Russia"')
    assert (only.query, only.between) == ("", ("Viet Nam", "Russia"))
    assert only.holds("anything")


TEXTS = (
    "Trade between Hanoi and Moscow grew; the free trade zone is near.",
    "The target for trade is 10 bn USD.",
    "Nguyễn Phú Trọng spoke of negotiations in Hà Nội, not of tariffs.",
    "China raised a tariff; India did not.",
    "COVID-19 and e-mail",
)
ASKED = (
    "trade",
    "trade Hanoi",
    "hanoi OR tariff*",
    '"free trade"',
    "trade -zone",
    "NEAR(target trade, 0)",
    "NEAR(target trade, 1)",
    "NEAR(trade moscow, 2)",
    "NEAR(moscow trade, 3)",
    "ha noi",
    "negotiat* -china",
    "(china OR india) -hanoi",
    '"covid 19"',
    "email",
    "NEAR(trade trade, 1)",
    "NEAR(hanoi moscow trade, 1)",
    "NEAR(hanoi moscow trade, 2)",
)


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    """A full-text index like the ledger's."""
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')")
    made.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", enumerate(TEXTS))
    return made


@pytest.mark.parametrize("typed", ASKED)
def test_a_text_holds_what_the_index_finds(index: sqlite3.Connection, typed: str) -> None:
    wanted = search_words(typed)
    found = {n for (n,) in index.execute("SELECT rowid FROM words WHERE words MATCH ?", (wanted.query,))}
    assert {n for n, text in enumerate(TEXTS) if wanted.holds(text)} == found


@given(
    st.lists(st.sampled_from(["trade", "a*", '"b c"', "OR", "NOT", "-x", "(", ")", "NEAR(", ", 5)", "since:1", '"', "*", "é"]))
)
def test_whatever_is_typed_is_understood_or_refused(parts: list[str]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    try:
        wanted = search_words(" ".join(parts))
    except QueryError:
        return
    if wanted.query:
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (wanted.query,)).fetchall()
    connection.close()


def test_words_are_compared_without_case_and_accents() -> None:
    assert tokens("Hà Nội, COVID-19: 5.3 bn") == ("ha", "noi", "covid", "19", "5", "3", "bn")
