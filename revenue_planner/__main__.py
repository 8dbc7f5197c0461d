"""The command `revenue-planner`, which is also `python -m revenue_planner`."""

import sys


def main() -> int:
    """Run the command line and return its exit code. An interruption is one word, whenever it comes.

    Everything else is imported in here: Ctrl-C may come while it is.
    """
    try:
        from revenue_planner.cli.main import main as run

        return run()
    except KeyboardInterrupt as stop:
        sys.stderr.write("Stopped.\n")
        return int(getattr(stop, "exit_code", 130))


if __name__ == "__main__":
    sys.exit(main())
