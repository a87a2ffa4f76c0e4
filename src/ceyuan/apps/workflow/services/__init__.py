"""Taking steps."""
