"""`python -m revenue_planner` is the command `revenue-planner`."""

import sys

from revenue_planner.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
