"""All reads of reviews."""
