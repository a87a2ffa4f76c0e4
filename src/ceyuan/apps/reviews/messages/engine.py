"""Texts of core.review: reasons, and formulas, names and values of its explanations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "review.seed_weak": _("The seed is too weak. Use %(least)s to %(most)s random bytes, written in hexadecimal."),
    "review.seed_not_committed": _(
        "The seed does not match what was published before the draw. Use the seed of that commitment."
    ),
    "review.key_twice": _("Listed twice: %(keys)s. Keep one of each."),
    "review.panel_empty": _("A panel of %(size)s cannot be drawn. Enter at least 1."),
    "review.per_unit_not_positive": _("%(per_unit)s experts of one unit is no limit. Enter at least 1."),
    "review.stratum_twice": _("Strata listed twice: %(strata)s. Keep one of each."),
    "review.stratum_bounds": _(
        "Stratum %(stratum)s asks for at least %(minimum)s, but at most %(maximum)s are possible. Correct one of them."
    ),
    "review.workload_full": _("Excluded: has %(workload)s reviews already (limit %(limit)s)."),
    "review.draw_impossible": _("The pool cannot fill this panel. Relax what is missing or extend the pool."),
    "review.draw_too_few": _("%(need)s experts are needed, %(available)s can be seated. Extend the pool."),
    "review.draw_stratum_short": _(
        "Stratum %(stratum)s needs %(need)s, only %(available)s are available. Lower its minimum or extend the pool."
    ),
    "review.draw_strata_collide": _(
        "Each stratum can be filled alone, but not all together: %(strata)s. Lower one of the minimums."
    ),
    "review.strata_entangled": _(
        "The %(strata)s strata overlap so much that nobody could check the draw. Use fewer strata."
    ),
    "review.draw_unit_full": _("Passed over: unit %(unit)s has its %(per_unit)s already."),
    "review.draw_stratum_full": _("Passed over: stratum %(stratum)s has its %(maximum)s already."),
    "review.draw_seat_kept": _("Passed over: the last %(seats)s seats are needed for strata not filled yet."),
    "review.not_in_panel": _("%(expert)s is not in the panel. Choose somebody who is."),
    "review.no_replacement": _(
        "Nobody left in the pool can replace %(left)s. Draw anew with relaxed conditions or a larger pool."
    ),
    "review.record_differs": _(
        "The record is not what follows from seed and candidates: %(part)s differs. Do not accept it; "
        "call in supervision."
    ),
    "review.not_canonical": _(
        "%(where)s holds a %(kind)s, which has no fixed written form. Write it as text or whole number."
    ),
    "review.conflict_own_application": _("Takes part in this application."),
    "review.conflict_similar_application": _("Takes part in the similar application %(other)s."),
    "review.conflict_same_entity": _("Works for the applicant %(applicant)s."),
    "review.conflict_parent_entity": _("Works for %(entity)s, the direct parent of the applicant %(applicant)s."),
    "review.conflict_child_entity": _("Works for %(entity)s, a direct subsidiary of the applicant %(applicant)s."),
    "review.conflict_strategic_unit": _("Belongs to the same strategic unit %(unit)s."),
    "review.conflict_co_project": _("Worked with %(person)s in the project %(work)s."),
    "review.conflict_co_author": _("Published %(work)s together with %(person)s."),
    "review.conflict_co_inventor": _("Is co-inventor with %(person)s of %(work)s."),
    "review.conflict_relative": _("Is a relative of %(person)s."),
    "review.conflict_teacher_student": _("Teacher or student of %(person)s."),
    "review.conflict_declared": _("Declared a conflict of interest: %(words)s"),
    "review.conflict_unsuitable": _("Named unsuitable by the applicant."),
    "review.too_many_unsuitable": _(
        "%(case)s names %(named)s unsuitable experts; at most %(most)s are allowed. Take some out."
    ),
    "review.recusal_without_reason": _("A recusal needs a conflict or a written reason. Write why."),
    "review.recused": _("You do not take part in this item. Ask the review office if you think this is wrong."),
    "review.abstained": _("You abstained from %(case)s. Withdraw the abstention to judge it."),
    "review.need_not_positive": _("%(bid)s asks for %(reviewers)s reviewers. Enter at least 1."),
    "review.externals_above_need": _(
        "%(bid)s asks for %(externals)s external among %(reviewers)s reviewers. Lower the externals."
    ),
    "review.load_bounds": _("%(reviewer)s should review from %(least)s to %(most)s bids. Correct the limits."),
    "review.unit_mixed": _(
        "Experts of one unit are marked both internal and external: %(units)s. Mark them alike or give "
        "guests a unit of their own."
    ),
    "review.affinity_range": _(
        "The affinity of %(reviewer)s to %(bid)s is %(value)s. Use whole numbers from 0 to %(most)s."
    ),
    "review.unknown_key": _("Not in the lists of experts and bids: %(keys)s. Add or remove them."),
    "review.begun_forbidden": _("%(reviewer)s has begun to review %(bid)s but must not. Withdraw that work first."),
    "review.begun_too_many": _(
        "%(reviewer)s has begun %(begun)s reviews, above the limit of %(most)s. Raise the limit or withdraw one."
    ),
    "review.begun_breaks_rules": _(
        "The reviews begun of %(bid)s already break its rules on number, unit or externals. Withdraw one "
        "or change the rule."
    ),
    "review.bids_not_served": _("%(count)s bids cannot get their reviewers. See the reason of each."),
    "review.too_few_reviewers": _(
        "%(bid)s needs %(need)s reviewers; only %(allowed)s may review it, %(barred)s are barred. Add experts."
    ),
    "review.too_few_externals": _(
        "%(bid)s needs %(externals)s external reviewers, %(allowed)s can be had. Add external experts."
    ),
    "review.too_few_units": _(
        "%(bid)s needs %(need)s reviewers, but with %(per_unit)s per unit and its externals only "
        "%(seats)s can sit. Add experts of other units."
    ),
    "review.no_room": _(
        "%(bid)s and others, %(bids)s bids in all, need %(need)s reviews; the %(reviewers)s experts for "
        "them can do %(room)s at most or not in this mixture. Raise limits or add experts."
    ),
    "review.least_unreachable": _(
        "%(reviewer)s should get at least %(least)s bids, only %(reached)s are possible. Lower the minimum."
    ),
    "review.panel_size": _("%(bid)s has %(given)s reviewers instead of %(need)s. Assign anew."),
    "review.externals_missing": _(
        "%(bid)s has %(given)s external reviewers instead of at least %(need)s. Replace one."
    ),
    "review.unit_crowded": _("%(bid)s has more than %(per_unit)s reviewers of one unit: %(reviewers)s. Replace one."),
    "review.pair_forbidden": _("%(reviewer)s must not review %(bid)s. Replace this reviewer."),
    "review.load_broken": _("%(reviewer)s has %(load)s bids; from %(least)s to %(most)s are agreed. Move some."),
    "review.begun_lost": _("The review of %(bid)s that %(reviewer)s has begun is gone. Put it back."),
    "review.no_scores": _("There are no scores. Wait for the first reviews."),
    "review.score_twice": _("%(reviewer)s scored %(bid)s twice. Keep one score."),
    "review.score_inexact": _("The score or weight of %(reviewer)s for %(bid)s is no exact number. Enter a decimal."),
    "review.weight_not_positive": _("The weight of %(reviewer)s for %(bid)s is not positive. Enter a weight above 0."),
    "review.graph_split": _(
        "Bids and reviewers fall into %(parts)s groups without a common reviewer. Ranks hold within each group only."
    ),
    "review.too_few_scores": _(
        "Not calibrated: %(scores)s scores for %(unknowns)s unknowns leave %(df)s, at least %(least)s are "
        "needed. The raw mean stands."
    ),
    "review.severity_by_chance": _(
        "Not calibrated: the %(reviewers)s reviewers do not differ by more than chance. The raw mean stands."
    ),
    "review.strict_reviewers": _(
        "%(count)s of %(of)s reviewers were %(points)s points stricter than average; the score changes by %(change)s."
    ),
    "review.lenient_reviewers": _(
        "%(count)s of %(of)s reviewers were %(points)s points more lenient than average; the score "
        "changes by %(change)s."
    ),
    "review.average_reviewers": _(
        "None of the %(of)s reviewers clearly differs from average; the score changes by %(change)s."
    ),
    "review.share_range": _("%(share)s is no share. Enter a fraction from 0 to 1."),
    "review.not_a_member": _("Not members of this committee: %(people)s. Correct the list."),
    "review.nobody_entitled": _("All %(members)s members are recused. Let another committee decide."),
    "review.quorum_missed": _(
        "%(present)s of %(entitled)s entitled members are present, %(needed)s are needed. Postpone the vote."
    ),
    "review.vote_of_recused": _("%(voter)s is recused and must not vote. Take the vote out."),
    "review.vote_of_absent": _("%(voter)s is not present. Note the presence first or take the vote out."),
    "review.vote_of_stranger": _("%(voter)s is not a member. Take the vote out."),
    "review.more_votes_than_present": _("%(votes)s votes of %(present)s members present. Repeat the vote."),
    "review.vote_passed": _("Passed: %(yes)s yes, %(needed)s were needed of %(base)s."),
    "review.vote_failed": _("Not passed: %(yes)s yes, %(needed)s were needed of %(base)s."),
    "review.places_not_positive": _("%(places)s places cannot be given. Enter at least 1."),
    "review.rounds_not_positive": _("%(rounds)s rounds cannot be held. Enter at least 1."),
    "review.items_twice_or_none": _("List every item once, and at least one."),
    "review.no_round_left": _("The election is over after %(rounds)s rounds. Nothing is left to vote on."),
    "review.paper_of_other_item": _("Not up for vote in this round: %(items)s. Take it out."),
    "review.too_few_for_secrecy": _(
        "%(voters)s voters have no secret; at least %(least)s are needed. Vote openly or together with others."
    ),
    "review.token_weak": _("A token is shorter than %(least)s characters. Make random ones."),
    "review.token_twice": _("Two tokens are the same. Make them anew."),
    "review.not_entitled_to_vote": _("%(voter)s is not entitled to vote here. Check the list and recusals."),
    "review.envelope_taken": _("%(voter)s already took an envelope. One is given to each voter."),
    "review.token_forged": _("This token was not issued. Type it as it stands in the envelope."),
    "review.token_used": _("A ballot was cast under this token already. If it was not you, complain before closing."),
    "review.choice_of_other_item": _("Not on this ballot: %(items)s. Take it out."),
    "review.untaken_voted": _(
        "%(count)s tokens of envelopes nobody took were voted with. The result is void; repeat the vote."
    ),
    "review.untaken_forged": _("%(count)s tokens shown as not taken were never issued. Correct the publication."),
    "review.envelopes_differ": _(
        "%(taken)s envelopes are gone but %(voters)s voters took one. Clear this up before the result is final."
    ),
    "review.more_ballots_than_voters": _(
        "%(ballots)s ballots of %(voters)s voters. The result is void; repeat the vote."
    ),
    "review.salt_short": _("The salt is too short. Use at least %(least)s random characters."),
    "review.chain_short": _(
        "%(published)s entries were published, only %(length)s are here. Find the rest before trusting the record."
    ),
    "review.chain_broken": _("Entry %(number)s was changed or moved. Do not trust what stands from there on."),
    "review.chain_other_head": _(
        "This is not the record whose %(length)s entries were published. Ask for the published one."
    ),
}

FORMULAS: dict[str, Promise] = {
    "review.entitled": pgettext_lazy("review engine", "Entitled: members less those recused"),
    "review.quorum": pgettext_lazy("review engine", "Quorum: present against needed"),
    "review.quorum_needed": pgettext_lazy("review engine", "Needed for the quorum: share of the entitled, rounded up"),
    "review.quorum_needed_more_than": pgettext_lazy(
        "review engine", "Needed for the quorum: more than the share of the entitled"
    ),
    "review.vote": pgettext_lazy("review engine", "Vote: yes against needed"),
    "review.yes_needed": pgettext_lazy("review engine", "Yes needed: share of the base, rounded up"),
    "review.yes_needed_more_than": pgettext_lazy("review engine", "Yes needed: more than the share of the base"),
    "review.base_entitled": pgettext_lazy("review engine", "Base: entitled members"),
    "review.base_present": pgettext_lazy("review engine", "Base: members present"),
    "review.base_cast": pgettext_lazy("review engine", "Base: votes cast"),
    "review.item": pgettext_lazy("review engine", "Vote on one item"),
    "review.round": pgettext_lazy("review engine", "Round: items that got a place"),
}

LABELS: dict[str, Promise] = {
    "review.members": pgettext_lazy("review engine", "Members"),
    "review.recused_members": pgettext_lazy("review engine", "Recused"),
    "review.present": pgettext_lazy("review engine", "Present"),
    "review.entitled": pgettext_lazy("review engine", "Entitled: members less those recused"),
    "review.share": pgettext_lazy("review engine", "Share of the rule"),
    "review.yes": pgettext_lazy("review engine", "Yes"),
    "review.no": pgettext_lazy("review engine", "No"),
    "review.abstentions": pgettext_lazy("review engine", "Abstentions"),
    "review.places": pgettext_lazy("review engine", "Places"),
    "review.invalid_papers": pgettext_lazy("review engine", "Invalid papers (too many yes)"),
}

# What stands as the value of an explanation.
VALUES: dict[str, Promise] = {
    "review.quorum_met": pgettext_lazy("review engine", "Quorum reached"),
    "review.quorum_missed": pgettext_lazy("review engine", "Quorum missed"),
    "review.vote_passed": pgettext_lazy("review engine", "Passed"),
    "review.vote_failed": pgettext_lazy("review engine", "Not passed"),
}

ACTS: dict[str, Promise] = {}
SUBJECTS: dict[str, Promise] = {}
