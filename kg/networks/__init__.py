"""The graph as a network: projections, files, analysis."""
