"""`python -m revenue_planner.reference FOLDER [--check]`: write the pages, or say which differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from revenue_planner.ground.atomic import write_atomically
from revenue_planner.ground.errors import OutputError, PlannerError
from revenue_planner.reference.pages import MARK, pages


def main(arguments: list[str] | None = None) -> int:
    """Return 0; with --check, 1 where the folder does not hold exactly what the code says."""
    parser = argparse.ArgumentParser(prog="python -m revenue_planner.reference", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page differs")
    chosen = parser.parse_args(arguments)
    made = pages()
    differ = differing(chosen.folder, made)
    if chosen.check:
        for name in differ:
            print(f"{chosen.folder / name} is not what the code says; run `make docs`", file=sys.stderr)
        return 1 if differ else 0
    try:
        write(chosen.folder, made, differ)
    except PlannerError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"{len(made)} pages in {chosen.folder}, {len(differ)} changed", file=sys.stderr)
    return 0


def differing(folder: Path, made: dict[str, str]) -> list[str]:
    """File names that are missing, differ, or are pages of streams that are no more."""
    there = {path.name: _text(path) for path in sorted(folder.glob("*.md"))}
    stale = [name for name, text in there.items() if name not in made and text.startswith(MARK)]
    return [*(name for name, text in made.items() if there.get(name) != text), *stale]


def write(folder: Path, made: dict[str, str], differ: list[str]) -> None:
    """Bring the folder up to date. Files that were not made by this command stay."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made: {error.strerror}") from error
    for name in differ:
        if name in made:
            write_atomically(folder / name, made[name].encode(), force=True)
        else:
            (folder / name).unlink()


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
