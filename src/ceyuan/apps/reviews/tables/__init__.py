"""Tables of reviews, one file per part."""
