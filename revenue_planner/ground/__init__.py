"""What everything stands on: errors, units, months, names of cells, colours, files written whole."""
