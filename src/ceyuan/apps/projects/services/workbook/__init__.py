"""The import of any workbook of projects, by a mapping that a person can correct."""

from .delivery import KIND, Book, propose_book, take_books, take_received

__all__ = ["KIND", "Book", "propose_book", "take_books", "take_received"]
