from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "ceyuan.apps.projects"
    label = "projects"

    def ready(self) -> None:
        """Tell reviews who worked with whom, and calls which projects a bid may resemble."""
        from ceyuan.apps.calls.interface import register_earlier_work
        from ceyuan.apps.reviews.interface import register_shared_work

        from .selectors import known_work

        register_shared_work("projects", known_work.worked_together)
        register_earlier_work("projects.project", known_work.earlier_projects)
