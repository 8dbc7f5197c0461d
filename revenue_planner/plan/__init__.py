"""What the user wrote: a TOML file (or a workbook) read into values, with the place of each."""
