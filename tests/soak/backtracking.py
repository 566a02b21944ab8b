"""Whether a regular expression can take exponential, or more than quadratic, time on some text.

A pattern becomes a nondeterministic automaton. Two different ways through a loop over the same letters make the matcher try
2ⁿ ways on n repetitions (exponential ambiguity); two loops in a row that both take the same letters make it try n² ways from
each place where a search begins. Both criteria: Weideman, van der Merwe, Berglund and Watson, "Analyzing matching time
behavior of backtracking regular expression matchers", 2016 (EDA and IDA).

Letters are stood for by a few representatives of each pattern; what looks around, refers back or is atomic is let through, so
that the answer errs to the safe side. A bounded repetition counts as three copies, or as a loop where it holds a loop.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import product
from typing import Any

# The library's own parser is the only complete reading of a pattern.
compiler: Any = import_module("re._compiler")
parser: Any = import_module("re._parser")
sre: Any = import_module("re._constants")

Verdict = str
"""`exponential`, `polynomial`, or nothing where neither was found."""

ALWAYS = "aZ0 \n\t.,;:-–—_'’“\"()éßЖ日$%/@#\u200b"
"""Letters that stand for their kinds in every pattern."""
COPIES = 3
Condition = tuple[str, ...]


@dataclass(slots=True)
class Automaton:
    """Nodes are numbers. `takes[n]`: a set of letters and the node behind it. `free[n]`: nodes reached without a letter."""

    letters: tuple[str, ...]
    takes: dict[int, list[tuple[frozenset[int], int]]] = field(default_factory=lambda: defaultdict(list))
    free: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    size: int = 0

    def node(self) -> int:
        """A new node."""
        self.size += 1
        return self.size - 1


def letters_of(tree: Any) -> set[str]:
    """Every letter that the pattern names, and the neighbours of every range."""
    found: set[str] = set()

    def walk(items: Iterable[Any]) -> None:
        for op, value in items:
            if op in (sre.LITERAL, sre.NOT_LITERAL):
                found.add(chr(value))
            elif op is sre.RANGE:
                found.update(chr(c) for c in value)
            elif op is sre.IN:
                walk(value)
            else:
                for part in _parts(op, value):
                    walk(part)

    walk(tree)
    return found


def _parts(op: Any, value: Any) -> Iterator[Any]:
    """The patterns inside a pattern."""
    if op is sre.BRANCH:
        yield from value[1]
    elif op is sre.SUBPATTERN:
        yield value[3]
    elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield value[2]
    elif op is sre.ATOMIC_GROUP:
        yield value
    elif op in (sre.ASSERT, sre.ASSERT_NOT):
        yield value[1]
    elif op is sre.GROUPREF_EXISTS:
        yield value[1]
        if value[2] is not None:
            yield value[2]


def _has_loop(items: Iterable[Any]) -> bool:
    for op, value in items:
        repeats = op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
        if repeats and (value[1] > COPIES):
            return True
        if any(_has_loop(part) for part in _parts(op, value)):
            return True
    return False


class Builder:
    """The automaton of one pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        tree = parser.parse(pattern, flags)
        self.flags = tree.state.flags
        self.automaton = Automaton(tuple(sorted(letters_of(tree) | set(ALWAYS))))
        start = self.automaton.node()
        self.end = self.sequence(tree, start)

    def letters(self, op: Any, value: Any) -> frozenset[int]:
        """Which representatives an element takes."""
        pattern = parser.SubPattern(parser.State())
        pattern.append((op, value))
        pattern.state.flags = self.flags
        single = compiler.compile(pattern, self.flags)
        return frozenset(i for i, letter in enumerate(self.automaton.letters) if single.fullmatch(letter))

    def sequence(self, items: Iterable[Any], start: int) -> int:
        """Adds the elements one after another; the node behind the last."""
        at = start
        for op, value in items:
            at = self.element(op, value, at)
        return at

    def element(self, op: Any, value: Any, start: int) -> int:
        """Adds one element; the node behind it."""
        auto = self.automaton
        if op in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
            end = auto.node()
            auto.takes[start].append((self.letters(op, value), end))
            return end
        if op is sre.BRANCH:
            end = auto.node()
            for branch in value[1]:
                begin = auto.node()
                auto.free[start].append(("", begin))
                auto.free[self.sequence(branch, begin)].append(("", end))
            return end
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            return self.repetition(value[0], value[1], value[2], start)
        if op is sre.AT:
            end = auto.node()
            auto.free[start].append((str(value), end))
            return end
        if op in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            return self.sequence(value[3] if op is sre.SUBPATTERN else value, start)
        return start  # looks around, refers back: let through

    def repetition(self, least: int, most: int, items: Any, start: int) -> int:
        """Adds a repetition."""
        auto, at = self.automaton, start
        for _ in range(min(least, COPIES)):
            at = self.sequence(items, at)
        if most > COPIES and (most == sre.MAXREPEAT or _has_loop(items)):
            begin, end = auto.node(), auto.node()
            auto.free[at].append(("", begin))
            auto.free[begin].append(("", end))
            auto.free[self.sequence(items, begin)].append(("", begin))
            return end
        end = auto.node()
        auto.free[at].append(("", end))
        for _ in range(min(most, COPIES) - min(least, COPIES)):
            at = self.sequence(items, at)
            auto.free[at].append(("", end))
        return end


State = tuple[int, bool]
"""A node, and whether the letter before it belongs to a word."""


class Steps:
    """The automaton without free moves: from a state over a letter to states, each as often as there are ways."""

    def __init__(self, automaton: Automaton) -> None:
        self.automaton = automaton
        self.word = [letter.isalnum() or letter == "_" for letter in automaton.letters]
        self.kept: dict[tuple[State, int], dict[State, int]] = {}
        self.letters = self._kinds()
        """One letter of each kind: those that every element takes alike are one kind."""

    def _kinds(self) -> list[int]:
        sets = sorted({letters for moves in self.automaton.takes.values() for letters, _ in moves}, key=sorted)
        kinds: dict[tuple[bool, ...], int] = {}
        for i, letter in enumerate(self.automaton.letters):
            kinds.setdefault((self.word[i], letter == "\n", *(i in letters for letters in sets)), i)
        return list(kinds.values())

    def over(self, state: State, letter: int) -> dict[State, int]:
        """Where a letter leads, with the number of ways (two stands for more)."""
        found = self.kept.get((state, letter))
        if found is None:
            found = {}
            for node, ways in self._free(state, letter).items():
                for letters, end in self.automaton.takes.get(node, ()):
                    if letter in letters:
                        target = (end, self.word[letter])
                        found[target] = min(2, found.get(target, 0) + ways)
            self.kept[(state, letter)] = found
        return found

    def _free(self, state: State, letter: int) -> dict[int, int]:
        """Nodes reached without a letter, before this letter; a free circle is gone round once, as the matcher does."""
        ways: dict[int, int] = defaultdict(int)

        def walk(node: int, seen: frozenset[int]) -> None:
            if ways[node] < 2:
                ways[node] += 1
            else:
                return
            for condition, end in self.automaton.free.get(node, ()):
                if end not in seen and self._holds(condition, state[1], letter):
                    walk(end, seen | {end})

        walk(state[0], frozenset((state[0],)))
        return ways

    def _holds(self, condition: str, after_word: bool, letter: int) -> bool:
        edge = after_word != self.word[letter]
        if "NON_BOUNDARY" in condition:
            return not edge
        if "BOUNDARY" in condition:
            return edge
        if "END" in condition:  # before a letter only at the end of a line
            return self.automaton.letters[letter] == "\n"
        return not ("BEGINNING" in condition and after_word)


def _components(nodes: Iterable[Any], follow: Any) -> list[list[Any]]:
    """Strongly connected components (Tarjan), without recursion."""
    index: dict[Any, int] = {}
    low: dict[Any, int] = {}
    on: set[Any] = set()
    stack: list[Any] = []
    out: list[list[Any]] = []
    for root in nodes:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        work = [(root, iter(follow(root)))]
        while work:
            node, rest = work[-1]
            for after in rest:
                if after not in index:
                    index[after] = low[after] = len(index)
                    stack.append(after)
                    on.add(after)
                    work.append((after, iter(follow(after))))
                    break
                if after in on:
                    low[node] = min(low[node], index[after])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part = []
                    while True:
                        member = stack.pop()
                        on.discard(member)
                        part.append(member)
                        if member == node:
                            break
                    out.append(part)
    return out


def judged(pattern: str, flags: int = 0) -> Verdict:
    """`exponential`, `polynomial` (worse than quadratic in a search), or ''."""
    automaton = Builder(pattern, flags).automaton
    steps = Steps(automaton)
    letters = steps.letters
    reached, todo = {(0, False)}, [(0, False)]
    while todo:
        state = todo.pop()
        for letter in letters:
            for after in steps.over(state, letter):
                if after not in reached:
                    reached.add(after)
                    todo.append(after)

    def onward(state: State) -> set[State]:
        return {after for letter in letters for after in steps.over(state, letter)}

    loops = [set(part) for part in _components(sorted(reached), onward) if len(part) > 1 or part[0] in onward(part[0])]
    if any(_doubled(loop, steps, letters) for loop in loops):
        return "exponential"
    ahead = {id(loop): _reachable(loop, onward) for loop in loops}
    for one, other in product(loops, loops):
        if one is not other and other & ahead[id(one)] and _in_a_row(one, other, steps, letters):
            return "polynomial"
    return ""


def _reachable(loop: set[State], onward: Any) -> set[State]:
    found, todo = set(loop), list(loop)
    while todo:
        for after in onward(todo.pop()):
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def _doubled(loop: set[State], steps: Steps, letters: list[int]) -> bool:
    """Whether two ways lead round the loop over the same letters."""

    def onward(pair: tuple[State, State]) -> set[tuple[State, State]]:
        out: set[tuple[State, State]] = set()
        for letter in letters:
            first = [s for s in steps.over(pair[0], letter) if s in loop]
            second = [s for s in steps.over(pair[1], letter) if s in loop]
            out.update(product(first, second))
        return out

    for state in loop:
        for letter in letters:
            if any(ways > 1 and after in loop for after, ways in steps.over(state, letter).items()):
                return True
    for part in _components([(s, s) for s in sorted(loop)], onward):
        same = [a == b for a, b in part]
        if len(part) > 1 and any(same) and not all(same):
            return True
    return False


def _in_a_row(one: set[State], other: set[State], steps: Steps, letters: list[int]) -> bool:
    """Whether some letters lead round the first loop, from it to the second, and round the second, all alike."""
    both = [letter for letter in letters if all(_goes_round(loop, steps, letter) for loop in (one, other))]
    if not both:
        return False

    def onward(step: tuple[State, State, State]) -> set[tuple[State, State, State]]:
        a, b, c = step
        out: set[tuple[State, State, State]] = set()
        for letter in both:
            firsts = [s for s in steps.over(a, letter) if s in one]
            thirds = [s for s in steps.over(c, letter) if s in other]
            if firsts and thirds:
                out.update(product(firsts, steps.over(b, letter), thirds))
        if b == c:
            out.add((a, a, c))  # Weber and Seidl 1991: back to the beginning, so that the way there and back is a circle
        return out

    starts = [(p, p, q) for p, q in product(sorted(one), sorted(other))]
    for part in _components(starts, onward):
        members = set(part)
        if any(b == c and (a, a, c) in members for a, b, c in part if a != b):
            return True
    return False


def _goes_round(loop: set[State], steps: Steps, letter: int) -> bool:
    return any(after in loop for state in loop for after in steps.over(state, letter))
