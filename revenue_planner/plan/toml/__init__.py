"""The plan file as text: TOML values, the place of each, and what is wrong with the text."""
