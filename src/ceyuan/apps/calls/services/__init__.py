"""All writes of calls."""
