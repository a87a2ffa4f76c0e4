"""Serving a document and taking it back."""
