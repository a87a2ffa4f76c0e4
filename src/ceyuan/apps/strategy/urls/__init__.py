"""Addresses of this capability, one file per part."""

from . import directions, measures, plans, readings, responsibility, targets

app_name = "strategy"
urlpatterns = [
    *plans.urlpatterns,
    *targets.urlpatterns,
    *readings.urlpatterns,
    *directions.urlpatterns,
    *measures.urlpatterns,
    *responsibility.urlpatterns,
]
