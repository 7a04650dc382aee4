"""Networks: what counts of a graph comes in; nodes, edges, centre, groups, chains and failures go out."""
