"""The Excel workbook: formulas printed from the same equations, laid out, styled, charted and checked."""
