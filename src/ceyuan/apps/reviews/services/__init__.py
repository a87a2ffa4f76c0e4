"""All writes of reviews."""
