"""Whether a workbook is sound: its rules kept, its formulas ours, its figures true."""
