"""When a report came out, as SQL over `s` (its sighting of rank 0) and `g` (its reading, where it has one)."""

DAY = "coalesce(g.published_to, s.published_to, g.published_from, s.published_from, '')"
"""The latest possible day: as reading settled it, else as stated; empty where it has none."""
