"""The installed command, and `python -m cstofacts`."""

import gc
import sys

from cstofacts.streams import guarded


def run() -> None:
    """Run the command line. A command ends before any garbage is worth collecting, so the collector is off before anything is imported."""
    gc.disable()
    try:
        guarded(_run)
    finally:
        if "duckdb" not in sys.modules:  # which complains of what it was not let clear up
            gc.freeze()  # the interpreter need not look through everything once more when it ends


def _run() -> None:
    """Print the answer that is kept; only when there is none the command line itself is imported."""
    from cstofacts.answers import answered, keeping
    from cstofacts.questions import question_of

    question = question_of(sys.argv[1:])
    status = answered(question)
    if status is not None:
        sys.exit(status)
    from cstofacts.cli import main

    with keeping(question):
        main()


if __name__ == "__main__":
    run()
