"""The gate measured: recall on relevant texts, how many irrelevant ones it sets aside, time.

python -m benchmarks.gate [--gold ../shared/gold] [--read EVERY] [--json]
"""
