"""Who acts: actors, the passages that mention them, and what other readers ask about them.

`find_actors` is the step of reading. Helpers for the other readers:

- `actors_in(at, start, end)`: names of actors mentioned inside a passage, unique, in text order
- `subject_actors(at, token)`, `object_actors(at, token)`: actors in a verb's subject or object position, with conjuncts,
  appositions and the agent of a passive
- `mention_at(at, start, end)`: the mention that covers most of a passage
- `main_pair(at)`: the two countries the report is mostly about
- `country_of(at, name)`: ISO alpha-3 of an actor
"""

from attache.reading.who.find import find_actors
from attache.reading.who.participants import actors_in, country_of, main_pair, mention_at, object_actors, subject_actors

__all__ = ["actors_in", "country_of", "find_actors", "main_pair", "mention_at", "object_actors", "subject_actors"]
