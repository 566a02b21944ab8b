"""`python -m attache` is `attache`."""

from attache.cli import main

main()
