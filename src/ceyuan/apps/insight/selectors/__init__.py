"""All reads of the roll-ups."""
