"""The tables of a CORDIS delivery and their columns, in both forms in which people have it.

A column is written `name:kind` with `!` when no cell may be empty and `?` when the file may lack it; `=name` gives the
name in the file where it differs. Kinds are those of `core.intake.records`.
"""

from dataclasses import dataclass

from ceyuan.core.intake.records import ColumnSpec


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table to stage as `read_<name>`, from the file of this stem."""

    name: str
    file: str
    columns: tuple[ColumnSpec, ...]
    required: bool = False


def column(text: str) -> ColumnSpec:
    """`"total_cost:money?=totalCost"` as a column."""
    declared, _, source = text.partition("=")
    name, _, kind = declared.rstrip("!?").partition(":")
    return ColumnSpec(name, kind or "text", "!" in declared, (source,) if source else (), "?" not in declared)


def table(name: str, columns: str, file: str = "", *, required: bool = False) -> TableSpec:
    """A table with its columns separated by blanks."""
    return TableSpec(name, file or name, tuple(column(text) for text in columns.split()), required)


_PROJECT = (
    "project_id:int! rcn:int acronym title! status! start_date:date end_date:date duration_months:int?"
    " total_cost:money=total_cost_eur ec_max:money=ec_max_contribution_eur ec_signature_date:date termination_date:date"
    " funding_scheme master_call sub_call topic_code legal_basis! keywords objective grant_doi"
    " content_creation_date:datetime? content_update_date:datetime? last_update_date:datetime?"
)
_ORGANIZATION = (
    "org_id:int! rcn:int legal_name! short_name vat_number activity_type street postal_code city country post_box url"
    " geolocation nuts_code region_name"
)

RELATIONAL = (
    table("region", "nuts_code! name parent_nuts"),
    table("programme", "code! rcn:int title parent_code kind!", required=True),
    table("call", "identifier! rcn:int title"),
    table("organization", _ORGANIZATION, required=True),
    table("variant", _ORGANIZATION, "organization_variants"),
    table("project", _PROJECT, required=True),
    table(
        "participation",
        "project_id:int! org_id:int! role! ord:int terminated:bool sme:bool ec:money=ec_contribution_eur"
        " net_ec:money=net_ec_contribution_eur total:money=total_cost_eur department_name",
        required=True,
    ),
    table("project_programme", "project_id:int! programme_code! link_type! is_main:bool"),
    table(
        "field_of_science",
        "project_id:int! classification code! title display_code weight:decimal",
        "project_field_of_science",
    ),
    table("policy_marker", "project_id:int! code! title weight:decimal", "project_policy_marker"),
    table("weblink", "project_id:int! link_type! title url!", "project_weblink"),
    table(
        "result",
        "result_id! project_id:int! rcn:int kind subtype title description authors journal_title journal_number pages"
        " year:int publisher doi issn isbn ipr_prefix ipr_number ipr_date ipr_awarded source_update_date:datetime"
        " content_update_date:datetime url",
    ),
    table("result_organization", "result_id! project_id:int! org_id:int! link_type! legal_name"),
    table("project_before", _PROJECT),
    table("amendment_new_project", "project_id:int!"),
    table("amendment_project", "project_id:int! field! old_value new_value"),
    table("amendment_participation", "project_id:int! org_id:int! change! field old_value new_value"),
    table("amendment_result", "result_id! project_id:int! change!"),
)
"""Tables as `cordis-horizon-europe` has them: one parquet or CSV file each."""

DOWNLOAD = (
    table(
        "csv_project",
        "project_id:int!=id rcn:int? acronym title! status! start_date:date=startDate end_date:date=endDate"
        " total_cost:money_rounded=totalCost ec_max:money_rounded=ecMaxContribution"
        " ec_signature_date:date?=ecSignatureDate funding_scheme?=fundingScheme master_call?=masterCall"
        " sub_call?=subCall topic_code?=topics legal_basis!=legalBasis keywords? objective? grant_doi?=grantDoi"
        " content_update_date:datetime?=contentUpdateDate",
        "project",
        required=True,
    ),
    table(
        "csv_entry",
        "project_id:int!=projectID org_id:int!=organisationID role! ord:int=order sme:bool?=SME"
        " ec:money_rounded=ecContribution net_ec:money_rounded?=netEcContribution total:money_rounded?=totalCost"
        " legal_name!=name short_name?=shortName vat_number?=vatNumber activity_type?=activityType street?"
        " postal_code?=postCode city? country url?=organizationURL geolocation? nuts_code?=nutsCode"
        " content_update_date:datetime?=contentUpdateDate ended:bool?=endOfParticipation",
        "organization",
        required=True,
    ),
    table(
        "csv_legal_basis",
        "project_id:int!=projectID code!=legalBasis title? is_main:bool?=uniqueProgrammePart",
        "legalBasis",
    ),
    table("csv_topic", "project_id:int!=projectID code!=topic title?", "topics"),
    table(
        "csv_field_of_science",
        "project_id:int!=projectID code!=euroSciVocCode display_code?=euroSciVocPath title?=euroSciVocTitle",
        "euroSciVoc",
    ),
    table("csv_weblink", "project_id:int!=projectID link_type!=type url!=physUrl title?=represents", "webLink"),
    table(
        "csv_deliverable",
        "result_id!=id project_id:int!=projectID title? subtype?=deliverableType description? url? rcn:int?"
        " content_update_date:datetime?=contentUpdateDate",
        "projectDeliverables",
    ),
    table(
        "csv_publication",
        "result_id!=id project_id:int!=projectID title? subtype?=isPublishedAs authors? journal_title?=journalTitle"
        " journal_number?=journalNumber pages?=publishedPages year:int?=publishedYear doi? issn? isbn? rcn:int?"
        " content_update_date:datetime?=contentUpdateDate",
        "projectPublications",
    ),
)
"""Tables as CORDIS' own CSV download has them, separated by semicolons."""
