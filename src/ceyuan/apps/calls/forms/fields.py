"""Fields that forms of calls share: money in ten thousand yuan, moments, long texts."""

from decimal import Decimal
from typing import Any

from django import forms

FEN_PER_WAN = 1_000_000


class WanField(forms.DecimalField):
    """An amount typed in ten thousand yuan; its value is whole minor units (fen)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=4, **kwargs)

    def clean(self, value: Any) -> int | None:
        typed: Decimal | None = super().clean(value)
        return None if typed is None else int(typed * FEN_PER_WAN)


def wan(minor: int | None) -> Decimal | None:
    """Minor units as one types them into a `WanField`."""
    return None if minor is None else (Decimal(minor) / FEN_PER_WAN).normalize() + Decimal(0)


class MomentInput(forms.DateTimeInput):
    """Day and time, picked in the browser."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def long_text(label: Any, *, rows: int = 4, **options: Any) -> forms.CharField:
    """A text of several lines that may stay empty."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": rows}), **options)
