"""Changes to a plan file that leave every other character as it is."""
