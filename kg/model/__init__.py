"""The words of the model: nodes come in, what they mean goes out (terms, claims, statements, times)."""
