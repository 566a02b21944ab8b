"""How the cost of one more report grows with the ledger: made-up reports on many pairs of countries, 1,000 to 100,000 of them.

python -m benchmarks.growth [--sizes 1000 10000 100000] [--added 50] [--keep FOLDER]
"""
