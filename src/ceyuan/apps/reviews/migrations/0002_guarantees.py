"""What must never happen: a conflicted reviewer gets a case, a sheet or a vote; a draw, a seal or a paper is rewritten;
what is judged changes after the draw; a state changes behind the workflow's back."""

from django.db import migrations

GROUPS = """
ALTER TABLE reviews_expert ADD CONSTRAINT expert_keeper_of_same_group
    FOREIGN KEY (group_id, keeper_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE reviews_panel ADD CONSTRAINT panel_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

STATES = """
CREATE TRIGGER panel_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON reviews_panel
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""

APPEND_ONLY = """
CREATE FUNCTION reviews_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'reviews.append_only: rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON reviews_{table}
    FOR EACH ROW EXECUTE FUNCTION reviews_append_only();
"""
    for table in ("draw", "drawentry", "recusal", "mark", "chainlink", "openvote", "envelope", "ballot")
)

# What is judged and by which measure is fixed before anybody knows who judges.
JUDGED = """
CREATE FUNCTION reviews_judged_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text;
BEGIN
    SELECT state INTO now_state FROM reviews_panel
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.panel_id ELSE NEW.panel_id END;
    IF now_state <> 'drafting' THEN
        RAISE EXCEPTION 'reviews.panel_frozen: cases and criteria of a panel in state % do not change', now_state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER case_frozen BEFORE INSERT OR UPDATE OR DELETE ON reviews_panelcase
    FOR EACH ROW EXECUTE FUNCTION reviews_judged_frozen();
CREATE TRIGGER criterion_frozen BEFORE INSERT OR UPDATE OR DELETE ON reviews_criterion
    FOR EACH ROW EXECUTE FUNCTION reviews_judged_frozen();
"""

# Recusals and assignments of one case take turns at the lock of the case, so neither can miss the other.
KEPT_APART = """
CREATE FUNCTION reviews_assignment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place record; case_panel bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.seat_id, NEW.panel_id) IS DISTINCT FROM (OLD.case_id, OLD.seat_id, OLD.panel_id) THEN
        RAISE EXCEPTION 'reviews.assignment_moved: make another assignment' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT panel_id INTO case_panel FROM reviews_panelcase WHERE id = NEW.case_id FOR NO KEY UPDATE;
    SELECT panel_id, expert_id, state INTO place FROM reviews_seat WHERE id = NEW.seat_id;
    IF case_panel <> NEW.panel_id OR place.panel_id <> NEW.panel_id THEN
        RAISE EXCEPTION 'reviews.other_panel: seat and case belong to one panel' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state NOT IN ('recused', 'declined', 'withdrawn') THEN
        IF EXISTS (SELECT 1 FROM reviews_recusal WHERE case_id = NEW.case_id AND expert_id = place.expert_id) THEN
            RAISE EXCEPTION 'reviews.recused_pair: this expert is kept from this case' USING ERRCODE = 'check_violation';
        END IF;
        IF place.state NOT IN ('invited', 'accepted') THEN
            RAISE EXCEPTION 'reviews.seat_left: this seat is %', place.state USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_rules BEFORE INSERT OR UPDATE ON reviews_assignment
    FOR EACH ROW EXECUTE FUNCTION reviews_assignment_rules();

CREATE FUNCTION reviews_recusal_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM reviews_panelcase WHERE id = NEW.case_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM reviews_assignment a JOIN reviews_seat s ON s.id = a.seat_id
        WHERE a.case_id = NEW.case_id AND s.expert_id = NEW.expert_id
          AND a.state NOT IN ('recused', 'declined', 'withdrawn')) THEN
        RAISE EXCEPTION 'reviews.still_assigned: take the case from the expert first' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER recusal_rules BEFORE INSERT ON reviews_recusal
    FOR EACH ROW EXECUTE FUNCTION reviews_recusal_rules();
"""

SHEETS = """
CREATE FUNCTION reviews_sheet_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'reviews.append_only: a sheet is voided, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT a.case_id, s.expert_id, p.due_at, p.state INTO about
        FROM reviews_assignment a JOIN reviews_seat s ON s.id = a.seat_id JOIN reviews_panel p ON p.id = a.panel_id
        WHERE a.id = NEW.assignment_id;
    IF NEW.state <> 'void' AND EXISTS (
        SELECT 1 FROM reviews_recusal WHERE case_id = about.case_id AND expert_id = about.expert_id) THEN
        RAISE EXCEPTION 'reviews.recused_pair: this expert is kept from this case' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'submitted' AND (TG_OP = 'INSERT' OR OLD.state <> 'submitted') AND NEW.submitted_at > about.due_at THEN
        RAISE EXCEPTION 'reviews.too_late: scores were taken until %', about.due_at USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'void' THEN
        RAISE EXCEPTION 'reviews.sheet_frozen: a void sheet does not come back' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'submitted' THEN
        IF to_jsonb(OLD) - '{state,recommendation,comment,unsealed_at}'::text[]
           IS DISTINCT FROM to_jsonb(NEW) - '{state,recommendation,comment,unsealed_at}'::text[]
           OR NEW.state NOT IN ('submitted', 'void') THEN
            RAISE EXCEPTION 'reviews.sheet_frozen: a submitted sheet does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.recommendation, NEW.comment, NEW.unsealed_at)
           IS DISTINCT FROM (OLD.recommendation, OLD.comment, OLD.unsealed_at)
           AND (OLD.unsealed_at IS NOT NULL OR NEW.unsealed_at IS NULL OR about.state NOT IN ('closed', 'published')) THEN
            RAISE EXCEPTION 'reviews.sheet_frozen: sheets are opened once, when the panel has closed'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sheet_rules BEFORE INSERT OR UPDATE OR DELETE ON reviews_sheet
    FOR EACH ROW EXECUTE FUNCTION reviews_sheet_rules();

CREATE FUNCTION reviews_mark_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE opened timestamptz; most integer;
BEGIN
    SELECT unsealed_at INTO opened FROM reviews_sheet WHERE id = NEW.sheet_id;
    IF opened IS NULL THEN
        RAISE EXCEPTION 'reviews.still_sealed: marks are written when the panel has closed' USING ERRCODE = 'check_violation';
    END IF;
    SELECT points INTO most FROM reviews_criterion WHERE id = NEW.criterion_id;
    IF NEW.points > most THEN
        RAISE EXCEPTION 'reviews.mark_range: % of at most %', NEW.points, most USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_rules BEFORE INSERT ON reviews_mark FOR EACH ROW EXECUTE FUNCTION reviews_mark_rules();
"""

VOTES = """
CREATE FUNCTION reviews_vote_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE about record; taken_from bigint;
BEGIN
    SELECT state, is_secret, items, panel_id INTO about FROM reviews_vote WHERE id = NEW.vote_id FOR SHARE;
    IF about.state <> 'open' THEN
        RAISE EXCEPTION 'reviews.vote_closed: this vote is %', about.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF about.is_secret <> (TG_TABLE_NAME <> 'reviews_openvote') THEN
        RAISE EXCEPTION 'reviews.vote_kind: secret votes have ballots, open ones have names' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_TABLE_NAME = 'reviews_openvote' THEN
        IF NOT about.items @> to_jsonb(NEW.case_id) THEN
            RAISE EXCEPTION 'reviews.vote_other_case: this vote is not about that case' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM reviews_recusal r JOIN reviews_seat s ON s.expert_id = r.expert_id
                   WHERE s.id = NEW.seat_id AND r.case_id = NEW.case_id) THEN
            RAISE EXCEPTION 'reviews.recused_pair: this expert is kept from this case' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF TG_TABLE_NAME = 'reviews_envelope' THEN
        IF EXISTS (SELECT 1 FROM reviews_recusal r JOIN reviews_seat s ON s.expert_id = r.expert_id
                   WHERE s.id = NEW.seat_id AND about.items @> to_jsonb(r.case_id)) THEN
            RAISE EXCEPTION 'reviews.recused_pair: this expert is kept from a case of this box' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF TG_TABLE_NAME <> 'reviews_ballot' THEN
        SELECT panel_id INTO taken_from FROM reviews_seat WHERE id = NEW.seat_id AND state = 'accepted';
        IF taken_from IS DISTINCT FROM about.panel_id THEN
            RAISE EXCEPTION 'reviews.not_seated: only who sits in the panel votes' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER open_vote_rules BEFORE INSERT ON reviews_openvote FOR EACH ROW EXECUTE FUNCTION reviews_vote_rules();
CREATE TRIGGER envelope_rules BEFORE INSERT ON reviews_envelope FOR EACH ROW EXECUTE FUNCTION reviews_vote_rules();
CREATE TRIGGER ballot_rules BEFORE INSERT ON reviews_ballot FOR EACH ROW EXECUTE FUNCTION reviews_vote_rules();

CREATE FUNCTION reviews_vote_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'open'
       OR to_jsonb(OLD) - '{state,closed_at,result,attending}'::text[]
          IS DISTINCT FROM to_jsonb(NEW) - '{state,closed_at,result,attending}'::text[] THEN
        RAISE EXCEPTION 'reviews.vote_frozen: a vote changes by closing it only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER vote_frozen BEFORE UPDATE OR DELETE ON reviews_vote
    FOR EACH ROW EXECUTE FUNCTION reviews_vote_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("workflow", "0001_guard"), ("organisation", "0002_paths")]
    operations = [
        migrations.RunSQL(part, migrations.RunSQL.noop)
        for part in (GROUPS, STATES, APPEND_ONLY, JUDGED, KEPT_APART, SHEETS, VOTES)
    ]
