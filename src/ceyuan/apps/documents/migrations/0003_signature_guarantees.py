"""What must never happen: a signed line rewritten, an ended signing touched, a signed file withdrawn, a certificate
brought back after its revocation, stored bytes renamed."""

from django.db import migrations

SIGNINGS = """
ALTER TABLE documents_signing ADD CONSTRAINT signing_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION documents_signing_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'documents.signing_stays: a signing is voided, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'documents.signing_ended: a signing that is % does not change', OLD.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.group_id, NEW.unit_id, NEW.subject_kind, NEW.subject_id, NEW.name, NEW.data_hash, NEW.print_hash, NEW.paper_id)
       IS DISTINCT FROM
       (OLD.group_id, OLD.unit_id, OLD.subject_kind, OLD.subject_id, OLD.name, OLD.data_hash, OLD.print_hash, OLD.paper_id) THEN
        RAISE EXCEPTION 'documents.signing_bound: what is signed does not change once it is laid out for signature'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.revision <> OLD.revision + 1 THEN
        RAISE EXCEPTION 'documents.signing_revision: each change counts the revision up by one' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'complete' AND EXISTS (
        SELECT 1 FROM documents_signingparty p WHERE p.signing_id = NEW.id AND p.signed_at IS NULL) THEN
        RAISE EXCEPTION 'documents.signing_incomplete: a line is not signed yet' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signing_rules BEFORE UPDATE OR DELETE ON documents_signing
    FOR EACH ROW EXECUTE FUNCTION documents_signing_rules();
"""

PARTIES = """
CREATE FUNCTION documents_party_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'documents.party_stays: a line to sign is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT state, revision INTO owner FROM documents_signing WHERE id = NEW.signing_id;
    IF owner.state <> 'open' THEN
        RAISE EXCEPTION 'documents.signing_ended: a signing that is % does not change', owner.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF owner.revision <> 0 OR NEW.signed_at IS NOT NULL THEN
            RAISE EXCEPTION 'documents.party_late: the parties are named before the first signature'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.signed_at IS NOT NULL THEN
        RAISE EXCEPTION 'documents.party_signed: a signed line does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.signing_id, NEW.position, NEW.key, NEW.label_zh, NEW.label_en, NEW.unit_id, NEW.person_id)
       IS DISTINCT FROM
       (OLD.signing_id, OLD.position, OLD.key, OLD.label_zh, OLD.label_en, OLD.unit_id, OLD.person_id) THEN
        RAISE EXCEPTION 'documents.party_fixed: who signs what does not change; void the signing and open a new one'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER party_rules BEFORE INSERT OR UPDATE OR DELETE ON documents_signingparty
    FOR EACH ROW EXECUTE FUNCTION documents_party_rules();
"""

FILES = """
CREATE FUNCTION documents_signed_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM documents_signing s
               WHERE s.subject_kind = OLD.subject_kind AND s.subject_id = OLD.subject_id
                 AND OLD.file_id IN (s.file_id, s.paper_id)) THEN
        RAISE EXCEPTION 'documents.signed_file: a signed document is neither withdrawn nor deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signed_file_stays BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_signed_file_stays();

CREATE FUNCTION documents_stored_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'documents.stored_file_stays: stored bytes keep their hash and size' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stored_file_stays BEFORE UPDATE OF sha256, size ON documents_storedfile
    FOR EACH ROW WHEN (OLD.sha256 IS DISTINCT FROM NEW.sha256 OR OLD.size IS DISTINCT FROM NEW.size)
    EXECUTE FUNCTION documents_stored_file_stays();
"""

CERTIFICATES = """
CREATE FUNCTION documents_certificate_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'documents.certificate_stays: a certificate is revoked, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'documents.certificate_revoked: a revoked certificate does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'revoked_at' - 'revocation' - 'revoke_reason')
       IS DISTINCT FROM (to_jsonb(OLD) - 'revoked_at' - 'revocation' - 'revoke_reason') THEN
        RAISE EXCEPTION 'documents.certificate_fixed: a certificate says what it said when it was issued'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_rules BEFORE UPDATE OR DELETE ON documents_certificate
    FOR EACH ROW EXECUTE FUNCTION documents_certificate_rules();
"""

UNDO = """
DROP TRIGGER certificate_rules ON documents_certificate;
DROP FUNCTION documents_certificate_rules();
DROP TRIGGER stored_file_stays ON documents_storedfile;
DROP FUNCTION documents_stored_file_stays();
DROP TRIGGER signed_file_stays ON documents_document;
DROP FUNCTION documents_signed_file_stays();
DROP TRIGGER party_rules ON documents_signingparty;
DROP FUNCTION documents_party_rules();
DROP TRIGGER signing_rules ON documents_signing;
DROP FUNCTION documents_signing_rules();
ALTER TABLE documents_signing DROP CONSTRAINT signing_unit_of_same_group;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_signatures")]

    operations = [migrations.RunSQL(SIGNINGS + PARTIES + FILES + CERTIFICATES, UNDO)]
