"""Filters, one file per part."""

from .projects import ProjectFilters, ResultFilters

__all__ = ["ProjectFilters", "ResultFilters"]
