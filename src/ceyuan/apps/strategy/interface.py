"""What other capabilities may call."""

__all__: list[str] = []
