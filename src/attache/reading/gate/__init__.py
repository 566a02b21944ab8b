"""The gate: is a report about relations between actors at all? Asked before the encoder, which costs a thousand times as much.

In goes the text of a report and its title, out comes a `Verdict` with a reason code and the words that decided. Pure: tables
of names and cues looked up by one automaton each, a few dozen features, one linear model whose weights lie in
`language/en/gate_weights.tsv`. The tables are read at the first call.

A report passes that tells of two actors, countries or international bodies, and of something between them. It makes mistakes:
`docs/intake.md` tells how many, and `attache asides` lists what was set aside.
"""

from attache.reading.gate.verdict import REASONS, Verdict, gate

__all__ = ["REASONS", "Verdict", "gate"]
