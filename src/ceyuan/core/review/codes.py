"""Every code that this room gives out, with the facts that come with it; the texts belong to whoever shows them.

`REASONS`: why something is refused, excluded, wrong or as it is. Code -> names of facts. The facts `missing` and
`reasons` are tuples of further reasons. `FORMULAS`: formula codes of explanations -> what the inputs are. `LEAVES`:
names of leaves -> what the value is. `VALUES`: codes that stand as the value of an explanation.
"""

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # draw
        "review.seed_weak": ("least", "most"),
        "review.seed_not_committed": ("commitment",),
        "review.key_twice": ("keys",),
        "review.panel_empty": ("size",),
        "review.per_unit_not_positive": ("per_unit",),
        "review.stratum_twice": ("strata",),
        "review.stratum_bounds": ("stratum", "minimum", "maximum"),
        "review.workload_full": ("workload", "limit"),
        "review.draw_impossible": ("case", "missing"),
        "review.draw_too_few": ("need", "available"),
        "review.draw_stratum_short": ("stratum", "need", "available"),
        "review.draw_strata_collide": ("strata",),
        "review.strata_entangled": ("strata", "most"),
        "review.draw_unit_full": ("unit", "per_unit"),
        "review.draw_stratum_full": ("stratum", "maximum"),
        "review.draw_seat_kept": ("seats",),
        "review.not_in_panel": ("expert",),
        "review.no_replacement": ("case", "left", "missing"),
        "review.record_differs": ("part",),
        "review.not_canonical": ("where", "kind"),
        # conflicts and standing
        "review.conflict_own_application": ("case",),
        "review.conflict_similar_application": ("case", "other"),
        "review.conflict_same_entity": ("case", "entity", "applicant"),
        "review.conflict_parent_entity": ("case", "entity", "applicant"),
        "review.conflict_child_entity": ("case", "entity", "applicant"),
        "review.conflict_strategic_unit": ("case", "unit"),
        "review.conflict_co_project": ("case", "person", "work"),
        "review.conflict_co_author": ("case", "person", "work"),
        "review.conflict_co_inventor": ("case", "person", "work"),
        "review.conflict_relative": ("case", "person"),
        "review.conflict_teacher_student": ("case", "person"),
        "review.conflict_declared": ("case", "words"),
        "review.conflict_unsuitable": ("case",),
        "review.too_many_unsuitable": ("case", "named", "most"),
        "review.recusal_without_reason": ("expert", "case"),
        "review.recused": (),
        "review.abstained": ("case",),
        # assignment
        "review.need_not_positive": ("bid", "reviewers"),
        "review.externals_above_need": ("bid", "externals", "reviewers"),
        "review.load_bounds": ("reviewer", "least", "most"),
        "review.unit_mixed": ("units",),
        "review.affinity_range": ("reviewer", "bid", "value", "most"),
        "review.unknown_key": ("keys",),
        "review.begun_forbidden": ("reviewer", "bid"),
        "review.begun_too_many": ("reviewer", "begun", "most"),
        "review.begun_breaks_rules": ("bid", "begun"),
        "review.bids_not_served": ("reasons", "count"),
        "review.too_few_reviewers": ("bid", "need", "allowed", "barred"),
        "review.too_few_externals": ("bid", "need", "allowed", "barred", "externals"),
        "review.too_few_units": ("bid", "need", "allowed", "barred", "seats", "per_unit"),
        "review.no_room": ("bid", "bids", "need", "reviewers", "room"),
        "review.least_unreachable": ("reviewer", "least", "reached"),
        "review.panel_size": ("bid", "given", "need"),
        "review.externals_missing": ("bid", "given", "need"),
        "review.unit_crowded": ("bid", "reviewers", "per_unit"),
        "review.pair_forbidden": ("reviewer", "bid"),
        "review.load_broken": ("reviewer", "load", "least", "most"),
        "review.begun_lost": ("reviewer", "bid"),
        # score sheets
        "review.points_range": ("most",),
        "review.points_decimals": (),
        "review.words_too_many": ("most",),
        "review.points_missing": ("most",),
        "review.opinion_missing": (),
        "review.advice_missing": (),
        # quality of reviewing
        "review.often_late": ("count", "of"),
        "review.often_outlying": ("count", "of"),
        "review.often_hasty": ("count", "of"),
        "review.often_bare": ("count", "of"),
        "review.often_contradictory": ("count", "of"),
        # calibration
        "review.no_scores": (),
        "review.score_twice": ("reviewer", "bid"),
        "review.score_inexact": ("reviewer", "bid"),
        "review.weight_not_positive": ("reviewer", "bid"),
        "review.graph_split": ("parts",),
        "review.too_few_scores": ("scores", "unknowns", "df", "least"),
        "review.severity_by_chance": ("reviewers",),
        "review.strict_reviewers": ("count", "of", "points", "change"),
        "review.lenient_reviewers": ("count", "of", "points", "change"),
        "review.average_reviewers": ("of", "change"),
        # votes
        "review.share_range": ("share",),
        "review.not_a_member": ("people",),
        "review.nobody_entitled": ("members", "recused"),
        "review.quorum_missed": ("entitled", "present", "needed"),
        "review.vote_of_recused": ("voter",),
        "review.vote_of_absent": ("voter",),
        "review.vote_of_stranger": ("voter",),
        "review.more_votes_than_present": ("votes", "present"),
        "review.vote_passed": ("yes", "needed", "base", "base_kind"),
        "review.vote_failed": ("yes", "needed", "base", "base_kind"),
        "review.places_not_positive": ("places",),
        "review.rounds_not_positive": ("rounds",),
        "review.items_twice_or_none": ("items",),
        "review.no_round_left": ("rounds",),
        "review.paper_of_other_item": ("items",),
        # ballots
        "review.too_few_for_secrecy": ("voters", "least"),
        "review.token_weak": ("least",),
        "review.token_twice": (),
        "review.not_entitled_to_vote": ("voter",),
        "review.envelope_taken": ("voter",),
        "review.token_forged": (),
        "review.token_used": (),
        "review.choice_of_other_item": ("items",),
        "review.untaken_voted": ("count",),
        "review.untaken_forged": ("count",),
        "review.envelopes_differ": ("taken", "voters"),
        "review.more_ballots_than_voters": ("ballots", "voters"),
        # chain
        "review.salt_short": ("least",),
        "review.chain_short": ("length", "published"),
        "review.chain_broken": ("number",),
        "review.chain_other_head": ("length",),
    }
)

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "review.entitled": "members, recused",
        "review.quorum": "present, needed; the value is review.quorum_met or review.quorum_missed",
        "review.quorum_needed": "share, entitled",
        "review.quorum_needed_more_than": "share that must be exceeded, entitled",
        "review.vote": "yes, yes needed, quorum; the value is review.vote_passed or review.vote_failed",
        "review.yes_needed": "share, base; at least 1",
        "review.yes_needed_more_than": "share that must be exceeded, base; at least 1",
        "review.base_entitled": "entitled",
        "review.base_present": "present",
        "review.base_cast": "yes, no and, if they count, abstentions",
        "review.item": "the vote on one item; the value is its key",
        "review.round": "places, invalid papers, items; the value is how many got a place",
    }
)

LEAVES: Mapping[str, str] = MappingProxyType(
    {
        "review.members": "members of the committee",
        "review.recused_members": "members recused of the item",
        "review.present": "entitled members present",
        "review.entitled": "members less recused",
        "review.share": "share of the rule",
        "review.yes": "yes votes",
        "review.no": "no votes",
        "review.abstentions": "abstentions",
        "review.places": "places to give",
        "review.invalid_papers": "papers with too many yes",
    }
)

VALUES = ("review.quorum_met", "review.quorum_missed", "review.vote_passed", "review.vote_failed")
