"""Signatures of the demonstration; no data of its own."""
