"""The same reading over shards on many machines: files of reports in, Parquet files of readings out.

A shard is a file of many reports, or a range of a large one; `read_shard` reads one and is the same in this process, in a Ray
of one machine and on a cluster. What it writes goes into a ledger by `attache ledger import`.
"""
