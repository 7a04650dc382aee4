"""The graph as it would be: claims come in and go, what that changes goes out; nothing is written."""
