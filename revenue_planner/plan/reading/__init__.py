"""From TOML values to a checked plan, a module for each table."""
