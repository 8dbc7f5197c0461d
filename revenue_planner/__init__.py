"""Plan a TikTok creator's income: seven income models, one living workbook."""

__version__ = "0.1.0"
