"""Small CORDIS deliveries for tests: relational CSV tables and CORDIS' own download, in files of the test's folder."""

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = (
    "project_id rcn acronym title status start_date end_date duration_months total_cost_eur ec_max_contribution_eur"
    " ec_signature_date termination_date funding_scheme master_call sub_call topic_code legal_basis keywords objective"
    " grant_doi content_creation_date content_update_date last_update_date"
)
ORGANIZATION = (
    "org_id rcn legal_name short_name vat_number activity_type street postal_code city country post_box url geolocation"
    " nuts_code region_name"
)
PARTICIPATION = (
    "project_id org_id role ord terminated sme ec_contribution_eur net_ec_contribution_eur total_cost_eur"
    " department_name"
)
RESULT = (
    "result_id project_id rcn kind subtype title description authors journal_title journal_number pages year publisher"
    " doi issn isbn ipr_prefix ipr_number ipr_date ipr_awarded source_update_date content_update_date url"
)

PROJECTS = (
    {"project_id": "101", "acronym": "SUN", "title": "Light from copper", "status": "SIGNED",
     "start_date": "2022-01-01", "end_date": "2025-12-31", "total_cost_eur": "0.00",
     "ec_max_contribution_eur": "1000.50", "master_call": "CALL-A", "sub_call": "CALL-A",
     "topic_code": "CALL-A-01", "legal_basis": "HORIZON.1.1", "objective": "To shine.",
     "last_update_date": "2025-12-01 10:00:00"},
    {"project_id": "102", "title": "Ore without waste", "status": "CLOSED", "start_date": "2023-05-01",
     "end_date": "2024-05-01", "total_cost_eur": "900.00", "ec_max_contribution_eur": "800.00", "master_call": "CALL-B",
     "sub_call": "CALL-B", "topic_code": "CALL-B-01", "legal_basis": "HORIZON.2.4",
     "last_update_date": "2025-11-30 10:00:00"},
)  # fmt: skip
ORGANIZATIONS = (
    {"org_id": "9001", "legal_name": "Uni Athen", "activity_type": "HES", "country": "EL"},
    {"org_id": "9002", "legal_name": "Kupfer GmbH", "activity_type": "PRC", "country": "DE"},
    {"org_id": "9003", "legal_name": "Nowhere Foundation", "activity_type": "OTH"},
)
PARTICIPATIONS = (
    {"project_id": "101", "org_id": "9001", "role": "coordinator", "ord": "1", "ec_contribution_eur": "600.25"},
    {"project_id": "101", "org_id": "9002", "role": "participant", "ord": "2", "ec_contribution_eur": "400.25"},
    {"project_id": "101", "org_id": "9002", "role": "thirdParty", "ord": "3", "department_name": "Lab"},
    {"project_id": "102", "org_id": "9003", "role": "coordinator", "ord": "1", "ec_contribution_eur": "800.00"},
)
PROGRAMMES = (
    {"code": "HORIZON", "kind": "relatedLegalBasis"},
    {"code": "HORIZON.1", "parent_code": "HORIZON", "kind": "relatedLegalBasis"},
    {"code": "HORIZON.1.1", "title": "ERC", "parent_code": "HORIZON.1", "kind": "relatedLegalBasis"},
    {"code": "HORIZON.2", "parent_code": "HORIZON", "kind": "relatedLegalBasis"},
    {"code": "HORIZON.2.4", "title": "Industry", "parent_code": "HORIZON.2", "kind": "relatedLegalBasis"},
    {"code": "HORIZON-Topics", "kind": "relatedTopic"},
    {"code": "CALL-A-01", "title": "Topic A", "parent_code": "HORIZON-Topics", "kind": "relatedTopic"},
    {"code": "CALL-B-01", "title": "Topic B", "parent_code": "HORIZON-Topics", "kind": "relatedTopic"},
    {"code": "CALL-C-01", "title": "Topic nobody uses", "parent_code": "HORIZON-Topics", "kind": "relatedTopic"},
)
CALLS = ({"identifier": "CALL-A"}, {"identifier": "CALL-B"}, {"identifier": "CALL-C"})
RESULTS = (
    {
        "result_id": "R1",
        "project_id": "101",
        "kind": "publication",
        "title": "On light",
        "year": "2023",
        "doi": "10.1/x",
    },
    {"result_id": "R2", "project_id": "102", "kind": "deliverable", "title": "Report"},
)

_TABLES: Mapping[str, tuple[str, Sequence[Mapping[str, str]]]] = {
    "project": (PROJECT, PROJECTS),
    "organization": (ORGANIZATION, ORGANIZATIONS),
    "participation": (PARTICIPATION, PARTICIPATIONS),
    "programme": ("code rcn title parent_code kind", PROGRAMMES),
    "call": ("identifier rcn title", CALLS),
    "result": (RESULT, RESULTS),
}


def relational(folder: Path, **rows: Sequence[Mapping[str, str]]) -> Path:
    """The tables as CSV in the folder; keyword arguments replace the rows of a table."""
    folder.mkdir(exist_ok=True)
    for name, (columns, usual) in _TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns.split(), restval="")
            writer.writeheader()
            writer.writerows(rows.get(name, usual))
    return folder


def changed(rows: Sequence[Mapping[str, str]], key: str, value: str, **new: str) -> list[dict[str, str]]:
    """The rows, of which those with `key` = `value` get new cells."""
    return [{**row, **new} if row[key] == value else dict(row) for row in rows]


DOWNLOAD = {
    "project.csv": (
        "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;"
        "frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi;keywords\n"
        '101;SUN;SIGNED;"Light; from copper";2022-01-01;2025-12-31;0;1000,5;HORIZON.1.1;CALL-A-01;2021-11-01;HORIZON;'
        'CALL-A;CALL-A;HORIZON-ERC;;"To ""shine"".";2025-11-02 10:00:00;7;10.3030/101;\n'
        "102;;CLOSED;Ore without waste;2023-05-01;2024-05-01;900;800.00;HORIZON.2.4;CALL-B-01;2023-03-01;HORIZON;"
        "CALL-B;CALL-B;HORIZON-RIA;;;2025-11-03 10:00:00;8;10.3030/102;\n"
    ),
    "organization.csv": (
        "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;"
        "nutsCode;geolocation;organizationURL;contactForm;contentUpdateDate;rcn;order;role;ecContribution;"
        "netEcContribution;totalCost;endOfParticipation;active\n"
        "101;SUN;9001;;Uni Athen;UA;false;HES;;;;EL;;;;;2025-11-02 10:00:00;1;1;coordinator;600,25;600;0;false;true\n"
        "101;SUN;9002;;Kupfer GmbH;;true;PRC;;;;DE;;;;;2025-11-02 10:00:00;2;2;participant;400.25;400.25;0;true;true\n"
        "102;;9003;;Nowhere Foundation;;;OTH;;;;;;;;;2025-11-02 10:00:00;3;1;coordinator;800;800;0;false;true\n"
        "999;;9003;;Nowhere Foundation;;;OTH;;;;;;;;;2025-11-02 10:00:00;3;1;coordinator;5;5;0;false;true\n"
    ),
    "legalBasis.csv": (
        "projectID;legalBasis;title;uniqueProgrammePart\n101;HORIZON.1.1;ERC;true\n101;HORIZON.2.4;Industry;\n"
        "102;HORIZON.2.4;Industry;true\n"
    ),
    "topics.csv": "projectID;topic;title\n101;CALL-A-01;Topic A\n102;CALL-B-01;Topic B\n",
    "euroSciVoc.csv": (
        "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription\n"
        "101;/23/47;/natural sciences/physics;physics;\n"
    ),
    "webLink.csv": (
        "id;projectID;physUrl;availableLanguages;status;archivedDate;type;source;represents\n"
        "1;101;https://sun.example.org;;;;relatedWebsite;CORDIS;project\n2;101;not an address;;;;relatedWebsite;;\n"
    ),
}


def download(path: Path, **changed_files: str) -> Path:
    """CORDIS' own CSV in a zip; keyword arguments (file stem) replace the text of a file, "" leaves it out."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in DOWNLOAD.items():
            body = changed_files.get(name.removesuffix(".csv"), text)
            if body:
                archive.writestr(f"csv/{name}", body)
    return path
