"""All writes of strategy, one file per part or act."""
