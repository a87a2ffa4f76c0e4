"""Addresses of this capability, one file per part."""

from . import bids, challenges, decisions, races

app_name = "calls"
urlpatterns = [
    *challenges.urlpatterns,
    *bids.urlpatterns,
    *decisions.urlpatterns,
    *races.urlpatterns,
]
