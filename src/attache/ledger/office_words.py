"""Which office is meant, however a report words it: Foreign Minister, Minister of Foreign Affairs, FM, top diplomat.

In: an office's words and whom it is of. Out: a key for comparing, never shown; whether one person holds the office at a
time; and the office that a description ("the Vietnamese president") means.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.ledger.names import folded

_TIME = frozenset(
    {
        "then",
        "former",
        "ex",
        "current",
        "incumbent",
        "new",
        "newly",
        "elected",
        "reelected",
        "outgoing",
        "present",
        "sitting",
        "late",
        "longtime",
        "the",
        "a",
        "an",
    }
)
"""Words before an office that tell of the holder's time in it, or nothing."""
_PAST = frozenset(
    {
        "then",
        "former",
        "ex",
        "late",
        "next",
        "future",
        "incoming",
        "designate",
        "elect",
        "candidate",
        "ousted",
        "deposed",
        "past",
        "previous",
        "would",
    }
)
"""With one of these a description does not mean who holds the office on the report's day."""
_GENDER = {
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "cochair": "co chairman",
    "defense": "defence",
    "labor": "labour",
    "advisor": "adviser",
    "councilor": "councillor",
    "counselor": "counsellor",
    "interim": "acting",
    "caretaker": "acting",
}
_RANK = re.compile(r"((?:(?:first|second|senior|permanent|standing|executive|acting) )*(?:deputy|vice|assistant|acting) )(.+)")
_OF_STATE = ("minister of state", "secretary of state", "head of state", "chief of state", "under secretary", "undersecretary")
_HEADS = "minister|secretary|chairman|speaker|president|head|chief|director general|director|governor|commissioner|premier"
_HEAD_OF = re.compile(rf"({_HEADS}) (?:of|for|in charge of|responsible for) (?:the )?(.+)")
_PARLIAMENT = re.compile(r"\b(assembly|duma|senate|parliament|council of the federation|federation council|house|diet|seimas)\b")
_PLACED = re.compile(
    r"(ambassador|high commissioner|charge d affaires|consul general|trade representative)\b(.*?) (?:to|in) (?:the )?(.+)"
)


def office_key(office: str, of: str | None, *, name: str | None = None, country: str | None = None) -> str:
    """Key of an office: equal for two wordings of one office of one country or body, as `foreign minister|RUS`.

    `of` is an ISO code, or a body's actor id or name; `name` is the body's name where `of` is an id, `country` its country.
    A minister of a ministry is one of its country; the first man of a ruling party that rules alone is one of its country.
    """
    called = name or of
    home = country or (of if _is_country(of) else _home(called))
    words = office_words(office, home if _is_country(of) else called)
    ministry = re.match(r"(?:ministry|department) of (?:the )?(.+)", folded(called or ""))
    if ministry and home and re.fullmatch(r"(?:(?:first )?deputy )?minister", words):
        return f"{office_words(f'{words} of {_without_country(ministry[1])}', home)}|{home}"
    party = office_words(office, home) if home and not _is_country(of) else ""
    if home and _rules_alone(party, home, called):
        return f"{party}|{home}"
    return f"{words}|{of if _is_id(of) else folded(of or '')}"


@lru_cache(maxsize=16384)
def office_words(office: str, of: str | None = None) -> str:
    """The words by which an office is compared; `of` (ISO code or body's name) tells what "Secretary of State" is there."""
    words = _without_country(_plain(folded(office)))
    rank = _RANK.fullmatch(words)
    whole = _known(words, of)
    if whole is not None or rank is None:
        return whole or _base(words, of)
    base = _base(rank[2], of)
    degree = rank[1].strip()
    if base.endswith(("minister", "chairman", "head", "director", "secretary")):
        degree = degree.replace("vice", "deputy")
    full = f"{degree} {base}"
    return _known(full, of) or full


def is_exclusive(key: str) -> bool:
    """Whether one person holds the office of this key at a time (knowledge/exclusive_offices.tsv)."""
    return bool(_exclusive(key))


def wanted_keys(words: str, country: str | None = None) -> tuple[str, ...]:
    """Keys of the offices that a description may mean, the likeliest first: "Russia's foreign minister", "the UN chief".

    `country` is what the description's actor is known to belong to; the words' own country goes before. Empty where the
    words mean no single holder: plurals, "former", deputies and other offices that several hold, or no country told.
    """
    plain = folded(words)
    if (
        not plain
        or set(plain.split()) & _PAST
        or re.search(r"\b(counterpart|opposite number|ministers|presidents|s wife)\b", plain)
    ):
        return ()
    owner, rest = _owner(plain)
    owner = owner or country
    if owner is None or not rest:
        return ()
    of_head = next((h for h in ("state", "government") if rest in (f"head of {h}", f"{h} head")), None)
    keys = _heads(owner, of_head) if of_head else (office_key(rest, owner),)
    return tuple(k for k in dict.fromkeys(keys) if is_exclusive(k))


def _heads(country: str, of: str) -> tuple[str, ...]:
    """Keys of the offices whose holder may be the head of state, or of government, of a country."""
    found = (r for r in rows("exclusive_offices") if r["head"] == of and country not in several(r["but"]))
    return tuple(f"{r['office']}|{country}" for r in found if r["of"] == "*" or country in several(r["of"]))


def _owner(plain: str) -> tuple[str | None, str]:
    """The country that a folded description names, before or after the office, and the office's words."""
    words = re.sub(r"^(?:(?:the|this|that|its|their) country s|the|a|an|its|his|her|their|our|this|that) ", "", plain)
    after = re.fullmatch(r"(.+?) (?:of|for) (?:the )?(.+)", words)
    if after and _named_country(after[2]):
        return _named_country(after[2]), after[1]
    parts = words.split()
    for k in range(min(6, len(parts) - 1), 0, -1):
        code = _named_country(" ".join(parts[:k]))
        if code and (k > 1 or len(parts[0]) > 1):
            rest = parts[k + 1 :] if parts[k] == "s" else parts[k:]
            return code, " ".join(rest)
    return None, words


def _plain(words: str) -> str:
    parts = [_GENDER.get(w, w) for w in words.split()]
    while len(parts) > 1 and parts[0] in _TIME:
        parts.pop(0)
    return " ".join(parts)


def _without_country(words: str) -> str:
    """An office's words without the country before or after them."""
    if words.startswith(_OF_STATE[:4]) or _PLACED.fullmatch(words):
        return words
    owner, rest = _owner(words)
    return rest if owner and rest else words


def _base(words: str, of: str | None) -> str:
    """Office words without rank, in one order: portfolio or body first."""
    placed = _PLACED.fullmatch(words)
    if placed:
        place = _named_country(placed[3]) or _capital(placed[3]) or placed[3]
        return f"{placed[1]} {'in' if placed[1].startswith('charge') else 'to'} {place}"
    found = _known(words, of)
    if found is not None:
        return found
    head_of = None if words.startswith(_OF_STATE) else _HEAD_OF.fullmatch(words)
    if head_of:
        words = f"{head_of[2]} {head_of[1]}"
    words = _portfolio(words)
    chaired = re.fullmatch(r"(.+) (speaker|president)", words)
    if (chaired and _PARLIAMENT.search(chaired[1])) or (words == "speaker" and _PARLIAMENT.search(folded(of or ""))):
        words = f"{chaired[1]} chairman" if chaired else "chairman"
    return _known(words, of) or words


def _portfolio(words: str) -> str:
    """A minister's words with the portfolio's parts sorted; foreign affairs joined with other fields are foreign affairs."""
    found = re.fullmatch(r"(.+) (minister|secretary)", words)
    if not found or found[1] == "prime":
        return words
    portfolio = re.sub(r"^(?:union|federal|cabinet) (?=.)", "", found[1])
    parts = [p for p in portfolio.split() if p not in ("and", "the", "of", "for")]
    if parts[0] in ("foreign", "external") and len(parts) > 1 and parts[1] in ("affairs", "relations", "european"):
        return f"foreign {found[2]}" if found[2] == "minister" else f"foreign affairs {found[2]}"
    if " and " in portfolio:
        portfolio = " ".join(sorted(parts))
    return f"{portfolio} {found[2]}"


def _known(words: str, of: str | None) -> str | None:
    """The table's word for an office, by the names of this country or body before those of all."""
    table = _names()
    own = (of or "") if _is_country(of) else folded(of or "")
    return table.get((words, own)) or table.get((words, ""))


@cache
def _names() -> dict[tuple[str, str], str]:
    """Folded name and whom it is of (empty for all) → office."""
    out: dict[tuple[str, str], str] = {}
    for row in rows("office_names"):
        owners = [o if _is_country(o) else folded(o) for o in several(row["of"])] or [""]
        for owner in owners:
            for name in (row["office"], *several(row["same"])):
                out.setdefault((folded(name), owner), row["office"])
    return out


@lru_cache(maxsize=16384)
def _exclusive(key: str) -> str:
    words, _, of = key.rpartition("|")
    if not of:
        return ""
    for row in rows("exclusive_offices"):
        owners = several(row["of"])
        fits = of not in several(row["but"]) if "*" in owners and _is_country(of) else of in owners
        fits = fits or ("body" in owners and not _is_country(of))
        if fits and re.fullmatch(re.escape(row["office"]).replace(r"\*", ".+"), words):
            return row["office"]
    return ""


def _rules_alone(words: str, country: str, party: str | None) -> bool:
    """Whether an office of a party is the first office of a state with one ruling party."""
    owners = next(several(r["of"]) for r in rows("exclusive_offices") if r["office"] == "general secretary")
    ruling = re.search(r"\b(communist|workers|people s revolutionary)\b", folded(party or ""))
    return words == "general secretary" and country in owners and ruling is not None


@cache
def _countries() -> frozenset[str]:
    return frozenset(r["iso3"] for r in rows("countries"))


def _is_country(of: str | None) -> bool:
    return of in _countries()


def _is_id(of: str | None) -> bool:
    return _is_country(of) or (of is not None and of.startswith("a-"))


@cache
def _homes() -> dict[str, str]:
    return {folded(n): r["country"] for r in rows("organisations") for n in (r["name"], *several(r["aliases"])) if r["country"]}


def _home(name: str | None) -> str | None:
    """The country of a body by table, or by its name: "Ministry of Foreign Affairs of Vietnam"."""
    plain = folded(name or "")
    after = plain.rpartition(" of ")[2]
    return _homes().get(plain) or (_named_country(after) if " of " in plain else None)


@cache
def _capitals() -> dict[str, str]:
    return {folded(n): r["iso3"] for r in rows("countries") for n in (*several(r["capital"]), *several(r["metonyms"]))}


@cache
def _country_names() -> dict[str, str]:
    """Folded name or demonym → code. No codes: "co" and "in" are words here."""
    names: dict[str, str] = {}
    for row in rows("countries"):
        for name in (row["name"], *several(row["aliases"]), *several(row["demonyms"])):
            names.setdefault(folded(name).removeprefix("the "), row["iso3"])
    return names


def _named_country(name: str) -> str | None:
    return _country_names().get(folded(name).removeprefix("the "))


def _capital(name: str) -> str | None:
    return _capitals().get(folded(name))
