"""The rules that every workbook keeps, a module for each subject."""
