"""`python -m arkiv` and the `arkiv` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from arkiv.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
