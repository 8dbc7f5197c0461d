"""The command `revenue-planner`, which is also `python -m revenue_planner`."""

import gc
import sys

#: Models are many small things, of which hardly any refer to one another in a circle: Python need not search so often.
_THINGS_BETWEEN_SEARCHES = 50_000


def main() -> int:
    """Run the command line and return its exit code. An interruption is one word, whenever it comes.

    Everything else is imported in here: Ctrl-C may come while it is.
    """
    gc.set_threshold(_THINGS_BETWEEN_SEARCHES)
    try:
        from revenue_planner.cli.main import main as run

        return run()
    except KeyboardInterrupt as stop:
        sys.stderr.write("Stopped.\n")
        return int(getattr(stop, "exit_code", 130))


if __name__ == "__main__":
    sys.exit(main())
