"""Pictures: what counts of a graph comes in; drawings, pages and what notebooks show go out."""
