"""Who may: pure questions, one file per part."""
