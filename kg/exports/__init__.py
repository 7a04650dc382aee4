"""For other tools: a built graph comes in, files in their formats go out."""
