"""Tables, one file per part."""
