"""All writes of notices."""
