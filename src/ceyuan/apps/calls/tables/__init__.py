"""Tables of calls, one file per part."""
