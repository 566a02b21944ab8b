"""The sections of a brief, a module each: from the ledger's entries to rows, chosen by what matters."""
