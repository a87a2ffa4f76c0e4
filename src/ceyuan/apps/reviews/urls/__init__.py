"""Addresses of this capability, one file per part."""

from . import panels, pool, scoring, votes

app_name = "reviews"
urlpatterns = [*panels.urlpatterns, *pool.urlpatterns, *scoring.urlpatterns, *votes.urlpatterns]
