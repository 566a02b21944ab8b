"""What the features of a link are called in chain_weights.tsv.

One function a part: in the values that tell it, those of the nominal first, then those of the chain that it could join; out
the names of its features. `f` is the nominal's form.
"""

from __future__ import annotations

from typing import Literal

from attache.reading.who.chains.traits import PRONOUN_FORMS


def new_light(f: str, kind: str, role: str, word: str, quote: bool, options: int, first: bool) -> list[str]:
    return [
        "new",
        f"new {f}",
        f"new {f} kind={kind}",
        f"new {f} role={role}",
        f"new {f} options={options}",
        f"new word={word}",
        f"new {f} quote={quote}",
        f"new {f} first={first}",
    ]


def new(f: str, kind: str, role: str, number: str, how: str, nested: bool, heavy: bool) -> list[str]:
    return [
        "new",
        f"new {f}",
        f"new {f} kind={kind}",
        f"new {f} role={role}",
        f"new {f} number={number}",
        f"new link={how}",
        f"new {f} nested={nested}",
        f"new {f} heavy={heavy}",
    ]


def new_beside(f: str, det: str, mods: int, start: bool, options: int, same: bool, head: bool) -> list[str]:
    return [
        f"new {f} options={options}",
        f"new {f} det={det}",
        f"new {f} mods={mods}",
        f"new {f} same={same}",
        f"new {f} head={head}",
        f"new {f} start={start}",
    ]


def place(f: str, last: str, far: int, rank: int, size: int) -> list[str]:
    group = "pro" if last in PRONOUN_FORMS else last
    return [f"{f}<{last}", f"{f} far={far}", f"{f}<{group} far={far}", f"{f} rank={rank}", f"{f} size={size}"]


def fits(f: str, kind: str, number: str, of: str, numbers: str, nested: str, gender: str) -> list[str]:
    out = [f"{f} kind={kind}<{of}", f"{f} number={number}<{numbers}", f"{f} nested={nested}"]
    return [*out, f"{'pro' if f in PRONOUN_FORMS else f} gender={gender}"] if gender else out


def linked(f: str, how: str, same: bool) -> list[str]:
    return [f"{f} link={how} {same}"]


def roles(f: str, role: str, possessive: bool, reflexive: bool, last: str, near: bool, clause: bool) -> list[str]:
    out = [f"{f} role={role}<{last}", f"{f} poss={possessive} role={last} near={near}"]
    return [*out, f"{f} clause {role}<{last} self={reflexive} poss={possessive}"] if clause else out


def history(
    f: str, word: str, inside: bool, kind: str, same: bool, pronouns: tuple[str, ...], named: bool, quote: str
) -> list[str]:
    return [
        f"word={word} kind={kind}",
        f"{f} forms={same} {any(p != f for p in pronouns)}",
        f"{f} named={named} kind={kind}",
        f"{f} quote={quote}",
        *(f"{f} with={p} {inside}" for p in pronouns),
    ]


def last_mention(f: str, det: str, head: str) -> list[str]:
    return [f"{f} det={det}", f"{f} head={head}"]


def distance(f: str, kind: str, form: str, role: str, far: int, rank: int) -> list[str]:
    out = [f"{f} kind={kind} far={far} role={role}", f"{f} {form} {role} far={far} rank={rank}"]
    return [*out, f"{f} last subject"] if role == "subj" and far <= 1 else out


def said(f: str, quote: str | None, line: bool, speaker: bool | None, latest: bool, recent: int) -> list[str]:
    before = f"quote={quote} line={line}" if quote is not None else "quote= line="
    out = [f"{f} latest={latest} {quote is not None}", f"{f} latest={latest} {before}", f"{f} recent={recent}"]
    return [*out, f"{f} speaker={speaker}"] if speaker is not None else out


def surrounded(f: str, around: str, head: bool, kind: str) -> list[str]:
    return [f"{'name' if f == 'name' else 'noun'} around={around}", f"{f} around={around} head={head} kind={kind}"]


def name(
    kind: str, known: str, how: str, of: str, named: bool, same: bool, head: bool, code: bool | Literal[""] | None
) -> list[str]:
    out = [f"name {how}", f"name {how} kind={kind}<{of}", f"name {how} named={named}", f"name same={same} {head}"]
    return [*out, f"name code={code} known={known}"] if code is not None else out


def noun(f: str, same: bool, head: bool, extra: int, clash: bool, inside: bool) -> list[str]:
    return [
        f"{f} same={same} head={head}",
        f"{f} head={head} extra={extra} clash={clash}",
        f"{f} head={head} in={inside}",
    ]


def noun_last(f: str, heavy: bool, det: str, head: bool, last_heavy: bool, last: str) -> list[str]:
    return [f"{f} head={head} heavy={heavy} {last_heavy}", f"{f} head={head} det={det}", f"{f} head={head} last={last}"]


def lemma_beside(f: str, lemma: str, kind: str) -> list[str]:
    return [f"{f} lemma={lemma} kind={kind}"]


def other_noun(f: str, sort: str, kind: str, mods: bool, of: str, named: bool, of_kind: str) -> list[str]:
    return [f"{f} sort={sort}<{of}", f"{f} named={named} kind={kind}<{of_kind} mods={int(mods)}"]
