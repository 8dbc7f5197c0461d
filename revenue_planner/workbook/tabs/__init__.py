"""One module per kind of tab."""
