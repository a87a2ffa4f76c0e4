"""All reads of strategy, one file per part."""
