"""Weighing: statements come in, what is at odds, what only seems so, and when each holds goes out."""
