"""Asking servers politely: one request at a time for each host, by its robots.txt, in its pace, and only as much as is wanted.

`Fetcher` takes addresses and gives answers or faults, in the order in which they come; `ask` is one request.
"""

from __future__ import annotations

from attache.sources.fetching.asking import Answer, Asked, FetchFault, Limits, ask
from attache.sources.fetching.clock import Clock, SystemClock
from attache.sources.fetching.fetcher import Fetched, Fetcher, Wanted
from attache.sources.fetching.hosts import HostMemory, HostState, NoMemory, host_of
from attache.sources.fetching.manners import Manners

__all__ = [
    "Answer",
    "Asked",
    "Clock",
    "FetchFault",
    "Fetched",
    "Fetcher",
    "HostMemory",
    "HostState",
    "Limits",
    "Manners",
    "NoMemory",
    "SystemClock",
    "Wanted",
    "ask",
    "host_of",
]
