"""The lives of a challenge, of a bid and of a lane as frozen tables. A change is a new version beside the old one.

The guards look at these facts, and refuse while a fact is unknown:

    challenge  hard_count, needs_hard, budget_minor, deadline_ahead, deadline_passed, bids_in (submitted or further),
               unchecked (bids without formal check), admitted, awarded_min, review_needed, panel_over_bids (a panel
               that was not cancelled has every admitted bid as a case), review_closed (panel closed or none needed),
               decided (every admitted bid has a decision, as many chosen as asked for), on_show (every chosen bid has
               a line of a public notice), notice_clear (period over, nothing upheld or open), pledged (all chosen
               bids), archived (every lane handed over)
    bid        before_deadline, deadline_passed, findings (what a submission lacks), checked (all items looked at),
               failed (items that failed), outcome (the decision that stands), pledge_signed (or none needed)
    lane       measured (the checkpoint has a mark for every hard indicator), other_lanes (still running)
"""

from ceyuan.core.workflow import WORKFLOWS, Facts, Guard, Step, Workflow

_HEADS = frozenset({"group_leader", "unit_leader"})
_OFFICE = frozenset({"st_officer", "st_manager"})
_RUN = _HEADS | _OFFICE
# Everybody of the group may bid; whose bid it is, the policies ask.
_BIDDER = frozenset({"group_member"})


def _step(action: str, source: str, target: str, roles: frozenset[str], *guards: Guard, why: bool = False) -> Step:
    return Step(action, frozenset(source.split()), target, roles, guards, needs_reason=why)


def _fillable(facts: Facts) -> bool:
    return int(facts.get("admitted", 0)) >= int(facts.get("awarded_min", 1))


def _unfillable(facts: Facts) -> bool:
    return "admitted" in facts and not _fillable(facts)


_hard = Guard(
    "calls.no_hard_indicator",
    lambda facts: int(facts.get("hard_count", 0)) > 0 or facts.get("needs_hard") is False,
)
_budget = Guard("calls.no_budget", lambda facts: int(facts.get("budget_minor", 0)) > 0)
_ahead = Guard("calls.deadline_not_ahead", lambda facts: facts.get("deadline_ahead") is True)
_over = Guard("calls.deadline_not_passed", lambda facts: facts.get("deadline_passed") is True, ("closes_at",))
_any_bid = Guard("calls.no_bids", lambda facts: int(facts.get("bids_in", 0)) > 0)
_checked = Guard("calls.bids_unchecked", lambda facts: facts.get("unchecked") == 0, ("unchecked",))
_enough = Guard("calls.too_few_admitted", _fillable, ("admitted", "awarded_min"))
_too_few = Guard("calls.enough_admitted", _unfillable, ("admitted", "awarded_min"))
_panel = Guard("calls.no_panel_over_bids", lambda facts: facts.get("panel_over_bids") is True)
_review = Guard("calls.review_not_closed", lambda facts: facts.get("review_closed") is True)
_no_review = Guard("calls.review_needed", lambda facts: facts.get("review_needed") is False)
_decided = Guard("calls.not_decided", lambda facts: facts.get("decided") is True)
_on_show = Guard("calls.not_on_show", lambda facts: facts.get("on_show") is True)
_clear = Guard("calls.notice_not_clear", lambda facts: facts.get("notice_clear") is True)
_pledged = Guard("calls.not_pledged", lambda facts: facts.get("pledged") is True)
_archived = Guard("calls.lanes_not_handed_over", lambda facts: facts.get("archived") is True)

_RUNNING_ENDS = "delivered failed_diligent failed_culpable withdrawn"
_BEFORE_RUNNING = "closed formal_check review defence decision publicity negotiation pledged"

CHALLENGE_V1 = WORKFLOWS.register(
    Workflow(
        name="challenge",
        version=1,
        states=(
            "draft",
            "demand_review",
            "published",
            "closed",
            "formal_check",
            "review",
            "defence",
            "decision",
            "publicity",
            "negotiation",
            "pledged",
            "running",
            "delivered",
            "failed_diligent",
            "failed_culpable",
            "withdrawn",
            "settlement",
            "tracking",
            "completed",
            "unfilled",
            "cancelled",
        ),
        initial="draft",
        finals=frozenset({"completed", "cancelled"}),
        steps=(
            _step("review_demand", "draft", "demand_review", _OFFICE, _hard, _budget),
            _step("return_demand", "demand_review", "draft", _RUN, why=True),
            _step("publish", "demand_review", "published", _RUN, _hard, _budget, _ahead),
            _step("close", "published", "closed", _RUN, _over),
            _step("check_form", "closed", "formal_check", _OFFICE, _any_bid),
            _step("send_to_review", "formal_check", "review", _OFFICE, _checked, _enough, _panel),
            _step("skip_review", "formal_check", "decision", _OFFICE, _checked, _enough, _no_review),
            _step("invite_defence", "review", "defence", _OFFICE),
            _step("prepare_decision", "review defence", "decision", _OFFICE, _review),
            _step("announce", "decision", "publicity", _RUN, _decided, _on_show),
            _step("reconsider", "publicity negotiation", "decision", _RUN, why=True),
            _step("negotiate", "publicity", "negotiation", _OFFICE, _clear),
            _step("pledge", "negotiation", "pledged", _OFFICE, _pledged),
            _step("start", "pledged", "running", _OFFICE),
            _step("deliver", "running", "delivered", _RUN),
            _step("fail_diligently", "running", "failed_diligent", _HEADS, why=True),
            _step("fail_culpably", "running", "failed_culpable", _HEADS, why=True),
            _step("withdraw", "running", "withdrawn", _HEADS, why=True),
            _step("settle", _RUNNING_ENDS, "settlement", _OFFICE, _archived),
            _step("track", "settlement", "tracking", _OFFICE),
            _step("complete", "settlement tracking", "completed", _OFFICE),
            _step("declare_unfilled", "closed formal_check review defence decision", "unfilled", _RUN, _too_few),
            _step("reopen", "unfilled", "published", _RUN, _ahead),
            _step(
                "cancel",
                f"draft demand_review published unfilled {_BEFORE_RUNNING}",
                "cancelled",
                _RUN,
                why=True,
            ),
        ),
    )
)

_in_time = Guard("calls.deadline_passed", lambda facts: facts.get("before_deadline") is True, ("closes_at",))
_opened = Guard("calls.bids_still_sealed", lambda facts: facts.get("deadline_passed") is True, ("closes_at",))
_whole = Guard("calls.bid_not_whole", lambda facts: facts.get("findings") == 0, ("findings",))
_looked_at = Guard("calls.check_open", lambda facts: facts.get("checked") is True)
_passed = Guard("calls.check_failed", lambda facts: facts.get("failed") == 0, ("failed",))
_failed = Guard("calls.check_not_failed", lambda facts: int(facts.get("failed", 0)) > 0)
_chosen = Guard("calls.not_chosen", lambda facts: facts.get("outcome") == "selected")
_not_chosen = Guard("calls.outcome_differs", lambda facts: facts.get("outcome") in {"not_selected", "reserve"})
_in_reserve = Guard("calls.outcome_differs", lambda facts: facts.get("outcome") == "reserve")
_signed = Guard("calls.pledge_unsigned", lambda facts: facts.get("pledge_signed") is True)

BID_V1 = WORKFLOWS.register(
    Workflow(
        name="bid",
        version=1,
        states=(
            "draft",
            "submitted",
            "withdrawn",
            "discarded",
            "admitted",
            "turned_away",
            "in_review",
            "shortlisted",
            "reserve",
            "selected",
            "not_selected",
            "pledged",
            "running",
            "delivered",
            "failed_diligent",
            "failed_culpable",
            "stood_down",
            "quit",
        ),
        initial="draft",
        finals=frozenset(
            {
                "withdrawn",
                "discarded",
                "turned_away",
                "not_selected",
                "delivered",
                "failed_diligent",
                "failed_culpable",
                "stood_down",
                "quit",
            }
        ),
        steps=(
            _step("submit", "draft", "submitted", _BIDDER, _in_time, _whole),
            _step("discard", "draft", "discarded", _BIDDER),
            _step("withdraw", "submitted", "withdrawn", _BIDDER, _in_time),
            _step("admit", "submitted", "admitted", _OFFICE, _opened, _looked_at, _passed),
            _step("turn_away", "submitted", "turned_away", _OFFICE, _opened, _looked_at, _failed, why=True),
            _step("review", "admitted", "in_review", _OFFICE),
            _step("shortlist", "in_review", "shortlisted", _OFFICE),
            _step("keep_in_reserve", "admitted in_review shortlisted", "reserve", _OFFICE, _in_reserve),
            _step("select", "admitted in_review shortlisted reserve", "selected", _RUN, _chosen),
            _step("not_select", "admitted in_review shortlisted reserve", "not_selected", _RUN, _not_chosen),
            _step("pledge", "selected", "pledged", _RUN, _signed),
            _step("quit", "selected pledged running", "quit", _BIDDER | _RUN, why=True),
            _step("start", "pledged", "running", _OFFICE),
            _step("deliver", "running", "delivered", _RUN),
            _step("stand_down", "running", "stood_down", _RUN, why=True),
            _step("fail_diligently", "running", "failed_diligent", _HEADS, why=True),
            _step("fail_culpably", "running", "failed_culpable", _HEADS, why=True),
        ),
    )
)

_measured = Guard("calls.lane_not_measured", lambda facts: facts.get("measured") is True)
_others = Guard("calls.last_lane", lambda facts: int(facts.get("other_lanes", 0)) > 0)
_alone = Guard("calls.other_lanes_run", lambda facts: facts.get("other_lanes") == 0, ("other_lanes",))

LANE_V1 = WORKFLOWS.register(
    Workflow(
        name="lane",
        version=1,
        states=("running", "promoted", "merged_into", "eliminated", "winner"),
        initial="running",
        finals=frozenset({"merged_into", "eliminated", "winner"}),
        steps=(
            _step("promote", "running promoted", "promoted", _RUN, _measured),
            _step("merge", "running promoted", "merged_into", _RUN, _measured, _others, why=True),
            _step("eliminate", "running promoted", "eliminated", _RUN, _measured, _others, why=True),
            _step("win", "running promoted", "winner", _RUN, _measured, _alone),
            # Its bid stepped back, or the race ended without a winner: nothing is measured any more.
            _step("leave", "running promoted", "eliminated", _BIDDER | _RUN, why=True),
        ),
    )
)
NAME = "challenge"
