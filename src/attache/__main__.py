"""`python -m attache` is `attache`."""

from __future__ import annotations


def main() -> None:
    """Runs the command line. Its modules are imported here, for worker processes look at the main module of their parent."""
    from attache.cli import main as run

    run()


if __name__ == "__main__":
    main()
