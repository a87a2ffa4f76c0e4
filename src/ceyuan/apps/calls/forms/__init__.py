"""Forms of calls, one file per part."""
