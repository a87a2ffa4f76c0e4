"""What other capabilities may call."""

from ceyuan.apps.strategy.computed import Computed, ComputedQuantity
from ceyuan.apps.strategy.links import Served, Serving, Work, Yield, in_direction, of_directions, of_targets
from ceyuan.apps.strategy.messages.responsibility import SUPERVISION_STATES, SUPERVISION_TONES, URGENCY, URGENCY_TONES
from ceyuan.apps.strategy.models import Supervision
from ceyuan.apps.strategy.plan_words import title_of as plan_title
from ceyuan.apps.strategy.policies.responsibility import supervising_path
from ceyuan.apps.strategy.selectors.directions import (
    below_ids as direction_ids_below,
)
from ceyuan.apps.strategy.selectors.directions import (
    by_id as direction_by_id,
)
from ceyuan.apps.strategy.selectors.directions import (
    codes_of as direction_codes,
)
from ceyuan.apps.strategy.selectors.directions import (
    direction,
    direction_name,
    in_use,
)
from ceyuan.apps.strategy.selectors.linkable import (
    YearTarget,
    clause_of,
    clauses_of_targets,
    linkable,
    of_year,
    plans_with_targets,
    shares_below,
    target_of,
    targets_of_clause,
    within_scope,
    years_with_targets,
)
from ceyuan.apps.strategy.selectors.linkable import (
    by_ids as targets_by_ids,
)
from ceyuan.apps.strategy.selectors.supervision import about as supervision_about
from ceyuan.apps.strategy.selectors.supervision import urgency as supervision_urgency
from ceyuan.apps.strategy.services.matters import Link
from ceyuan.apps.strategy.services.standings import differences as standing_differences
from ceyuan.apps.strategy.services.standings import rebuild as rebuild_standings
from ceyuan.apps.strategy.services.supervision import answer as answer_supervision
from ceyuan.apps.strategy.services.supervision import issue as issue_supervision
from ceyuan.apps.strategy.titles import chain_url, clause_title, direction_url, target_name, target_title, target_url

__all__ = [
    "SUPERVISION_STATES",
    "SUPERVISION_TONES",
    "URGENCY",
    "URGENCY_TONES",
    "Computed",
    "ComputedQuantity",
    "Link",
    "Served",
    "Serving",
    "Supervision",
    "Work",
    "YearTarget",
    "Yield",
    "answer_supervision",
    "chain_url",
    "clause_of",
    "clause_title",
    "clauses_of_targets",
    "direction",
    "direction_by_id",
    "direction_codes",
    "direction_ids_below",
    "direction_name",
    "direction_url",
    "in_direction",
    "in_use",
    "issue_supervision",
    "linkable",
    "of_directions",
    "of_targets",
    "of_year",
    "plan_title",
    "plans_with_targets",
    "rebuild_standings",
    "shares_below",
    "standing_differences",
    "supervising_path",
    "supervision_about",
    "supervision_urgency",
    "target_name",
    "target_of",
    "target_title",
    "target_url",
    "targets_by_ids",
    "targets_of_clause",
    "within_scope",
    "years_with_targets",
]
