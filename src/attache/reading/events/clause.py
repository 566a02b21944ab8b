"""Grammar round a verb or noun: who stands where, read from Universal Dependencies arcs.

All functions take and give tokens; nominals are named by their head token. A wrong arc costs least where several arcs
are accepted, so prepositional phrases are looked for at the verb and inside its object alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.events.cues import belongs, cue_words
from attache.reading.events.forms import verb_lemma

RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
_OBLIQUE = frozenset({"obl", "nmod", "obl:agent", "iobj"})
_ACTIVE = frozenset({"nsubj", "aux", "obj"})
_OWN_CLAUSE = frozenset({"acl", "advcl", "ccomp", "xcomp", "parataxis", "csubj", "conj"})


def children(token: Token, *deps: str) -> list[Token]:
    """Children of `token` with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def is_verb(token: Token) -> bool:
    """Is it tagged as a verb form?"""
    return token.tag_[:2] == "VB"


def is_passive(verb: Token) -> bool:
    """Passive by its auxiliary or subject, or a bare participle after a noun ("the pact signed in 1994")."""
    deps = {child.dep_ for child in verb.children}
    if "nsubj:pass" in deps or "aux:pass" in deps:
        return True
    if verb.tag_ != "VBN" or not deps.isdisjoint(_ACTIVE):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head)
    if verb.dep_ == "acl" and is_main(verb):
        return False
    return verb.dep_ in ("acl", "amod") and not relative_pronoun(verb)


def is_main(verb: Token) -> bool:
    """A past form taken for a participle of its own subject ("the minister apologised in Kigali" without another verb)."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or is_verb(noun) or noun.i > verb.i or children(noun, "cop"):
        return False
    between = noun.doc[noun.i + 1 : verb.i]
    return not any(t.is_punct for t in between) and not any(obliques(verb, frozenset({"by"})))


def is_misread(verb: Token) -> bool:
    """A finite verb that the parse hangs on its object as an adjective: it has a subject, or a past tense, of its own."""
    if verb.dep_ not in ("amod", "compound"):
        return False
    return verb.tag_ == "VBD" or bool(children(verb, "nsubj")) or _after_to(verb) is not None


def _after_to(verb: Token) -> Token | None:
    """The verb before "to" for an infinitive: "scheduled" in "scheduled to host"."""
    if verb.tag_ != "VB" or verb.i < verb.sent.start + 2 or verb.nbor(-1).lower_ != "to":
        return None
    before = verb.nbor(-2)
    return before if is_verb(before) else None


def _own_subjects(verb: Token) -> list[Token]:
    """Subjects of the verb, also where the parse hangs them on its auxiliary, or splits "the sultan and the president met"."""
    own = children(verb, "nsubj", "nsubj:pass")
    if own:
        split = verb.dep_ == "conj" and verb.head.pos_ in _NOMINAL and verb.head.dep_ == "ROOT" and verb.head.i < own[0].i
        return [verb.head, *own] if split else own
    return [t for aux in children(verb, "aux", "aux:pass", "cop") for t in children(aux, "nsubj", "nsubj:pass", "obj")]


def relative_pronoun(verb: Token) -> Token | None:
    """The relative pronoun that is a subject or object of `verb`."""
    for child in verb.children:
        if child.lower_ in RELATIVE and child.tag_ in ("WP", "WDT", "IN", "DT") and child.dep_ in ("nsubj", "nsubj:pass", "obj"):
            return child
    return None


def case_of(nominal: Token) -> str:
    """The preposition before a nominal, lower case; "" for none; the possessive mark gives "'s"."""
    for child in nominal.children:
        if child.dep_ == "case" and not _is_name_part(child):
            return "'s" if child.tag_ == "POS" else str(child.lower_)
    return ""


def _is_name_part(preposition: Token) -> bool:
    """A capital "To" or "An" inside a sentence begins a name: "To Lam"."""
    return preposition.is_title and preposition.i > preposition.sent.start and preposition.nbor(1).is_title


def with_conjuncts(nominal: Token) -> Iterator[Token]:
    """The nominal and those joined to it by "and" or commas."""
    yield nominal
    for child in nominal.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL:
            yield from with_conjuncts(child)


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ in RELATIVE and token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"):
        verb = token.head
        while verb.dep_ in ("conj", "xcomp", "aux"):
            verb = verb.head
        if verb.dep_ == "acl" and verb.head != verb:
            nearer = _before_pronoun(token) if token.lower_ in ("who", "whom") and _is_thing(verb.head) else None
            return nearer if nearer is not None and nearer.pos_ == "PROPN" else verb.head
        return _before_pronoun(token) or token
    return token


def _is_thing(nominal: Token) -> bool:
    """A common noun for no human being, of which "who" cannot be said ("talks with President Ruiz, who …")."""
    return nominal.tag_ in ("NN", "NNS") and not belongs(nominal, "human")


def _before_pronoun(pronoun: Token) -> Token | None:
    """The nominal right before a relative pronoun, for clauses that the parse takes for main ones ("Ruiz, who won in May")."""
    i = pronoun.i - 1
    while i >= pronoun.sent.start and (pronoun.doc[i].is_punct or pronoun.doc[i].tag_ == "IN"):
        i -= 1
    if i < pronoun.sent.start or i == pronoun.i - 1 or pronoun.doc[i].pos_ not in _NOMINAL:
        return None
    nominal = pronoun.doc[i]
    while nominal.dep_ in ("flat", "compound") and nominal.head.i != nominal.i:
        nominal = nominal.head
    over = nominal.head
    if pronoun.lower_ in ("who", "whom") and nominal.dep_ == "nmod" and case_of(nominal) == "of" and over.pos_ == "PROPN":
        return over
    return nominal


def _before_apposition(verb: Token) -> Token | None:
    """ "Ruiz, head of the council, arrived": the name before the apposition, where the parse hangs the verb on the latter."""
    if verb.tag_ != "VBD" or verb.dep_ != "acl" or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    nominal = verb.head
    while nominal.dep_ in ("nmod", "appos", "conj", "flat", "compound") and nominal.head.i < nominal.i:
        nominal = nominal.head
    commas = sum(t.text == "," for t in verb.doc[nominal.i : verb.i])
    return nominal if commas > 1 and nominal.i != verb.head.i else None


def predicate_subjects(noun: Token) -> list[Token]:
    """Subjects of a noun that is a predicate: "who is on a three-day visit"."""
    return [antecedent(t) for t in children(noun, "nsubj")] if children(noun, "cop") else []


def grammatical_subjects(verb: Token) -> list[Token]:
    """Subject nominals of a finite or non-finite verb, through coordination, control and participles."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = _own_subjects(verb)
        if own:
            return [antecedent(t) for t in own]
        governor = _after_to(verb)
        if is_misread(verb) and governor is not None:
            verb = governor
            continue
        if verb.dep_ == "acl":
            return [_before_apposition(verb) or verb.head]
        if verb.dep_ in ("xcomp", "advcl", "ccomp") and is_infinitive_or_gerund(verb):
            governor = verb.head
            if verb_lemma(governor) in cue_words("object-control") and verb.dep_ in ("xcomp", "advcl", "ccomp"):
                controlled = children(governor, "obj", "iobj", "nsubj:pass") or obliques(
                    governor, frozenset({"on", "upon", "to", "for"})
                )
                if controlled and verb.tag_ != "VBG":
                    return controlled
            verb = governor
        elif verb.dep_ == "conj" or verb.dep_ in ("aux", "cop") or verb.dep_ == "parataxis":
            verb = verb.head
        else:
            break
    return []


def nearest_before(verb: Token) -> list[Token]:
    """For a finite verb that the parse leaves without subject: nominals before it that no preposition governs, nearest first."""
    while verb.tag_ in ("VBG", "VB") and verb.dep_ in ("advcl", "xcomp") and is_verb(verb.head) and not is_passive(verb.head):
        verb = verb.head
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or is_passive(verb):
        return []
    before = [
        t
        for t in verb.sent
        if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "flat", "amod")
    ]
    free = [t for t in before if (not case_of(t) and t.dep_ not in ("obj", "obl", "nmod", "iobj")) or _after_day(t)]
    return free[::-1]


def _after_day(nominal: Token) -> bool:
    """ "On Tuesday Moscow replied": the preposition belongs to the day that the parse takes for a part of the name."""
    if nominal.dep_ == "nmod" and not case_of(nominal) and nominal.head.lower_ in days():
        return True
    for case in children(nominal, "case"):
        between = nominal.doc[case.i + 1 : nominal.i]
        if any(t.lower_ in days() or (t.is_digit and len(t) == 4) for t in between):
            return True
    return False


def in_relative(token: Token) -> bool:
    """Does the token stand in a clause with a relative pronoun ("who took office in 2022"), by whatever arc?"""
    while token.head.i != token.i:
        token = token.head
        if is_verb(token):
            return relative_pronoun(token) is not None
    return is_verb(token) and relative_pronoun(token) is not None


@cache
def days() -> frozenset[str]:
    """Names of days and months, lower case."""
    tables = ("weekdays", "months")
    return frozenset(
        word for table in tables for row in rows(table, package="attache.language.en") for word in several(row["forms"])
    )


def is_infinitive_or_gerund(verb: Token) -> bool:
    """A verb form without its own finite tense."""
    if verb.tag_ == "VBG":
        return not children(verb, "aux") or not children(verb, "nsubj")
    if any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children):
        return True
    return verb.tag_ in ("VB", "VBN", "VBD") and not children(verb, "nsubj", "nsubj:pass", "aux")


def agents(verb: Token) -> list[Token]:
    """Nominals that do what the verb says: its subject, or the by-phrase of a passive."""
    if is_passive(verb):
        return obliques(verb, frozenset({"by"}))
    return grammatical_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """Nominals it is done to: object, passive subject, the antecedent of "that they signed"."""
    if is_passive(verb):
        subject = children(verb, "nsubj:pass", "nsubj")
        out = [antecedent(t) for t in subject] or grammatical_subjects(verb)
        return out + children(verb, "obj")
    out = [antecedent(t) for t in children(verb, "iobj", "obj")]
    if is_misread(verb):
        out.append(verb.head)
    out += [t for t in children(verb, "obl") if any(c.dep_ == "case" and _is_name_part(c) for c in t.children) and not case_of(t)]
    if not out and verb.dep_ == "acl" and not children(verb, "obj"):
        subject = children(verb, "nsubj")
        if subject and subject[0].lower_ not in RELATIVE:
            return [verb.head]
    if not out:
        for right in children(verb, "conj"):
            if is_verb(right):
                out = children(right, "obj")
                break
    return out


def obliques(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Nominals under `verb`, or under its objects, introduced by one of the prepositions."""
    found = []
    for token in phrase_tokens(verb):
        if token.dep_ in _OBLIQUE and case_of(token) in prepositions:
            found.append(token)
    return found


def phrase_tokens(head: Token) -> list[Token]:
    """Tokens under `head` that are not inside a clause of their own nor in a coordinated verb."""
    out: list[Token] = []
    _gather(head, out)
    return out


def _gather(head: Token, out: list[Token]) -> None:
    for child in head.children:
        dep = child.dep_
        if dep in _OWN_CLAUSE and is_verb(child):
            continue
        if dep in ("nsubj", "nsubj:pass") and is_verb(head) and not is_passive(head):
            continue
        out.append(child)
        if child.children:
            _gather(child, out)


def governing_verb(noun: Token) -> tuple[Token, str] | None:
    """The verb that carries a noun, and how: "subject", "object" or the preposition before it; None without one."""
    prep = case_of(noun)
    token = noun
    if children(noun, "cop"):
        return None
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            return None
        if is_verb(head) or (head.dep_ == "ROOT" and head.pos_ in ("VERB", "AUX")):
            if token.dep_ in ("nsubj", "csubj"):
                return head, "object" if is_passive(head) else "subject"
            if token.dep_ in ("nsubj:pass", "obj"):
                return head, "object"
            return head, prep or "object"
        if token.dep_ in ("nmod", "obl") and not prep:
            prep = case_of(token)
        if children(head, "cop") and token.dep_ in ("nsubj", "nsubj:pass"):
            return head, "subject"
        token = head
        prep = prep or case_of(token)
    return None


def possessors(noun: Token) -> list[Token]:
    """ "Lavrov" in "Lavrov's visit", "his" in "his visit"."""
    return [
        t
        for t in noun.children
        if t.dep_ in ("nmod", "det", "compound", "nmod:poss") and (t.tag_ == "PRP$" or case_of(t) == "'s")
    ]


def modifiers(noun: Token) -> list[Token]:
    """Adjectives and names before the noun: "Russian" in "the Russian offer"."""
    return [
        t
        for t in noun.children
        if t.dep_ in ("amod", "compound", "nmod", "flat") and t.i < noun.i and not case_of(t) and t.tag_ != "PRP$"
    ]


def noun_phrases_after(noun: Token, prepositions: frozenset[str]) -> list[Token]:
    """Nominals in prepositional phrases that belong to the noun, or follow it at the verb that carries it."""
    found = [t for t in phrase_tokens(noun) if t.dep_ in _OBLIQUE and case_of(t) in prepositions]
    if not found:
        governed = governing_verb(noun)
        if governed:
            found = [t for t in phrase_tokens(governed[0]) if t.i > noun.i and t.dep_ in _OBLIQUE and case_of(t) in prepositions]
    return found
