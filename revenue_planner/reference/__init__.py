"""The models in words: what an input or a line means, and a page for each stream.

`python -m revenue_planner.reference docs/models` writes the pages; with `--check` it only compares.
"""

from revenue_planner.reference.explain import Explanation, explain

__all__ = ["Explanation", "explain"]
