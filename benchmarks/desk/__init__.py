"""How long the desk's pages, a search and a review take on ledgers of made-up reports, up to 100,000 of them.

python -m benchmarks.desk [--sizes 1000 100000] [--times 5] [--keep FOLDER]
"""
