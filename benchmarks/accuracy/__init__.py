"""Accuracy of every reader on the gold tasks, beside the peers that install here.

`python -m benchmarks.accuracy --gold FOLDER` scores; a task is one module: what comes in is a gold record without its answers,
what goes out is the record that the scoring program of the gold folder compares. Adapters only put what was read into a task's
format; no rule of reading lives here.
"""
