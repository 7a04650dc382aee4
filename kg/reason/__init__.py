"""Reasoning: axioms, grounds and rules come in, what follows goes out, each triple with its proofs."""
