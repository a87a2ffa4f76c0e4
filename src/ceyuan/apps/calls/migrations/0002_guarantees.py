"""What must never happen: a bid after the deadline, an offer below a hard indicator, a changed bid or challenge after it was
made public, a decision rewritten, a state changed behind the workflow's back."""

from django.db import migrations

GROUPS = """
ALTER TABLE calls_challenge ADD CONSTRAINT challenge_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE calls_challenge ADD CONSTRAINT challenge_demander_of_same_group
    FOREIGN KEY (group_id, demander_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE calls_bid ADD CONSTRAINT bid_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE calls_bid ADD CONSTRAINT bid_challenge_of_same_group
    FOREIGN KEY (group_id, challenge_id) REFERENCES calls_challenge (group_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

STATES = "".join(
    f"""
CREATE TRIGGER {table}_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON calls_{table}
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""
    for table in ("challenge", "bid", "lane")
)

CHALLENGES = """
CREATE FUNCTION calls_challenge_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'workflow', 'workflow_version', 'revision', 'closes_at', 'published_at', 'round',
                            'panel_id', 'notice_id'];
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - movable IS DISTINCT FROM to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'calls.challenge_frozen: what was published does not change; cancel it and publish another'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.closes_at IS NULL OR NEW.published_at IS NULL OR NEW.closes_at < OLD.closes_at THEN
        RAISE EXCEPTION 'calls.deadline_earlier: a published deadline is only ever moved to a later moment'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.closes_at > OLD.closes_at AND OLD.state NOT IN ('published', 'unfilled') THEN
        RAISE EXCEPTION 'calls.deadline_over: a closed challenge takes no more bids' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER challenge_frozen BEFORE UPDATE OR DELETE ON calls_challenge
    FOR EACH ROW EXECUTE FUNCTION calls_challenge_frozen();

CREATE FUNCTION calls_indicator_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM calls_challenge WHERE published_at IS NOT NULL
               AND id = CASE TG_OP WHEN 'DELETE' THEN OLD.challenge_id ELSE NEW.challenge_id END) THEN
        RAISE EXCEPTION 'calls.challenge_frozen: the indicators of a published challenge do not change'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER challenge_indicator_frozen BEFORE INSERT OR UPDATE OR DELETE ON calls_challengeindicator
    FOR EACH ROW EXECUTE FUNCTION calls_indicator_frozen();
"""

BIDS = """
CREATE FUNCTION calls_bid_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'workflow', 'workflow_version', 'revision', 'saved_at'];
    asked record; named text; whole bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'calls.bid_begins_as_draft: a bid begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.submitted_at IS NOT NULL AND OLD.state NOT IN ('draft', 'discarded') THEN
            RAISE EXCEPTION 'calls.bid_frozen: a submitted bid stays' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' THEN
        IF to_jsonb(OLD) - movable IS DISTINCT FROM to_jsonb(NEW) - movable THEN
            RAISE EXCEPTION 'calls.bid_frozen: a submitted bid does not change; withdraw it before the deadline and hand in another'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state IN ('draft', 'discarded') THEN
        RETURN NEW;
    END IF;
    SELECT closes_at, budget_minor, currency INTO asked FROM calls_challenge WHERE id = NEW.challenge_id;
    IF asked.closes_at IS NULL OR NEW.submitted_at IS NULL OR NEW.submitted_at > asked.closes_at THEN
        RAISE EXCEPTION 'calls.deadline_passed: bids were taken until %', asked.closes_at USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.funds_minor > asked.budget_minor OR NEW.currency <> asked.currency THEN
        RAISE EXCEPTION 'calls.above_ceiling: % is more than %', NEW.funds_minor, asked.budget_minor
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT i.name INTO named FROM calls_challengeindicator i
        LEFT JOIN calls_bidindicator b ON b.bid_id = NEW.id AND b.source_id = i.id
        WHERE i.challenge_id = NEW.challenge_id AND i.is_hard AND (
               b.value IS NULL
            OR (i.direction = 'at_least' AND b.value < i.value)
            OR (i.direction = 'at_most' AND b.value > i.value)
            OR (i.direction = 'equal' AND b.value <> i.value)) LIMIT 1;
    IF named IS NOT NULL THEN
        RAISE EXCEPTION 'calls.indicator_lowered: the offer for "%" stays below what the challenge asks for', named
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(sum(share_ppm), 0) INTO whole FROM calls_bidmilestone WHERE bid_id = NEW.id;
    IF whole <> 1000000 THEN
        RAISE EXCEPTION 'calls.shares_not_whole: the shares of the milestones add up to % of 1000000', whole
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bid_rules BEFORE INSERT OR UPDATE OR DELETE ON calls_bid
    FOR EACH ROW EXECUTE FUNCTION calls_bid_rules();

CREATE FUNCTION calls_bid_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM calls_bid WHERE state <> 'draft'
               AND id = CASE TG_OP WHEN 'DELETE' THEN OLD.bid_id ELSE NEW.bid_id END) THEN
        RAISE EXCEPTION 'calls.bid_frozen: a submitted bid does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON calls_{table}
    FOR EACH ROW EXECUTE FUNCTION calls_bid_part_frozen();
"""
    for table in ("bidmember", "bidpartner", "bidindicator", "bidmilestone", "bidunsuitable")
)

DECISIONS = """
CREATE FUNCTION calls_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT OLD.is_current
       OR to_jsonb(OLD) - 'is_current' IS DISTINCT FROM to_jsonb(NEW) - 'is_current' THEN
        RAISE EXCEPTION 'calls.append_only: a decision is replaced by a new one, never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON calls_decision
    FOR EACH ROW EXECUTE FUNCTION calls_decision_stays();

CREATE FUNCTION calls_pledge_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'calls.pledge_frozen: a signed pledge does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER pledge_stays BEFORE UPDATE OR DELETE ON calls_pledge
    FOR EACH ROW EXECUTE FUNCTION calls_pledge_stays();

CREATE FUNCTION calls_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'calls.append_only: rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER lane_mark_stays BEFORE UPDATE OR DELETE ON calls_lanemark
    FOR EACH ROW EXECUTE FUNCTION calls_append_only();
"""


class Migration(migrations.Migration):
    """Triggers and keys that span tables; they are dropped with their tables."""

    dependencies = [
        ("calls", "0001_initial"),
        ("organisation", "0002_paths"),
        ("workflow", "0001_guard"),
    ]

    operations = [
        migrations.RunSQL(statements, migrations.RunSQL.noop)
        for statements in (GROUPS, STATES, CHALLENGES, BIDS, DECISIONS)
    ]
