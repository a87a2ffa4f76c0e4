"""Forms, one file per part."""
