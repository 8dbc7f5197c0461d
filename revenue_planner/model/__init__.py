"""A plan's structure and the streams' classes become one ordered list of equations."""
