"""What the desk says when it failed itself: one sentence, for pages and for work behind them."""

from __future__ import annotations

FAULT = "the desk itself failed here; the terminal where it runs shows how. Please report it"
"""For visitors: what failed is in the log, never on the page."""


def fault_words(error: Exception) -> str:
    """The sentence with the kind of the error, for work that goes on behind pages."""
    return f"the desk itself failed here ({type(error).__name__}); please report it"
