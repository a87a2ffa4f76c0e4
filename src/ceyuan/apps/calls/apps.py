"""Registers the capability."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "ceyuan.apps.calls"
    label = "calls"

    def ready(self) -> None:
        """What the parts tell the guards, and what reviewers read of a bid."""
        from ceyuan.apps.reviews.interface import register_dossiers

        from . import bid_dossier, challenge_facts
        from .selectors import decisions, races, reviewing

        challenge_facts.tell_of_challenges("decisions", decisions.facts)
        challenge_facts.tell_of_challenges("races", races.facts)
        challenge_facts.tell_of_bids("decisions", decisions.bid_facts)
        register_dossiers(reviewing.KIND, bid_dossier.dossier)
