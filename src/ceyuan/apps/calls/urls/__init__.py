"""Addresses of this capability, one file per part."""

from . import bids, challenges

app_name = "calls"
urlpatterns = [*challenges.urlpatterns, *bids.urlpatterns]
