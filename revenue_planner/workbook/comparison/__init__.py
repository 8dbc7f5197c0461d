"""The workbook of a comparison."""
