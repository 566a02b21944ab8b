"""What each nominal shows of itself, read once: form, words, number, gender, kind, grammatical role, quotation.

In: the tokens and nominals of a text. Out: one `Traits` a nominal, which the ranker compares. The kind (person, body, place,
other) is weighed by the log-linear weights of chain_weights.tsv (rows `kind`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from attache.reading.who.actor_tables import word_set
from attache.reading.who.chains.nouns import body_table, country_names, given_names, noun_kinds, place_names, titles
from attache.reading.who.chains.parts import KindWeights, Part, spelled
from attache.reading.who.chains.spans import Nominal, Tokens

KINDS = ("person", "body", "place", "other")
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), "they"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves", "'s", "’s"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), "you"),
}
_POSSESSIVE = frozenset({"his", "its", "their", "my", "our", "your", "whose"})
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "no", "every", "each", "several", "many", "few", "other", "more", "most", "such"}
)
_PLURAL_WORDS = frozenset({"people", "men", "women", "children", "police", "troops", "folks"})
_ROLES = {
    "nsubj": "subj",
    "nsubj:pass": "subj",
    "obj": "obj",
    "iobj": "obj",
    "obl": "obl",
    "nmod": "nmod",
    "appos": "appos",
    "conj": "conj",
    "compound": "comp",
    "det": "nmod",
    "ROOT": "root",
    "vocative": "voc",
}


@dataclass(slots=True)
class Traits:
    """A nominal as the ranker sees it."""

    nominal: Nominal
    form: str = ""
    """A pronoun class, demo, name, def, indef, bare, many, joint."""
    word: str = ""
    lemma: str = ""
    key: str = ""
    """All words but the article, lower case."""
    words: frozenset[str] = frozenset()
    """Lemmas of the head and what stands before it, without function words."""
    mods: frozenset[str] = frozenset()
    name: tuple[str, ...] = ()
    """The name's own words, titles and articles off."""
    number: str = ""
    gender: str = ""
    sort: str = ""
    places: frozenset[str] = frozenset()
    """Countries (ISO alpha-3) and names that stand around the head: "the Russian minister", "the president of Peru"."""
    code: str = ""
    """Country (ISO alpha-3) or canonical body that tables know the name for."""
    known: str = ""
    kinds: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    kind: str = ""
    sure: bool = False
    """Is that kind likely enough to count as told?"""
    apart: bool = False
    """Does it stand well apart from the next likely one?"""
    role: str = ""
    verb: int = -1
    sentence: int = 0
    quote: int = 0
    line: int = 0
    speaker: int = -1
    possessive: bool = False
    reflexive: bool = False
    det: str = ""
    link: int = -1
    """Nominal that apposition or copula says is the same."""
    how: str = ""
    outer: int = -1
    """The smallest nominal that this one lies in."""
    heavy: bool = False
    """Has something after its head: "of …", a relative clause."""
    parts: tuple[Part, ...] = ()
    """What tells its kind."""

    @property
    def cues(self) -> list[str]:
        """What tells its kind, as names of weights."""
        return spelled(self.parts)


def traits_of(t: Tokens, found: list[Nominal], weights: KindWeights) -> list[Traits]:
    """Traits of all nominals, in their order."""
    quotes = _quotes(t)
    out = [_read(t, n, quotes) for n in found]
    _nest(out)
    _link(t, out)
    _speakers(t, out, quotes)
    for x in out:
        own, around = _kind_parts(t, x), _surroundings(t, x)
        x.parts = own + around
        _weigh(x, own, around, weights)
    return out


def _read(t: Tokens, n: Nominal, quotes: list[int]) -> Traits:
    x = Traits(n)
    h = n.head
    x.word, x.lemma = t.lower[h], t.lemma[h]
    x.sentence, x.quote, x.line = t.sent[n.first], quotes[n.first], t.line[n.first]
    x.role = _role(t, h)
    x.verb = _clause(t, h)
    x.form = _form(t, n, x)
    if x.form in PRONOUN_FORMS:
        x.key = x.word
        x.possessive = t.tag[h] == "PRP$" or x.word in _POSSESSIVE
        x.reflexive = x.word.endswith(("self", "selves"))
        x.number = _NUMBERS.get(x.form, "")
        x.gender = _GENDERS.get(x.form, "")
        return x
    x.det = t.lower[n.first] if t.dep[n.first] == "det" or t.tag[n.first] == "PRP$" else ""
    _read_words(t, x)
    tag = t.tag[h]
    x.number = "p" if n.joint or tag in {"NNS", "NNPS"} or x.word in _PLURAL_WORDS else "s" if tag in {"NN", "NNP"} else ""
    kind = noun_kinds().get(x.lemma) or noun_kinds().get(x.word)
    if kind is not None and not n.joint:
        x.sort, x.gender = kind[1], kind[2]
    if x.form == "name":
        _read_name(t, x)
    if n.first < n.last:
        x.places = _places(t, x)
    return x


def _read_words(t: Tokens, x: Traits) -> None:
    """The words of the phrase and the lemmas up to its head; many a phrase is one word."""
    n = x.nominal
    first, end = n.first, n.last
    pos, tag, lower, lemma = t.pos, t.tag, t.lower, t.lemma
    if first == end:
        content = tag[first] != "POS"
        x.key = lower[first] if content and not x.det else ""
        if content and pos[first] not in _FUNCTION:
            x.words = frozenset((lemma[first],))
        return
    last = _name_end(t, n)
    x.key = " ".join([lower[k] for k in range(first + 1 if x.det else first, end + 1) if tag[k] != "POS"])
    words = frozenset([lemma[k] for k in range(first, last + 1) if pos[k] not in _FUNCTION and tag[k] != "POS"])
    own = x.lemma in words
    x.words = words
    if len(words) > own:
        x.mods = words - {x.lemma} if own else words
    x.heavy = last < end - (tag[end] == "POS")


_FUNCTION = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "PART", "PRON"})
_NUMBERS = {"he": "s", "she": "s", "it": "s", "i": "s", "they": "p", "we": "p"}
_GENDERS = {"he": "m", "she": "f", "it": "n"}
PRONOUN_FORMS = frozenset({"he", "she", "it", "they", "i", "we", "you"})


def _form(t: Tokens, n: Nominal, x: Traits) -> str:
    if n.joint:
        return "joint"
    lower, h = x.word, n.head
    if lower in PRONOUNS and (t.pos[h] == "PRON" or t.tag[h] in {"PRP", "PRP$"}):
        return PRONOUNS[lower]
    if lower in _DEMONSTRATIVE:
        return "demo"
    if lower in {"here", "there"}:
        return "place"
    if (lower in titles() or x.lemma in titles()) and not any(t.dep[c] == "flat" for c in t.children[h]):
        return (
            "def"
            if t.text[h][:1].isupper()
            or (t.lower[n.first] not in _INDEFINITE and (t.pos[n.first] == "DET" or t.tag[n.first] == "PRP$"))
            else "indef"
            if t.lower[n.first] in _INDEFINITE
            else "bare"
        )
    if t.pos[h] == "PROPN" or (t.ent[h] in {"PER", "ORG", "LOC"} and t.text[h][:1].isupper()):
        return "name"
    first = t.lower[n.first]
    if first == "the" or first in _DEMONSTRATIVE or t.tag[n.first] == "PRP$" or "POS" in t.tag[n.first : h]:
        return "def"
    if first in _INDEFINITE:
        return "indef"
    if t.pos[n.first] == "NUM" or first in {"all", "both"} or t.pos[h] in {"NUM", "DET"}:
        return "many"
    return "bare"


def _name_end(t: Tokens, n: Nominal) -> int:
    """Last token of the head's own words: flat parts of a name, else the head."""
    last = n.head
    for c in t.children[n.head]:
        if c > n.head and t.dep[c] in {"flat", "fixed", "compound", "goeswith"} and c <= n.last:
            last = max(last, t.right[c] if t.right[c] <= n.last else c)
    while last + 1 <= n.last and t.pos[last + 1] == "PROPN" and t.dep[last + 1] != "conj" and t.text[last] != ",":
        last += 1
    return last


_NONE: frozenset[str] = frozenset()


def _places(t: Tokens, x: Traits) -> frozenset[str]:
    """Names and demonyms in the phrase that are not the head's own name, up to a relative clause."""
    n, out = x.nominal, set()
    names = country_names()
    end = n.last
    for c in t.children[n.head]:
        if c > n.head and t.dep[c] == "acl" and t.left[c] - 1 < end:
            end = t.left[c] - 1
    for k in range(n.first, end + 1):
        lower = t.lower[k]
        code = names.get(lower)
        if code is None and t.pos[k] != "PROPN":
            continue
        if k == n.head or lower in x.name:
            continue
        if code is not None:
            out.add(code[0])
        elif lower not in titles():
            out.add(lower)
    return frozenset(out) if out else _NONE


_JOINTS = frozenset(
    {"of", "the", "and", "for", "de", "del", "da", "di", "du", "la", "al", "von", "van", "bin", "ibn", "-", "–", "&", ".", "el"}
)
"""What may stand inside a name without a capital."""


def _read_name(t: Tokens, x: Traits) -> None:
    """The name's own words around the head, without the offices and forms of address before it, and what tables know of it."""
    own = _own_words(t, x.nominal)
    known = titles()
    if own and t.lower[own[0]] == "the":
        own = own[1:]
    offices = [j for j, k in enumerate(own[:-1]) if t.lower[k] in known]
    if offices and (len(own) < 2 or t.lower[own[offices[-1] + 1]] not in {"of", "for"}):
        for j in offices:
            x.gender = x.gender or known[t.lower[own[j]]]
        own = own[offices[-1] + 1 :]
    x.name = tuple(t.lower[k] for k in own)
    if own and not x.gender:
        x.gender = given_names().get(t.text[own[0]], "") if len(own) > 1 or t.ent[own[0]] == "PER" else ""
    plain = " ".join(t.text[k] for k in own)
    code = country_names().get(plain.casefold())
    body = body_table().get(plain)
    if code is not None:
        x.code, x.known = code
        x.sort = {"country": "country", "capital": "city"}.get(code[1], x.sort)
    elif body is not None:
        x.code, x.known, x.sort = body[0], "body", body[1]
    elif plain.casefold() in place_names():
        x.known, x.sort = "place", place_names()[plain.casefold()]


def _own_words(t: Tokens, n: Nominal) -> list[int]:
    """The unbroken run of capitals that holds the head, small joints between capitals included."""
    first = last = n.head
    while first > n.first and (
        _capital(t, first - 1) or (t.lower[first - 1] in _JOINTS and first - 2 >= n.first and _capital(t, first - 2))
    ):
        first -= 1
    while last < n.last and (_capital(t, last + 1) or (t.lower[last + 1] in _JOINTS and _after_joints(t, last + 1, n.last))):
        last += 1
    return [k for k in range(first, last + 1) if t.text[k] not in {"-", "–", "."}]


def _capital(t: Tokens, k: int) -> bool:
    return t.text[k][:1].isupper() or (t.text[k][:1].isdigit() and t.pos[k] == "PROPN")


def _after_joints(t: Tokens, k: int, end: int) -> bool:
    if t.lower[k] == "and" and t.dep[k] == "cc" and t.ent[k] == "":
        return False
    while k <= end and t.lower[k] in _JOINTS and not _capital(t, k):
        k += 1
    return k <= end and _capital(t, k)


def _role(t: Tokens, h: int) -> str:
    steps = 0
    while t.dep[h] == "conj" and t.head[h] != h and steps < 4:
        h, steps = t.head[h], steps + 1
    for c in t.children[h]:
        if t.dep[c] == "cop":
            return "pred"
    return _ROLES.get(t.dep[h], "rest")


_CLAUSAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "csubj", "xcomp", "ccomp", "advcl", "acl"})


def _clause(t: Tokens, h: int) -> int:
    """The predicate that a nominal depends on."""
    for _ in range(6):
        if t.head[h] == h:
            return h
        dep = t.dep[h]
        h = t.head[h]
        if dep in _CLAUSAL:
            return h
    return h


def _quotes(t: Tokens) -> list[int]:
    """For every token the number of the quotation it stands in, 0 outside; a line break ends one."""
    out, now, count, straight = [0] * t.size, 0, 0, False
    for i, word in enumerate(t.text):
        if "\n" in word:
            now, straight = 0, False
        elif word == "“" or (word == '"' and not straight):
            count += 1
            now, straight = count, word == '"'
        elif word in {"”", '"'}:
            out[i] = now
            now, straight = 0, False
            continue
        out[i] = now
    return out


def _nest(found: list[Traits]) -> None:
    stack: list[int] = []
    for k, x in enumerate(found):
        while stack and found[stack[-1]].nominal.last < x.nominal.first:
            stack.pop()
        for j in reversed(stack):
            if found[j].nominal.last >= x.nominal.last:
                x.outer = j
                break
        stack.append(k)


def _link(t: Tokens, found: list[Traits]) -> None:
    """Apposition and copula: which nominal a nominal is said to be."""
    by_head: dict[int, int] = {}
    for k, x in enumerate(found):
        if not x.nominal.joint:
            by_head.setdefault(x.nominal.head, k)
    for k, x in enumerate(found):
        h = x.nominal.head
        if x.nominal.joint:
            continue
        if t.dep[h] == "appos" and by_head.get(t.head[h], k) != k:
            x.link, x.how = by_head[t.head[h]], "appos"
        elif any(t.dep[c] == "cop" for c in t.children[h]):
            subject = next((c for c in t.children[h] if t.dep[c] in {"nsubj", "nsubj:pass"}), -1)
            if by_head.get(subject, k) < k:
                negated = any(t.lower[c] in {"not", "n't", "never"} for c in t.children[h])
                x.link, x.how = by_head[subject], "not" if negated else "cop"
        elif t.dep[h] in {"xcomp", "obl"} and t.head[h] != h:
            marked = any(t.lower[c] == "as" for c in t.children[h])
            if marked or t.dep[h] == "xcomp":
                holder = next((c for c in t.children[t.head[h]] if c < h and t.dep[c] in {"obj", "nsubj:pass"}), -1)
                if by_head.get(holder, k) < k:
                    x.link, x.how = by_head[holder], "as"
        if x.link > k:
            found[x.link].link, found[x.link].how, x.link, x.how = k, x.how, -1, ""


def _speakers(t: Tokens, found: list[Traits], quotes: list[int]) -> None:
    """Who speaks each quotation: the subject of the nearest verb of saying outside it, in its sentence or next to it."""
    if not any(quotes):
        return
    verbs = word_set("person_verbs")
    subjects: list[tuple[int, int]] = []
    for k, x in enumerate(found):
        h = x.nominal.head
        if t.dep[h] in {"nsubj", "nsubj:pass"} and (t.lower[t.head[h]] in verbs or t.lemma[t.head[h]] == "say"):
            subjects.append((t.head[h], k))
    ends: dict[int, list[int]] = {}
    for i, q in enumerate(quotes):
        if q:
            ends.setdefault(q, [i, i])[1] = i
    speaker: dict[int, int] = {}
    for q, (a, b) in ends.items():
        near = [
            (min(abs(verb - a), abs(verb - b)), k)
            for verb, k in subjects
            if quotes[verb] != q and (t.sent[a] - 1 <= t.sent[verb] <= t.sent[b] + 1) and min(abs(verb - a), abs(verb - b)) < 15
        ]
        if near:
            speaker[q] = min(near)[1]
        elif q - 1 in speaker and a - ends[q - 1][1] < 25:
            speaker[q] = speaker[q - 1]
    for x in found:
        x.speaker = speaker.get(x.quote, -1)


def _kind_parts(t: Tokens, x: Traits) -> tuple[Part, ...]:
    """What tells the kind of a nominal by itself."""
    h = x.nominal.head
    if x.form in PRONOUN_FORMS:
        return ((_pronoun_cues, x.word, x.form),)
    label, referred = t.ent[h], t.referred[h]
    head: Part = (_head_cues, x.form, x.number, label, x.lemma)
    marked: Part = (_marked_cues, t.fine[h], referred, x.form)
    kind = noun_kinds().get(x.lemma) or noun_kinds().get(x.word)
    noun: Part = (_noun_cues, *kind[:2]) if kind else (_noun_cues, "", None)
    if x.form != "name":
        return head, marked, noun
    own = noun_kinds().get(x.name[-1]) if x.name else None
    titled = not titles().keys().isdisjoint(t.lower[x.nominal.first : h])
    capitals = t.text[h].isupper() and len(t.text[h]) > 1
    last = own[0] if own else ""
    name: Part = (_name_cues, x.known, last, label, min(len(x.name), 3), titled, bool(x.gender), capitals)
    return head, marked, name, noun


def _surroundings(t: Tokens, x: Traits) -> tuple[Part, ...]:
    """What tells the kind of a nominal by what stands around it."""
    h = x.nominal.head
    case = verb = ""
    out: list[Part] = []
    for c in t.children[h]:
        dep = t.dep[c]
        if dep == "case" and not case and c < h:
            case = t.lower[c]
        elif dep == "acl":
            who = next((lower for lower in t.lower[t.left[c] : c + 1] if lower in _RELATIVE), "")
            out.append((_clause_cues, who))
    if x.role == "subj":
        governor = t.head[h]
        verb = "speaks" if t.lower[governor] in word_set("person_verbs") else f"verb={t.lemma[governor]}"
    return (_place_cues, x.role, case, verb), *out


_RELATIVE = frozenset({"who", "whom", "which", "where", "whose", "that"})


def _pronoun_cues(word: str, form: str) -> list[str]:
    return [f"word={word}", f"form={form}"]


def _head_cues(form: str, number: str, label: str, lemma: str) -> list[str]:
    return [
        f"form={form}",
        f"number={number}",
        f"label={label}",
        f"lemma={lemma}",
        f"suffix={lemma[-3:]}",
        f"suffix={lemma[-2:]}",
    ]


def _marked_cues(fine: str, referred: str, form: str) -> list[str]:
    return [f"fine={fine}", f"referred={referred}", f"referred={referred} {form}"]


def _name_cues(known: str, last: str, label: str, words: int, titled: bool, given: bool, capitals: bool) -> list[str]:
    out = [f"known={known}", f"last={last}", f"label={label},words={words}"]
    return out + [cue for cue, told in (("titled", titled), ("given", given), ("capitals", capitals)) if told]


def _noun_cues(kind: str, sort: str | None) -> list[str]:
    return [f"noun={kind}"] if sort is None else [f"noun={kind}", f"sort={sort}"]


def _place_cues(role: str, case: str, verb: str) -> list[str]:
    return [f"role={role}", *([f"case={case}"] if case else ()), *([verb] if verb else ())]


def _clause_cues(who: str) -> list[str]:
    return [f"clause={who}"]


def _weigh(x: Traits, own: tuple[Part, ...], around: tuple[Part, ...], weights: KindWeights) -> None:
    """Sums what tells the kind, in this order, and makes log probabilities of it."""
    a, b, c, d = weights.summed(own)
    for part in around:
        for e, f, g, h in weights[part]:
            a, b, c, d = a + e, b + f, c + g, d + h
    top = max(a, b, c, d)
    norm = top + math.log(math.exp(a - top) + math.exp(b - top) + math.exp(c - top) + math.exp(d - top))
    x.kinds = kinds = (a - norm, b - norm, c - norm, d - norm)
    best = max(kinds)
    x.kind = KINDS[kinds.index(best)]
    x.sure = best > _SURE
    x.apart = set_apart(kinds)


def set_apart(score: tuple[float, float, float, float]) -> bool:
    """Is the highest of the scores well above the second?"""
    second, top = sorted(score)[2:]
    return top - second > 1.0


_SURE = -0.35
"""Log probability from which on a kind counts as told (0.70)."""
