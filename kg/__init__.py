"""Accord Graph: a knowledge graph in which every edge names its evidence."""
