"""The texts of the sources: passages come in, their places, digests and what no claim covers go out."""
