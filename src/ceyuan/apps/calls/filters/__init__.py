"""Filters of calls, one file per part."""
