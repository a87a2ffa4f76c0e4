"""All reads of calls."""
