"""Is a match a time at all? "may" and "march" are everyday words, "2000 pieces" is a count, "the fall of the wall" no season.

Comes in: a rule and its match in the text. Goes out: yes or no.
"""

from __future__ import annotations

import re

from attache.reading.when.frame import Groups, Rule
from attache.reading.when.words import holidays, plain_words


def before(text: str, at: int) -> str:
    """The few words before a place, as far as any rule looks back."""
    return text[max(0, at - 40) : at]


def plausible(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Not an everyday word ("may", "march", "sun") and not a plain count ("2000 pieces")."""
    groups = match.groupdict()
    if (groups.get("month") or "") in {"may", "march"} and not re.search(r"\d", match.group()):
        return bool(re.search(r"\b(?:in|until|since|next|last)\s+$", before(text, match.start("month"))))
    for key in ("month", "dow"):
        word = (groups.get(key) or "").rstrip(".")
        if word and not _has_number(groups) and not _named(rule, key, word, match, text):
            return False
    check = _CHECKS.get(rule.name)
    return check is None or check(match, text)


def _named(rule: Rule, key: str, word: str, match: re.Match[str], text: str) -> bool:
    """Does a bare month or weekday word name one? Lower-case "mar" or "sun" does not, nor does "May" in a name."""
    if word.islower() and word in plain_words():
        return False
    if key == "month" and word in {"May", "March"} and rule.name == "month":
        return _month_name(text, match.start(key), match.end(key))
    if key == "dow" and word in {"Sun", "Sat", "Mon", "Wed"}:
        named = re.match(r"\s+[A-Z]", text[match.end(key) : match.end(key) + 5])
        return not named and not re.search(r"(?:\b[Tt]he|[A-Z]\w+)\s+$", before(text, match.start(key)))
    return True


def _month_after_year(match: re.Match[str], text: str) -> bool:
    """ "2015-12" is a month; "2010-11" may as well be two years and is left to that rule."""
    return (int(match["year"]) + 1) % 100 != int(match["month"])


def _decade(match: re.Match[str], text: str) -> bool:
    """ "the 90s", but not "her 80s"."""
    aged = re.search(r"\b(?:her|his|their|my|our|your)\s+(?:early\s+|late\s+|mid-?)?$", before(text, match.start()))
    return aged is None and not text[max(0, match.start() - 1) : match.start()].isalnum()


def _holiday(match: re.Match[str], text: str) -> bool:
    """ "new year" and its like need a year or a preposition beside them."""
    name = " ".join(match["holiday"].lower().replace("’", "'").split())
    if not holidays().get(name, ("", False))[1] or match["year"] or match["rel"]:
        return True
    return bool(
        re.search(r"\b(?:on|by|before|after|since|until|for|at|in|into|from)\s+(?:the\s+)?$", before(text, match.start()))
    )


def _span(match: re.Match[str], text: str) -> bool:
    """ "The last two years", but not what "will last two years"."""
    verb = r"(?:\b(?:to|will|would|can|could|may|might|must|shall|should|not|did|does|do)|['’]ll)\s+(?:also\s+|only\s+)?$"
    return match["which"].lower() != "last" or not re.search(verb, before(text, match.start()), re.IGNORECASE)


def _duration(match: re.Match[str], text: str) -> bool:
    """ "a year" is a length of time behind a preposition; "a second" hardly ever is."""
    if match["n"].lower() not in {"a", "an"}:
        return True
    if match["unit"].lower() == "second" or re.match(r"\s+of\b", text[match.end() : match.end() + 6]):
        return False
    lead = r"\b(?:for|within|in|over|after|than|about|nearly|almost|around|lasts?|lasted|of|half)\s+$"
    return bool(re.search(lead, before(text, match.start())))


def _season(match: re.Match[str], text: str) -> bool:
    """Not part of a name ("Winter Olympics"), no fall of a wall."""
    if match.groupdict().get("year"):
        return True
    if re.match(r"\s+[A-Z]|\s+of\s+(?!\d)", text[match.end("season") : match.end("season") + 6]):
        return False
    if match["season"].lower() in {"fall", "spring", "springs"}:
        lead = r"\b(?:in|the|this|last|next|during|since|until|by|before|after)\s+$"
        return bool(re.search(lead, before(text, match.start("season"))))
    return True


def _year(match: re.Match[str], text: str) -> bool:
    return _year_like(text, *match.span())


_CHECKS = {
    "year": _year, "spoken year": _year, "years": _year, "iso month": _month_after_year, "short decade": _decade,
    "holiday": _holiday, "duration": _duration, "bare season": _season, "season": _season,
    "span": _span,
}  # fmt: skip


def _has_number(groups: Groups) -> bool:
    return any(groups.get(key) for key in ("day", "day1", "year", "yy", "rel", "a", "which", "hour", "part"))


def _month_name(text: str, start: int, end: int) -> bool:
    """A capital "May" or "March" is a month unless a name or a verb's place says otherwise."""
    lead, after = before(text, start).rstrip(), text[end : end + 40]
    if re.search(r"(?:\b(?:Theresa|Brian|Mrs|Ms|Mr|Minister|Long|Freedom|Prime)\.?)$", lead):
        return False
    if re.match(r"\s+(?:[A-Z][a-z]+\s+(?:said|told)|I\b|we\b|you\b|he\b|she\b|it\b|be\b|not\b|the\b)", after):
        return False
    return bool(
        re.search(
            r"\b(?:in|of|since|until|by|from|to|and|through|for|early|late|mid|last|next|this|before|after|during|or|between|end|the)[\s-]*$",
            lead,
            re.IGNORECASE,
        )
    ) or bool(re.match(r"\s*(?:[-–]|to\b|and\s+[A-Z])", after))


_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|of|from|to|between|and|during|after|before|for|late|early|mid|year|years|circa|ca\.?|or|through|the|around|than|as|as\s+of|"
    r"end|start|beginning|back|towards?|post|pre|vision|agenda|annual|born|died|until|a|its|this|his|their|our|(?-i:[A-Z]\w+)|\w+['’]s?)[\s\-–(]*$",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"\s+(?:(?:more|other|new|additional|people|men|women|troops|soldiers|workers|students|km|kilometres|kilometers|miles|metres|meters|tonnes|tons|"
    r"pieces|copies|units|barrels|megawatts|MW|GW|kg|hours|days|doses|jobs|cases|ships|vehicles|households|homes|words|pages|points|visitors|tourists|"
    r"rubles|roubles|yuan|yen|rupees|pounds|won|dong|members|delegates|participants|hectares|acres|feet|projects|companies|firms|refugees|prisoners)\b)"
)


def _year_like(text: str, start: int, end: int) -> bool:
    """A four-digit number that stands where years do, and not before what is counted."""
    if _COUNTED.match(text[end : end + 30]):
        return False
    figure = re.match(r"\d{4}", text[start:end])
    if figure is not None and not 1900 <= int(figure.group()) <= 2060:
        strong = re.search(
            r"\b(?:in|since|from|until|by|to|between|and|circa|year|during|after|before)\s+$",
            text[max(0, start - 12) : start],
            re.IGNORECASE,
        )
        if re.search(
            r"\b(?:treaty|convention|act|war|constitution|accord|agreement|protocol|revolution|law|pact|union)\s+of\s+$",
            text[max(0, start - 22) : start],
            re.IGNORECASE,
        ):
            return True
        if re.match(r"\s+[a-z]+s\b", text[end : end + 30]) or (int(figure.group()) < 1500 and not strong):
            return False
    if figure is None and not re.search(
        r"\b(?:in|of|since|by|until|from|to|and|year)\s+$", text[max(0, start - 8) : start], re.IGNORECASE
    ):
        return False
    lead, after = text[max(0, start - 30) : start], text[end : end + 20]
    if re.search(
        r"(?:USD|EUR|US\$|Rs\.?|RMB|VND|No\.?|Number|nos?\.|flight|route|building|page|resolution)\s*$", lead, re.IGNORECASE
    ):
        return False
    if _YEAR_BEFORE.search(lead):
        return True
    return not lead.strip() or lead.rstrip()[-1] in '(,;:–—-/\n“"[.=>!?' or bool(re.match(r"\s*(?:[)\],.;:–—-]|$)", after))
