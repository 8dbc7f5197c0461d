"""A plan as one HTML page, for reading."""

from revenue_planner.report.page import report_html

__all__ = ["report_html"]
