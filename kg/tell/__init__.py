"""In words: what any room gave comes in, lines and tables for people go out, in either language."""
