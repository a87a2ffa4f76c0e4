"""Tables, one file per part."""

from .projects import ProjectTable, ResultTable

__all__ = ["ProjectTable", "ResultTable"]
