from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "ceyuan.apps.projects"
    label = "projects"

    def ready(self) -> None:
        """Tell reviews who worked with whom and what experts read of an acceptance, calls what a bid may resemble
        and which bid has to stay."""
        from ceyuan.apps.calls.interface import register_bid_keeper, register_earlier_work
        from ceyuan.apps.reviews.interface import register_dossiers, register_shared_work

        from .acceptance_dossier import dossier
        from .selectors import from_bid, known_work
        from .selectors.expert_panel import KIND

        register_shared_work("projects", known_work.worked_together)
        register_dossiers(KIND, dossier)
        register_earlier_work("projects.project", known_work.earlier_projects)
        register_bid_keeper("projects.project", from_bid.keeps_bid)
