"""What Python sees: a folder, a build or an endpoint comes in, a graph that opens every room goes out."""
