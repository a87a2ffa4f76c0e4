"""Reading documents, certificates and signings, always through the reach of the actor."""

from .files import Damage, attached, damages, document, documents, kept_bytes, known_contents

__all__ = ["Damage", "attached", "damages", "document", "documents", "kept_bytes", "known_contents"]
