"""Deliveries, their files, their rejected rows, and the column mappings that people saved."""

from .deliveries import Delivery, DeliveryFile, RejectedRow
from .mappings import SavedMapping

__all__ = ["Delivery", "DeliveryFile", "RejectedRow", "SavedMapping"]
