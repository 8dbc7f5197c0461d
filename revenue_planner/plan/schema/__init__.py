"""The JSON Schema of plan files."""
