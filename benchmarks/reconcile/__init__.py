"""How well the ledger reconciles: its answers against a hand-made cross.json, from hand-made records and from the text.

Each folder with a `cross.json` gives two ledgers: one of the records in its `*.gold.json` (what a perfect reader finds), one of
the records that Attaché reads from the reports. What the second loses and the first does not is lost by reading. A module each
defines its measure in its docstring: `clusters` (occurrences), `promises`, `figures` (series and conflicts), `offices`, `lives`
(agreements and mechanisms) and `planned` (announced events).
"""
