"""Reasons: a triple comes in, why it holds or what is missing goes out, down to the passages."""
