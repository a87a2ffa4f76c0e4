"""Stored files and the documents that name them; certificates and the documents that parties sign."""

from .certificates import Certificate
from .files import Document, StoredFile
from .signing import BatchLine, BatchSigning, Signing, SigningParty

__all__ = ["BatchLine", "BatchSigning", "Certificate", "Document", "Signing", "SigningParty", "StoredFile"]
