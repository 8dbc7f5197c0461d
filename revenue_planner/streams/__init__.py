"""The domain: one file per income stream, plus the audience that feeds them and the business around them."""
