"""Stored files and the documents that name them."""

from .files import Document, StoredFile

__all__ = ["Document", "StoredFile"]
