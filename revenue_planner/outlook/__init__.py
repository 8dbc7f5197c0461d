"""What looking ahead finds: plain data that the analysis fills in, and terminal, workbook and report show."""
