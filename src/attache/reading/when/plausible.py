"""Is a match a time at all? "may" and "march" are everyday words, "2000 pieces" is a count, "the fall of the wall" no season.

Comes in: a rule and its match in the text. Goes out: yes or no.
"""

from __future__ import annotations

import re

from attache.reading.when.frame import Groups, Rule
from attache.reading.when.words import holidays, plain_words


def plausible(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Not an everyday word ("may", "march", "sun") and not a plain count ("2000 pieces")."""
    groups = match.groupdict()
    if (groups.get("month") or "") in {"may", "march"} and not re.search(r"\d", match.group()):
        return bool(re.search(r"\b(?:in|until|since|next|last)\s+$", text[: match.start("month")]))
    for key in ("month", "dow"):
        word = (groups.get(key) or "").rstrip(".")
        if word.islower() and word in plain_words() and not _has_number(groups):
            return (
                key == "month"
                and word in {"may", "march"}
                and bool(re.search(r"\b(?:in|last|next|this|until|since|of)\s+$", text[: match.start(key)]))
            )
        if key == "month" and word in {"May", "March"} and rule.name == "month" and not _has_number(groups):
            return _month_name(text, match.start(key), match.end(key))
        if key == "dow" and word in {"Sun", "Sat", "Mon", "Wed"} and not _has_number(groups):
            return not re.match(r"\s+[A-Z]", text[match.end(key) :]) and not re.search(
                r"(?:\b[Tt]he|[A-Z]\w+)\s+$", text[: match.start(key)]
            )
    if rule.name in {"year", "spoken year", "years"}:
        return _year_like(text, *match.span())
    if rule.name == "iso month":
        return (int(groups["year"] or 0) + 1) % 100 != int(groups["month"] or 0)
    if rule.name == "short decade" and re.search(
        r"\b(?:her|his|their|my|our|your)\s+(?:early\s+|late\s+|mid-?)?$", text[: match.start()]
    ):
        return False
    if (
        rule.name == "holiday"
        and holidays().get(" ".join((groups["holiday"] or "").lower().replace("’", "'").split()), ("", False))[1]
    ):
        return bool(
            groups.get("year")
            or groups.get("rel")
            or re.search(r"\b(?:on|by|before|after|since|until|for|at|in|into|from)\s+(?:the\s+)?$", text[: match.start()])
        )
    if rule.name == "duration" and re.fullmatch(r"(?:a|an)", groups["n"] or "", re.IGNORECASE):
        if (groups["unit"] or "").lower() == "second":
            return False
        return bool(
            re.search(
                r"\b(?:for|within|in|over|after|than|about|nearly|almost|around|lasts?|lasted|of|half)\s+$", text[: match.start()]
            )
        ) and not re.match(r"\s+of\b", text[match.end() :])
    if (
        rule.name in {"bare season", "season"}
        and re.match(r"\s+[A-Z]|\s+of\s+(?!\d)", text[match.end("season") :])
        and not groups.get("year")
    ):
        return False
    if rule.name == "bare season" and (groups["season"] or "").lower() in {"fall", "spring", "springs"}:
        return bool(re.search(r"\b(?:in|the|this|last|next|during|since|until|by)\s+$", text[: match.start("season")]))
    return not (rule.name == "short decade" and text[match.start() - 1 : match.start()].isalnum())


def _has_number(groups: Groups) -> bool:
    return any(groups.get(key) for key in ("day", "day1", "year", "yy", "rel", "a", "which", "hour", "part"))


def _month_name(text: str, start: int, end: int) -> bool:
    """A capital "May" or "March" is a month unless a name or a verb's place says otherwise."""
    before, after = text[:start].rstrip(), text[end:]
    if re.search(r"(?:\b(?:Theresa|Brian|Mrs|Ms|Mr|Minister|Long|Freedom|Prime)\.?)$", before):
        return False
    if re.match(r"\s+(?:[A-Z][a-z]+\s+(?:said|told)|I\b|we\b|you\b|he\b|she\b|it\b|be\b|not\b|the\b)", after):
        return False
    return bool(
        re.search(
            r"\b(?:in|of|since|until|by|from|to|and|through|for|early|late|mid|last|next|this|before|after|during|or|between|end|the)[\s-]*$",
            before,
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
    before, after = text[max(0, start - 30) : start], text[end : end + 20]
    if re.search(
        r"(?:USD|EUR|US\$|Rs\.?|RMB|VND|No\.?|Number|nos?\.|flight|route|building|page|resolution)\s*$", before, re.IGNORECASE
    ):
        return False
    if _YEAR_BEFORE.search(before):
        return True
    return not before.strip() or before.rstrip()[-1] in '(,;:–—-/\n“"[.=>!?' or bool(re.match(r"\s*(?:[)\],.;:–—-]|$)", after))
