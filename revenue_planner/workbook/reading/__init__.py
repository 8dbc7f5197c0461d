"""A workbook read back as a plan."""
