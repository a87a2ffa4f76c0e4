"""Who may do what with projects, one file per part."""

from .links import MANAGE, may_keep, may_keep_programmes

__all__ = ["MANAGE", "may_keep", "may_keep_programmes"]
