"""What the file of a project must hold: the archive's own list, and every deliverable that the task book promises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ceyuan.apps.projects.models import Project, TaskBookVersion


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of the file: a key that stays, its name in both languages, whether acceptance waits for it."""

    key: str
    zh: str
    en: str
    is_required: bool = True


ALWAYS = (
    Wanted("a1", "立项批复", "Decision of approval"),
    Wanted("a2", "任务书（签署本）", "Signed task book"),
    Wanted("a3", "任务书变更单", "Change orders", is_required=False),
    Wanted("a4", "年度与中期检查记录", "Records of annual and mid-term checks", is_required=False),
    Wanted("a5", "工作总结与技术总结", "Work report and technical report"),
    Wanted("a6", "经费决算与审计报告", "Final account and audit report"),
    Wanted("a7", "原始试验记录", "Original records of experiments"),
    Wanted("a8", "第三方检测或用户证明", "Third-party tests or confirmation by the user"),
)


def wanted(project: Project) -> Iterator[Wanted]:
    """The pieces of this project, those of the archive first."""
    yield from ALWAYS
    for number, one in enumerate(_deliverables(project), start=1):
        title = str(one.get("title") or one.get("kind") or one["key"])[:260]
        yield Wanted(f"d{one['key']}"[:80], f"交付物{number}：{title}", f"Deliverable {number}: {title}")


def _deliverables(project: Project) -> list[Mapping[str, Any]]:
    version = TaskBookVersion.objects.filter(task_book__project=project, is_in_force=True).first()
    if version is None:
        return []
    listed: list[Mapping[str, Any]] = version.data.get("deliverables") or []
    return [one for one in listed if one.get("state") != "cancelled"]
