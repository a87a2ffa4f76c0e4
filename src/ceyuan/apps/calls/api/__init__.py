"""For programs, one file per part."""
