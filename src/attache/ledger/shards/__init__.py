"""Readings in Parquet: what workers on many machines write, what people query, and what a ledger takes in many at a time."""
