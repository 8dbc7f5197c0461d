"""Numbers: the model computed with numpy over any number of scenarios or trials at once."""
