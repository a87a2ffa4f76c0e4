"""What was achieved of each indicator so far: the value last told in a monthly entry."""

from collections.abc import Mapping

from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.selectors import standing
from ceyuan.apps.projects.taskbook_words import value_text


def achieved_by_key(project: Project) -> Mapping[str, str]:
    """Value in words by the key of the indicator's item in the task book; what was never told is left out."""
    values = standing.latest_values(project)
    keys = dict(project.indicators.exclude(key="").values_list("pk", "key"))
    return {keys[pk]: value_text("indicators[x].final", one.value) for pk, one in values.items() if pk in keys}
