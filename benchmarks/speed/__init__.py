"""How fast Attaché is, end to end, with the goals beside the figures and where the time goes.

python -m benchmarks.speed [--full] [--only NAME …] [--jobs N] [--json]

- `stages`: the sample reports on one core, step by step, against a bare pass of the encoder;
- `relevant`: 400-word reports on relations through `attache read`, on all cores;
- `mixed`: a stream of JSON lines, nine in ten of which the gate sets aside, through `attache read`;
- `import`: a file of readings into a ledger;
- `growth`: what one more report costs with 1,000 and 10,000 (full: 100,000) in the ledger, and memory at each.

The short form takes under ten minutes on two cores. All texts are the project's own: reports of 400 words are cut from
`examples`, the others from `training/gate`.
"""
