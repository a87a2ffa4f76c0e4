"""Filters of reviews, one file per part."""
