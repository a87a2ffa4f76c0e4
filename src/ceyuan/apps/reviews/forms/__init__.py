"""Forms of reviews, one file per part."""
