"""One equation, several readers: words, Excel and numpy, each with a rule for every node."""
