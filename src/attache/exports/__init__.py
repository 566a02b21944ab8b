"""The file's records in other programs' forms."""
