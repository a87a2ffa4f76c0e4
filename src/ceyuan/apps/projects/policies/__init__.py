"""Who may do what with projects, one file per part."""

from .links import MANAGE, may_keep, may_keep_programmes
from .taskbooks import DOCUMENT_RULES

__all__ = ["DOCUMENT_RULES", "MANAGE", "may_keep", "may_keep_programmes"]
