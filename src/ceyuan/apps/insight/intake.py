"""What the cockpit does when a delivery has been taken: rolls up its projects, in the transaction of the delivery."""

from collections.abc import Sequence

from .services import rollups


def after_delivery(group_id: int, changed_ids: Sequence[int] | None) -> None:
    """Bring the roll-ups up to date; `None` stands for "nearly everything changed"."""
    if changed_ids is None or len(changed_ids) > rollups.REBUILD_ABOVE:
        rollups.rebuild(group_id)
    else:
        rollups.refresh(changed_ids)
