"""How far two annotators of the same passages agree.

    python training/corpus/agreement.py             second/NN.jsonl against second/first.jsonl, the first annotation unmended
    python training/corpus/agreement.py --mended    the same against NN-*.jsonl as they are now
    python training/corpus/agreement.py --by-file   each file on its own as well

"Overlapping" takes two spans for the same that share a character, "exact" asks for the same ends. In a passage the attributions
(by cue) and the events (by trigger) are paired one to one, the greatest overlap first; the rest is compared in those paired.
"""
from __future__ import annotations

import argparse
import collections
import itertools
import json
import pathlib
import sys

from check import resolve

HERE = pathlib.Path(__file__).resolve().parent


def read(files):
    out = {}
    for f in files:
        for line in f.read_text("utf-8").splitlines():
            if line.strip():
                r = resolve(json.loads(line))
                out[r["id"]] = r
    return out


def overlap(a, b):
    """Share of characters that two lists of spans have in common."""
    x = {i for s, e in a for i in range(s, e)}
    y = {i for s, e in b for i in range(s, e)}
    return len(x & y) / len(x | y) if x and y else 0.0


def pairs(a, b, score):
    """Pairs (i, j) of items one to one, the best first."""
    found = sorted(((score(x, y), -i, -j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True)
    left, right, out = set(), set(), []
    for s, i, j in found:
        if s[0] > 0 and -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            out.append((a[-i], b[-j]))
    return out


def by_cue(u, v):
    return overlap(u["cue"], v["cue"]), overlap(u["content"], v["content"])


def by_trigger(u, v):
    return overlap(u["trigger"], v["trigger"]), overlap(u["doer"] + u["target"], v["doer"] + v["target"])


class F1:
    def __init__(self):
        self.both = self.first = self.second = 0

    def add(self, both, first, second):
        self.both += both
        self.first += first
        self.second += second

    def __str__(self):
        n = self.first + self.second
        return f"{200 * self.both / n:.1f}  ({self.both} of {self.first} / {self.second})" if n else "–"


class Labels:
    def __init__(self):
        self.seen = collections.Counter()

    def __str__(self):
        n = sum(self.seen.values())
        if not n:
            return "–"
        same = sum(k for (a, b), k in self.seen.items() if a == b) / n
        one, two = collections.Counter(), collections.Counter()
        for (a, b), k in self.seen.items():
            one[a] += k
            two[b] += k
        chance = sum(one[x] * two[x] for x in one) / n / n
        kappa = (same - chance) / (1 - chance) if chance < 1 else 1.0
        return f"{100 * same:.1f} %, kappa {kappa:.2f}  ({n})"


def single(spans):
    return [[s] for s in spans]


def bare(text, span):
    """The span without a leading article."""
    s, e = span
    for word in ("the ", "a ", "an "):
        if text[s:e].lower().startswith(word):
            return s + len(word), e
    return s, e


def links(r):
    return {tuple(sorted(p)) for chain in r["coref"] for p in itertools.combinations({bare(r["text"], s) for s in chain}, 2)}


def compare(first, second):
    f = collections.defaultdict(F1)
    lab = collections.defaultdict(Labels)
    for key, b in second.items():
        a = first[key]
        x, y = ({tuple(e) for e in r["entities"]} for r in (a, b))
        f["names: span and type, exact"].add(len(x & y), len(x), len(y))
        x, y = ({tuple(e[:2]) for e in r["entities"]} for r in (a, b))
        f["names: span alone, exact"].add(len(x & y), len(x), len(y))

        p = pairs(a["attributions"], b["attributions"], by_cue)
        f["attributions: cue, overlapping"].add(len(p), len(a["attributions"]), len(b["attributions"]))
        for u, v in p:
            for k in ("source", "content"):
                here = bool(u[k]), bool(v[k])
                f[f"attributions paired: {k}, exact"].add(all(here) and sorted(u[k]) == sorted(v[k]), *here)
                f[f"attributions paired: {k}, overlapping"].add(overlap(u[k], v[k]) > 0, *here)

        p = pairs(a["events"], b["events"], by_trigger)
        f["events: trigger, overlapping"].add(len(p), len(a["events"]), len(b["events"]))
        same = sum(u["type"] == v["type"] for u, v in p)
        f["events: trigger, overlapping, and type"].add(same, len(a["events"]), len(b["events"]))
        x, y = bool(a["events"]), bool(b["events"])
        lab["passages: an event or none"].seen[x, y] += 1
        for u, v in p:
            for k in ("type", "status"):
                lab[f"events paired: {k}"].seen[u[k], v[k]] += 1
            for k in ("doer", "target"):
                same = pairs(single(u[k]), single(v[k]), lambda s, t: (overlap(s, t),))
                f[f"events paired: {k}, overlapping"].add(len(same), len(u[k]), len(v[k]))

        x, y = links(a), links(b)
        f["coref: links, exact but for the article"].add(len(x & y), len(x), len(y))
        same = pairs(sorted(x), sorted(y), lambda u, v: (min(overlap([u[0]], [v[0]]), overlap([u[1]], [v[1]])),))
        f["coref: links, overlapping"].add(len(same), len(x), len(y))
    return f, lab


ROWS = (
    "names: span and type, exact",
    "names: span alone, exact",
    "attributions: cue, overlapping",
    "attributions paired: source, exact",
    "attributions paired: source, overlapping",
    "attributions paired: content, exact",
    "attributions paired: content, overlapping",
    "passages: an event or none",
    "events: trigger, overlapping",
    "events: trigger, overlapping, and type",
    "events paired: type",
    "events paired: status",
    "events paired: doer, overlapping",
    "events paired: target, overlapping",
    "coref: links, exact but for the article",
    "coref: links, overlapping",
)


def show(title, first, second):
    f, lab = compare(first, second)
    print(f"{title}: {len(second)} passages; F1 (both of first / second), or accuracy and kappa (pairs)")
    for row in ROWS:
        print(f"  {row:<42} {lab[row] if row in lab else f[row]}")


def confusions(first, second, n=12):
    lab = compare(first, second)[1]
    for k in ("type", "status"):
        worst = [(c, a, b) for (a, b), c in lab[f"events paired: {k}"].seen.items() if a != b]
        print(f"  {k}, first > second:", ", ".join(f"{a} > {b} {c}" for c, a, b in sorted(worst, reverse=True)[:n]))


def main(argv=None):
    p = argparse.ArgumentParser(description="agreement of two annotators of the corpus")
    p.add_argument("--mended", action="store_true", help="compare with the files as they are now")
    p.add_argument("--by-file", action="store_true", help="each file on its own as well")
    args = p.parse_args(argv)
    files = sorted((HERE / "second").glob("[0-9]*.jsonl"))
    second = read(files)
    first = read(sorted(HERE.glob("[0-9]*.jsonl")) if args.mended else [HERE / "second" / "first.jsonl"])
    missing = sorted(set(second) - set(first))
    if missing or not second:
        print("no first annotation of", missing[:5] if second else "anything", file=sys.stderr)
        return 1
    changed = sorted(k for k, r in second.items() if first[k]["text"] != r["text"])
    if changed and not args.mended:
        print("texts differ:", *changed, file=sys.stderr)
        return 1
    if changed:
        print("left out, the text itself was mended:", *changed)
        second = {k: r for k, r in second.items() if k not in changed}
    if args.by_file:
        for f in files:
            own = read([f])
            show(f.stem, first, {k: r for k, r in second.items() if k in own})
    show("all", first, second)
    confusions(first, second)
    return 0


if __name__ == "__main__":
    sys.exit(main())
