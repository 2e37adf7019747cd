"""The installed command, and `python -m cstofacts`."""

import gc


def run() -> None:
    """Run the command line. A command ends before any garbage is worth collecting, so the collector is off before anything is imported."""
    gc.disable()
    from cstofacts.cli import main

    main()


if __name__ == "__main__":
    run()
