"""The version of this program, noted in what it writes."""

__version__ = "0.1.0"
