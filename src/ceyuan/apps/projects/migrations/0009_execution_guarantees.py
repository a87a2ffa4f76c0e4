"""What must never happen: money before its milestone or beyond its share, a decision rewritten, a team that assesses
itself, a result counted twice, a log of experiments with a line changed, a concluded acceptance touched."""

from django.db import migrations

PAYMENTS = """
CREATE FUNCTION projects_payment_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own record; base bigint; given numeric; taken numeric; whole numeric;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state IN ('paid', 'confirmed', 'spent', 'settled', 'refunding', 'refunded')
       AND (NEW.project_id, NEW.milestone_id, NEW.unit_id, NEW.amount_minor, NEW.number)
           IS DISTINCT FROM (OLD.project_id, OLD.milestone_id, OLD.unit_id, OLD.amount_minor, OLD.number) THEN
        RAISE EXCEPTION 'projects.payment_paid: a payment that was made keeps its sum, unit and milestone'
            USING ERRCODE = 'restrict_violation';
    END IF;
    -- One release of a project at a time: two of them together must not go beyond the share.
    SELECT coalesce(funding_minor, total_minor) INTO base FROM projects_project WHERE id = NEW.project_id FOR UPDATE;
    SELECT project_id, state, payment_share_ppm INTO own FROM projects_milestone WHERE id = NEW.milestone_id;
    IF own.project_id <> NEW.project_id THEN
        RAISE EXCEPTION 'projects.payment_of_another_project: the milestone belongs to another project'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'cancelled' THEN
        RETURN NEW;
    END IF;
    IF NEW.state <> 'planned' AND (TG_OP = 'INSERT' OR OLD.state = 'planned') AND NOT EXISTS (
        SELECT 1 FROM projects_taskbook t JOIN projects_taskbookversion v ON v.task_book_id = t.id
        WHERE t.project_id = NEW.project_id AND v.is_in_force) THEN
        RAISE EXCEPTION 'projects.taskbook_unsigned: nothing is released before the task book is signed'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> 'planned' AND own.state NOT IN ('reached', 'late')
       AND (TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state) AND NEW.state NOT IN ('refunding', 'refunded') THEN
        RAISE EXCEPTION 'projects.milestone_not_reached: nothing is released before the milestone is reached'
            USING ERRCODE = 'check_violation';
    END IF;
    IF base IS NULL THEN
        RAISE EXCEPTION 'projects.no_funding: the project has no funding to release' USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(sum(amount_minor - returned_minor) FILTER (WHERE milestone_id = NEW.milestone_id), 0),
           coalesce(sum(amount_minor - returned_minor), 0) INTO taken, whole
        FROM projects_payment WHERE project_id = NEW.project_id AND id IS DISTINCT FROM NEW.id AND state <> 'cancelled';
    -- The largest remainder may give a milestone one fen more than its exact share, never two; the sum is exact.
    given := ceil(base::numeric * own.payment_share_ppm / 1000000);
    IF taken + NEW.amount_minor - NEW.returned_minor > given OR whole + NEW.amount_minor - NEW.returned_minor > base THEN
        RAISE EXCEPTION 'projects.payment_beyond_share: the milestone releases % at most, % are taken', given, taken
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_rules BEFORE INSERT OR UPDATE ON projects_payment
    FOR EACH ROW EXECUTE FUNCTION projects_payment_rules();
CREATE FUNCTION projects_payment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('planned', 'cancelled') THEN
        RAISE EXCEPTION 'projects.payment_kept: a payment under way is cancelled, not deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER payment_kept BEFORE DELETE ON projects_payment FOR EACH ROW EXECUTE FUNCTION projects_payment_kept();
CREATE TRIGGER payment_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON projects_payment
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""

GROWING = ("milestonedecision", "midtermcheck", "readinessassessment", "archivecheck", "diligencerecord", "exemption")
ONLY_GROWS = """
CREATE FUNCTION projects_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'projects.append_only: % can only grow; % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON projects_{table}"
    " FOR EACH ROW EXECUTE FUNCTION projects_only_grows();\n"
    for table in GROWING
)

DILIGENCE = """
CREATE FUNCTION projects_diligence_hash(d projects_diligencerecord) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        ceyuan_act_field(d.project_id::text)
        || ceyuan_act_field(d.number::text)
        || ceyuan_act_field(((extract(epoch FROM d.at) * 1000000)::bigint)::text)
        || ceyuan_act_field(d.happened_on::text)
        || ceyuan_act_field(d.kind)
        || ceyuan_act_field(d.text)
        || ceyuan_act_field(d.document_sha256)
        || ceyuan_act_field(d.author_id::text)
        || ceyuan_act_field(d.author_name)
        || ceyuan_act_field(d.previous), 'UTF8')), 'hex')
$$;
CREATE FUNCTION projects_diligence_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
    PERFORM 1 FROM projects_project WHERE id = NEW.project_id FOR UPDATE;
    SELECT number, digest INTO last FROM projects_diligencerecord
        WHERE project_id = NEW.project_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.previous := coalesce(last.digest, repeat('0', 64));
    NEW.at := clock_timestamp();
    NEW.digest := projects_diligence_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER diligence_link BEFORE INSERT ON projects_diligencerecord
    FOR EACH ROW EXECUTE FUNCTION projects_diligence_link();
"""

READINESS = """
CREATE FUNCTION projects_assessor_outside() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own bigint;
BEGIN
    SELECT project_id INTO own FROM projects_readinesselement WHERE id = NEW.element_id;
    IF EXISTS (SELECT 1 FROM projects_project WHERE id = own AND leader_id = NEW.assessor_id)
       OR EXISTS (SELECT 1 FROM projects_topic WHERE project_id = own AND leader_id = NEW.assessor_id)
       OR EXISTS (SELECT 1 FROM projects_personallocation WHERE project_id = own AND person_id = NEW.assessor_id)
       OR EXISTS (SELECT 1 FROM projects_readinessevidence e JOIN projects_readinesselement r ON r.id = e.element_id
                  WHERE r.project_id = own AND e.given_by_id = NEW.assessor_id) THEN
        RAISE EXCEPTION 'projects.assessor_in_team: whoever works in a project does not assess it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessor_outside BEFORE INSERT ON projects_readinessassessment
    FOR EACH ROW EXECUTE FUNCTION projects_assessor_outside();
"""

RESULTS = """
CREATE FUNCTION projects_result_use_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own record; others numeric;
BEGIN
    SELECT p.group_id, p.id AS project_id INTO own FROM projects_acceptance a
        JOIN projects_project p ON p.id = a.project_id WHERE a.id = NEW.acceptance_id;
    IF own.group_id <> NEW.group_id THEN
        RAISE EXCEPTION 'projects.result_of_another_group: groups never mix' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.group_id::text || ' ' || NEW.identifier, 732605312));
    SELECT coalesce(sum(u.share_ppm), 0) INTO others
        FROM projects_resultuse u JOIN projects_acceptance a ON a.id = u.acceptance_id
        WHERE u.group_id = NEW.group_id AND u.identifier = NEW.identifier AND u.id IS DISTINCT FROM NEW.id
          AND a.project_id <> own.project_id AND a.conclusion <> 'not_passed';
    IF others + NEW.share_ppm > 1000000 THEN
        RAISE EXCEPTION 'projects.result_used: the shares of this result would exceed the whole'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER result_use_rules BEFORE INSERT OR UPDATE ON projects_resultuse
    FOR EACH ROW EXECUTE FUNCTION projects_result_use_rules();
"""

ACCEPTANCE = """
CREATE FUNCTION projects_acceptance_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE file text; open_binding integer;
BEGIN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.conclusion <> '') THEN
        IF OLD.conclusion <> '' THEN
            RAISE EXCEPTION 'projects.acceptance_concluded: a concluded acceptance does not change'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.round = 2 AND NOT EXISTS (
        SELECT 1 FROM projects_acceptance WHERE project_id = NEW.project_id AND round = 1 AND conclusion = 'rectify') THEN
        RAISE EXCEPTION 'projects.no_rectification: a second round follows an ordered rectification'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.conclusion = 'passed' THEN
        SELECT outcome INTO file FROM projects_archivecheck WHERE project_id = NEW.project_id ORDER BY number DESC LIMIT 1;
        IF file IS DISTINCT FROM 'complete' THEN
            RAISE EXCEPTION 'projects.archive_incomplete: no complete file, no acceptance' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.money <> 'accepted' THEN
            RAISE EXCEPTION 'projects.finance_not_accepted: task and money must both be accepted'
                USING ERRCODE = 'check_violation';
        END IF;
        SELECT count(*) INTO open_binding FROM projects_indicator i
            LEFT JOIN projects_acceptanceitem x ON x.indicator_id = i.id AND x.acceptance_id = NEW.id
            WHERE i.project_id = NEW.project_id AND i.is_binding AND NOT i.is_dropped
              AND (x.completion_n IS NULL OR x.completion_n < x.completion_d);
        IF open_binding > 0 THEN
            RAISE EXCEPTION 'projects.binding_missed: % binding indicators are missed or not assessed', open_binding
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.conclusion = 'concluded' AND NOT EXISTS (
        SELECT 1 FROM projects_exemption WHERE project_id = NEW.project_id AND is_granted) THEN
        RAISE EXCEPTION 'projects.diligence_unproven: diligence is proven by an exemption' USING ERRCODE = 'check_violation';
    ELSIF NEW.conclusion = 'rectify' AND NEW.round <> 1 THEN
        RAISE EXCEPTION 'projects.rectified_before: there is one rectification' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER acceptance_rules BEFORE INSERT OR UPDATE OR DELETE ON projects_acceptance
    FOR EACH ROW EXECUTE FUNCTION projects_acceptance_rules();

CREATE FUNCTION projects_acceptance_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
    SELECT conclusion INTO said FROM projects_acceptance
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.acceptance_id ELSE NEW.acceptance_id END;
    IF said <> '' THEN
        RAISE EXCEPTION 'projects.acceptance_concluded: a concluded acceptance does not change'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON projects_{table}"
    " FOR EACH ROW EXECUTE FUNCTION projects_acceptance_frozen();\n"
    for table in ("acceptanceitem", "topicevaluation", "resultuse")
)

SQL = PAYMENTS + ONLY_GROWS + DILIGENCE + READINESS + RESULTS + ACCEPTANCE
UNDO = """
DROP FUNCTION projects_acceptance_frozen() CASCADE;
DROP FUNCTION projects_acceptance_rules() CASCADE;
DROP FUNCTION projects_result_use_rules() CASCADE;
DROP FUNCTION projects_assessor_outside() CASCADE;
DROP FUNCTION projects_diligence_link() CASCADE;
DROP FUNCTION projects_diligence_hash(projects_diligencerecord);
DROP FUNCTION projects_only_grows() CASCADE;
DROP TRIGGER payment_state_guard ON projects_payment;
DROP FUNCTION projects_payment_kept() CASCADE;
DROP FUNCTION projects_payment_rules() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0008_execution"), ("audit", "0002_chain"), ("workflow", "0001_guard")]
    operations = [migrations.RunSQL(SQL, UNDO)]
