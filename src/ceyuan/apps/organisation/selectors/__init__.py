"""All reads of the organisation."""
