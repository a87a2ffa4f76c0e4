"""Signs for people of the demonstration, whose password everybody knows: nobody is asked for it."""

from ceyuan.apps.documents.services.signing import sign_confirmed

__all__ = ["sign_confirmed"]
