"""Filters, one file per part."""
