"""The desk: server-rendered pages over one ledger, each with a JSON twin, on this machine only."""

from attache.web.app import desk

__all__ = ["desk"]
