"""Language packs: one folder a language, each with its analyser, word tables and grammars; no other code path differs."""
