"""All reads of notices."""
