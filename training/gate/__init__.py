"""How the gate's linear model was made: `python -m training.gate`; see README.md."""
