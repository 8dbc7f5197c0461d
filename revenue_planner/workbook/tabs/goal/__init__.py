"""The Goal tab."""
