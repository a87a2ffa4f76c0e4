"""What must never happen: a target lowered in silence, a frozen wording changed, a reading rewritten or put into a closed
period, a signed letter touched, a state changed behind the workflow's back."""

from django.db import migrations

GROUPS = """
ALTER TABLE strategy_plan ADD CONSTRAINT plan_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_target ADD CONSTRAINT target_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_target ADD CONSTRAINT target_plan_of_same_group
    FOREIGN KEY (group_id, plan_id) REFERENCES strategy_plan (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_reading ADD CONSTRAINT reading_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_direction ADD CONSTRAINT direction_unit_of_same_group
    FOREIGN KEY (group_id, owner_unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_letter ADD CONSTRAINT letter_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_letter ADD CONSTRAINT letter_upper_unit_of_same_group
    FOREIGN KEY (group_id, upper_unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE strategy_measureuptake ADD CONSTRAINT uptake_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

TREE = """
CREATE TRIGGER direction_path BEFORE INSERT OR UPDATE OF parent_id, group_id ON strategy_direction
    FOR EACH ROW EXECUTE FUNCTION ceyuan_tree_path();
CREATE TRIGGER direction_path_follows AFTER UPDATE OF parent_id ON strategy_direction
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION ceyuan_tree_follow();
"""

STATEFUL = ("planversion", "target", "targetchange", "letter", "supervision", "measureuptake")
STATES = "".join(
    f"""
CREATE TRIGGER {table}_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON strategy_{table}
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""
    for table in STATEFUL
)

# The rows of a wording can be written while it is a draft. A delivery or the demonstration writes a whole version as a
# draft first and moves it on afterwards.
CLAUSES = """
CREATE FUNCTION strategy_clause_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner bigint; now_state text;
BEGIN
    IF TG_TABLE_NAME = 'strategy_clausetarget' THEN
        SELECT version_id INTO owner FROM strategy_clause
            WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.clause_id ELSE NEW.clause_id END;
    ELSE
        owner := CASE TG_OP WHEN 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
    END IF;
    SELECT state INTO now_state FROM strategy_planversion WHERE id = owner;
    IF now_state IS NOT NULL AND now_state <> 'draft' THEN
        RAISE EXCEPTION 'strategy.version_frozen: the clauses of a plan version in state % do not change; make a new version', now_state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER clause_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_clause
    FOR EACH ROW EXECUTE FUNCTION strategy_clause_frozen();
CREATE TRIGGER clause_target_frozen BEFORE INSERT OR UPDATE OR DELETE ON strategy_clausetarget
    FOR EACH ROW EXECUTE FUNCTION strategy_clause_frozen();
"""

TARGETS = """
CREATE FUNCTION strategy_target_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above record; own_path text; towards text; own_plan record;
    allowed boolean;
BEGIN
    SELECT path INTO own_path FROM organisation_unit WHERE id = NEW.unit_id;
    SELECT kind, first_year, last_year, parent_id INTO own_plan FROM strategy_plan WHERE id = NEW.plan_id;
    IF NEW.year < own_plan.first_year OR NEW.year > own_plan.last_year THEN
        RAISE EXCEPTION 'strategy.year_outside_plan: % lies outside the years of the plan', NEW.year
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.parent_id IS NOT NULL THEN
        SELECT t.kpi_id, t.year, t.plan_id, u.path INTO above
            FROM strategy_target t JOIN organisation_unit u ON u.id = t.unit_id WHERE t.id = NEW.parent_id;
        IF above.kpi_id <> NEW.kpi_id OR above.year <> NEW.year OR above.plan_id <> NEW.plan_id THEN
            RAISE EXCEPTION 'strategy.share_of_another_target: a share is of the same indicator, year and plan'
                USING ERRCODE = 'check_violation';
        END IF;
        IF (TG_OP = 'INSERT' OR NEW.parent_id IS DISTINCT FROM OLD.parent_id)
           AND left(own_path, length(above.path) + 1) <> above.path || '.' THEN
            RAISE EXCEPTION 'strategy.cyclic_link: a share belongs to a unit below the one that splits'
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    SELECT direction INTO towards FROM strategy_kpi WHERE id = NEW.kpi_id;
    allowed := NEW.change_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM strategy_targetchange c
        WHERE c.id = NEW.change_id AND c.target_id = NEW.id AND c.state = 'approved' AND c.new_value = NEW.value);
    IF NEW.source_id IS NOT NULL THEN
        SELECT t.kpi_id, t.year, t.value, t.plan_id INTO above FROM strategy_target t WHERE t.id = NEW.source_id;
        IF above.plan_id IS DISTINCT FROM own_plan.parent_id THEN
            RAISE EXCEPTION 'strategy.cyclic_link: the source of a target stands in the plan that its plan carries out'
                USING ERRCODE = 'check_violation';
        END IF;
        IF above.kpi_id <> NEW.kpi_id OR above.year <> NEW.year THEN
            RAISE EXCEPTION 'strategy.share_of_another_target: the source is of the same indicator and year'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state IN ('agreed', 'in_force') AND NOT allowed AND (
               (towards = 'at_least' AND NEW.value < above.value)
            OR (towards = 'at_most' AND NEW.value > above.value)
            OR (towards = 'equal' AND NEW.value <> above.value)) THEN
            RAISE EXCEPTION 'strategy.target_lowered: % asks for less than its source %; an approved change is needed',
                NEW.value, above.value USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN ('agreed', 'in_force', 'closed') AND NEW.value IS DISTINCT FROM OLD.value AND NOT allowed
           AND NOT (OLD.state = 'agreed' AND NEW.state = 'countered') THEN
            RAISE EXCEPTION 'strategy.target_agreed: an agreed target changes only by an approved request'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.state IN ('agreed', 'in_force', 'closed')
           AND (NEW.kpi_id, NEW.unit_id, NEW.year, NEW.plan_id, NEW.source_id, NEW.parent_id)
               IS DISTINCT FROM (OLD.kpi_id, OLD.unit_id, OLD.year, OLD.plan_id, OLD.source_id, OLD.parent_id) THEN
            RAISE EXCEPTION 'strategy.target_agreed: an agreed target keeps its indicator, unit, year and source'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER target_rules BEFORE INSERT OR UPDATE ON strategy_target
    FOR EACH ROW EXECUTE FUNCTION strategy_target_rules();

CREATE FUNCTION strategy_source_raised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A raised source would leave the targets below it lowered in silence; they are reopened or changed first.
    IF EXISTS (
        SELECT 1 FROM strategy_target t JOIN strategy_kpi k ON k.id = t.kpi_id
        WHERE t.source_id = NEW.id AND t.state IN ('agreed', 'in_force') AND t.change_id IS NULL AND (
               (k.direction = 'at_least' AND t.value < NEW.value)
            OR (k.direction = 'at_most' AND t.value > NEW.value)
            OR (k.direction = 'equal' AND t.value <> NEW.value))) THEN
        RAISE EXCEPTION 'strategy.source_raised: targets that carry this one out would fall below it; change them first'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER target_source_raised AFTER UPDATE OF value ON strategy_target
    FOR EACH ROW WHEN (OLD.value IS DISTINCT FROM NEW.value) EXECUTE FUNCTION strategy_source_raised();
"""

APPEND_ONLY = """
CREATE FUNCTION strategy_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'strategy.append_only: rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER target_move_stays BEFORE UPDATE OR DELETE ON strategy_targetmove
    FOR EACH ROW EXECUTE FUNCTION strategy_append_only();
CREATE TRIGGER letter_signature_stays BEFORE UPDATE OR DELETE ON strategy_lettersignature
    FOR EACH ROW EXECUTE FUNCTION strategy_append_only();
CREATE TRIGGER direction_level_stays BEFORE UPDATE OR DELETE ON strategy_directionlevel
    FOR EACH ROW EXECUTE FUNCTION strategy_append_only();
CREATE TRIGGER reading_stays BEFORE DELETE ON strategy_reading
    FOR EACH ROW EXECUTE FUNCTION strategy_append_only();
"""

READINGS = """
CREATE FUNCTION strategy_reading_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kind_of text; evidence_needed boolean;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NOT (OLD.is_current AND NOT NEW.is_current)
           OR to_jsonb(OLD) - 'is_current' IS DISTINCT FROM to_jsonb(NEW) - 'is_current' THEN
            RAISE EXCEPTION 'strategy.append_only: a reading is corrected by a new one' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM strategy_periodlock l WHERE l.group_id = NEW.group_id AND l.reopened_at IS NULL
               AND l.starts_on <= NEW.starts_on AND l.ends_on >= NEW.ends_on) THEN
        RAISE EXCEPTION 'strategy.period_closed: % to % is closed', NEW.starts_on, NEW.ends_on
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT kind, needs_evidence INTO kind_of, evidence_needed FROM strategy_quantity WHERE id = NEW.quantity_id;
        IF kind_of = 'keys' THEN
            IF NEW.value IS NOT NULL THEN
                RAISE EXCEPTION 'strategy.keys_not_a_number: name the things, do not count them' USING ERRCODE = 'check_violation';
            END IF;
        ELSIF NEW.value IS NULL THEN
            RAISE EXCEPTION 'strategy.reading_without_value: a value is needed' USING ERRCODE = 'check_violation';
        ELSIF kind_of IN ('money', 'count', 'yes_no') AND NEW.value <> trunc(NEW.value) THEN
            RAISE EXCEPTION 'strategy.not_whole: % of % is not whole', NEW.value, kind_of USING ERRCODE = 'check_violation';
        ELSIF kind_of = 'yes_no' AND NEW.value NOT IN (0, 1) THEN
            RAISE EXCEPTION 'strategy.not_yes_or_no: 1 or 0' USING ERRCODE = 'check_violation';
        END IF;
        IF evidence_needed AND NOT NEW.is_computed AND NEW.evidence = '' AND NEW.document_id IS NULL THEN
            RAISE EXCEPTION 'strategy.evidence_missing: this quantity needs evidence' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reading_rules BEFORE INSERT OR UPDATE ON strategy_reading
    FOR EACH ROW EXECUTE FUNCTION strategy_reading_rules();
"""

LETTERS = """
CREATE FUNCTION strategy_letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state NOT IN ('draft', 'cancelled') THEN
            RAISE EXCEPTION 'strategy.letter_frozen: an offered letter is never deleted' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state NOT IN ('draft', 'offered') AND
       (NEW.content, NEW.sha256, NEW.unit_id, NEW.upper_unit_id, NEW.year, NEW.plan_id)
       IS DISTINCT FROM (OLD.content, OLD.sha256, OLD.unit_id, OLD.upper_unit_id, OLD.year, OLD.plan_id) THEN
        RAISE EXCEPTION 'strategy.letter_frozen: a signed letter does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'offered' AND NEW.state = 'signed_below' AND NEW.content IS DISTINCT FROM OLD.content THEN
        RAISE EXCEPTION 'strategy.letter_frozen: what is signed is what was offered' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.score IS NOT NULL AND NEW.score IS DISTINCT FROM OLD.score THEN
        RAISE EXCEPTION 'strategy.score_frozen: a score is written once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_frozen BEFORE UPDATE OR DELETE ON strategy_letter
    FOR EACH ROW EXECUTE FUNCTION strategy_letter_frozen();

CREATE FUNCTION strategy_signature_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told text;
BEGIN
    SELECT sha256 INTO told FROM strategy_letter WHERE id = NEW.letter_id;
    IF told IS NULL OR told = '' OR told <> NEW.sha256 THEN
        RAISE EXCEPTION 'strategy.letter_changed: the fingerprint signed is not the one of the letter' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_signature_rules BEFORE INSERT ON strategy_lettersignature
    FOR EACH ROW EXECUTE FUNCTION strategy_signature_rules();

CREATE FUNCTION strategy_handover_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - 'from_signed_at' - 'to_signed_at')
        IS DISTINCT FROM (to_jsonb(NEW) - 'from_signed_at' - 'to_signed_at')
        OR (OLD.from_signed_at IS NOT NULL AND NEW.from_signed_at IS DISTINCT FROM OLD.from_signed_at)
        OR (OLD.to_signed_at IS NOT NULL AND NEW.to_signed_at IS DISTINCT FROM OLD.to_signed_at) THEN
        RAISE EXCEPTION 'strategy.append_only: a hand-over certificate does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER handover_frozen BEFORE UPDATE OR DELETE ON strategy_handover
    FOR EACH ROW EXECUTE FUNCTION strategy_handover_frozen();
"""

UPTAKES = """
CREATE FUNCTION strategy_uptake_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE low numeric; high numeric;
BEGIN
    IF NEW.own_value IS NOT NULL AND NEW.state IN ('issued', 'landed', 'effective') THEN
        SELECT floor, ceiling INTO low, high FROM strategy_measure WHERE id = NEW.measure_id;
        IF NEW.own_value < low OR NEW.own_value > high THEN
            RAISE EXCEPTION 'strategy.outside_bounds: % lies outside % to %', NEW.own_value, low, high
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER uptake_rules BEFORE INSERT OR UPDATE ON strategy_measureuptake
    FOR EACH ROW EXECUTE FUNCTION strategy_uptake_rules();
"""


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial"), ("workflow", "0001_guard"), ("organisation", "0002_paths")]
    operations = [
        migrations.RunSQL(part, migrations.RunSQL.noop)
        for part in (GROUPS, TREE, STATES, CLAUSES, TARGETS, APPEND_ONLY, READINGS, LETTERS, UPTAKES)
    ]
