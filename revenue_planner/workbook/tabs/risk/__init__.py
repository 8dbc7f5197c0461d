"""The Risk tab."""
