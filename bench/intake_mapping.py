"""How many real files are read, and how many of their columns the mapper proposes as people mapped them.

Truth: the volunteers' mapping of 22 ESIF workbooks (esif_column_mapping.json). Honesty: the synonym lists were written
with these files in view, so the plain figure flatters. Two more are printed: with the words of the file's own languages
taken away (as for a language nobody has prepared), and with no words at all (values alone).

Usage: python bench/intake_mapping.py [folder with the shared data] > bench/results/intake_mapping.txt
"""

import json
import os
import re
import sys
import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.field_sets import PROJECT_FIELDS, FieldSet
from ceyuan.core.intake.take import best_sheet, open_source, propose, take

# The volunteers' field -> the fields here that mean the same. Where two are named, theirs is wider than ours:
# "priority_label" was used for axis, theme and intervention category alike; "total_amount" for total cost and for paid.
SAME = {
    "project_id": {"code"},
    "project_name": {"title"},
    "project_description": {"description"},
    "project_status": {"status"},
    "beneficiary_name": {"lead_unit"},
    "beneficiary_url": {"url"},
    "beneficiary_address": {"address"},
    "beneficiary_city": {"city"},
    "beneficiary_postal_code": {"postcode"},
    "beneficiary_county": {"county"},
    "beneficiary_country": {"country"},
    "beneficiary_country_code": {"country"},
    "beneficiary_nuts_region": {"region"},
    "beneficiary_nuts_code": {"region"},
    "starting_date": {"start"},
    "completion_date": {"end"},
    "approval_date": {"approved_on"},
    "final_payment_date": {"paid_on"},
    "total_amount": {"total_cost", "paid"},
    "total_amount_eligible": {"total_cost"},
    "eu_cofinancing_amount": {"funding"},
    "eu_cofinancing_amount_eligible": {"funding"},
    "eu_cofinancing_rate": {"cofinancing_rate"},
    "member_state_amount": {"own_share"},
    "fund_acronym": {"fund"},
    "operational_programme": {"programme"},
    "management_authority": {"authority"},
    "theme_name": {"theme"},
    "priority_label": {"priority", "category", "theme"},
    "priority_number": {"priority", "category"},
}
LANGUAGES = {"AT": "de", "DE": "de", "BE1": "fr nl", "BE2": "nl", "CY": "el", "CZ": "cs", "FR": "fr", "LT": "lt",
             "LV": "lv",
             "NL": "nl", "PT": "pt", "SI": "sl", "UK": "en", "IE": "en", "BG": "bg"}  # fmt: skip
# The Chinese lists carry no truth of others; this one is the author's own, by header.
CHINESE = {
    "funding_calls_cnki_2017.csv.gz": {
        "项目名称": "title",
        "项目来源": "programme",
        "发布时间": "approved_on",
        "截止时间": "end",
    },
    "key_rd_materials_genome_projects.csv": {
        "project_no": "code",
        "name": "title",
        "lead_unit": "lead_unit",
        "leader": "leader",
    },
    "key_rd_materials_genome_subjects.csv": {
        "project_no": "parent_code",
        "subject_no": "code",
        "name": "title",
        "unit": "lead_unit",
        "leader": "leader",
    },
    "nsfc_life_sciences_2015_2023.csv.gz": {
        "approval_no": "code",
        "title": "title",
        "subject_code": "discipline",
        "fund_type": "category",
        "leader": "leader",
        "amount_10k_cny": "total_cost",
        "approve_year": "approved_on",
        "end_year": "end",
        "organization": "lead_unit",
        "keywords": "keywords",
    },
    "nsfc_management_sciences_1992_2023.csv.gz": {
        "项目批准号": "code",
        "项目类别": "category",
        "项目名称": "title",
        "依托单位": "lead_unit",
        "负责人": "leader",
        "金额": "total_cost",
        "起止年月": "period",
        "总评": "evaluation",
    },
    "social_science_fund_1991_2017.parquet": {
        "项目批准号": "code",
        "项目类别": "category",
        "学科分类": "discipline",
        "项目名称": "title",
        "立项时间": "approved_on",
        "项目负责人": "leader",
        "工作单位": "lead_unit",
        "所在省区市": "region",
        "结项时间": "end",
    },
}


CAVEAT = """The synonym lists were written with these files in view. The second figure is the honest one for a language
nobody has prepared; the first is the most to be expected of further files in prepared languages."""


@dataclass
class Score:
    """Columns with truth that stand in the file, those proposed right, and what was wrong."""

    wanted: int = 0
    right: int = 0
    wrong: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A header for comparing with the cleaned one of the truth."""
    return re.sub(r"[\W_]+", "", text.lower())


def truth_of(entry: dict) -> dict[str, set[str]]:
    """Original header -> fields of ours that are right; columns the volunteers dropped are left out."""
    columns = [column for resource in entry.get("resources") or [] for column in resource["columns"]]
    return {column["name"]: SAME[column["maps_to"]] for column in columns if column["maps_to"]}


def score(headers: dict[str, str | None], truth: dict[str, set[str]]) -> tuple[Score, list[str]]:
    """Compare; with the columns of the truth that the original file does not have."""
    result, wrong = Score(), []
    pairs = sorted(((likeness(header, name), name, header) for header in headers for name in truth), reverse=True)
    matched: dict[str, str] = {}
    for like, name, header in pairs:
        if like >= 0.75 and name not in matched and header not in matched.values():
            matched[name] = header
    for name, header in matched.items():
        result.wanted += 1
        if headers[header] in truth[name]:
            result.right += 1
        else:
            wrong.append(f"{name[:40]!r}: {headers[header]} instead of {' or '.join(sorted(truth[name]))}")
    result.wrong = tuple(wrong)
    return result, [name for name in truth if name not in matched]


def likeness(header: str, name: str) -> float:
    """1 for the same header; the truth sometimes holds a cleaned or one-language form."""
    left, right = plain(header), plain(name)
    if right in {left, *map(plain, header.split(" / "))}:
        return 1.0
    if len(right) >= 4 and (left.startswith(right) or left.endswith(right)):
        return 0.9
    return SequenceMatcher(None, left, right).ratio()


def proposed(path: Path, fields: FieldSet) -> dict[str, str | None]:
    """Header -> proposed field for the best sheet."""
    return {column.header: column.field for column in propose(best_sheet(open_source(path), fields), fields).columns}


def scored(path: Path, fields: FieldSet, truth: dict[str, set[str]]) -> tuple[Score, list[str]]:
    """The score of a file; a file whose header is not found has all its columns wrong."""
    try:
        return score(proposed(path, fields), truth)
    except IntakeError as problem:
        return Score(len(truth), 0, (problem.code,)), []


def load(path: Path) -> str:
    """Read the whole file by its own proposal: the balance in words, or the refusal."""
    began = time.perf_counter()
    try:
        sheet = best_sheet(open_source(path))
        proposal = propose(sheet)
        delivery = Delivery(path.name, sheet.name)
        for _ in take(sheet, proposal.mapping, PROJECT_FIELDS, delivery=delivery):
            pass
        tally = delivery.close()
    except IntakeError as problem:
        return f"refused: {problem}"
    codes = ", ".join(f"{code} {count}" for code, count in sorted(delivery.codes.items()))
    seconds = time.perf_counter() - began
    return (
        f"header line {proposal.header_row}; read {tally.read} = accepted {tally.accepted} + rejected {tally.rejected}"
        f" ({codes or 'none'}); {seconds:.2f} s"
    )


def share(part: int, whole: int) -> str:
    """``12 of 20 (60.0 %)``."""
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "no truth"


def esif(folder: Path) -> None:
    """The 27 workbooks: each one's load and score, then the sums."""
    entries = json.loads((folder / "esif_column_mapping.json").read_text("utf-8"))
    sums = {"plain": [0, 0], "own": [0, 0], "all": [0, 0]}
    loaded = files_with_truth = all_absent = wanted = 0
    for entry in entries:
        path = folder / "esif" / entry["file"]
        outcome = load(path)
        loaded += not outcome.startswith("refused")
        print(f"{entry['file']}\n  {outcome}")
        truth = truth_of(entry)
        if not truth:
            print("  no truth")
            continue
        files_with_truth += 1
        parts = entry["file"].split("__")
        own = (LANGUAGES.get(parts[1]) or LANGUAGES[parts[0]]).split()
        without = {
            "plain": PROJECT_FIELDS,
            "own": PROJECT_FIELDS.without(own),
            "all": PROJECT_FIELDS.without(PROJECT_FIELDS.languages),
        }
        for name, fields in without.items():
            result, absent = scored(path, fields, truth)
            if name == "plain":
                all_absent += len(absent)
                wanted = result.wanted
                print(f"  columns right {share(result.right, wanted)}")
                for fault in result.wrong:
                    print(f"    {fault}")
                for column in absent:
                    print(f"    not in the original file: {column[:60]!r}")
            else:
                # Without words a header may be lost; its columns then count as wrong, not as absent.
                label = "without " + " ".join(own) if name == "own" else "without any words"
                print(f"  {label}: {share(result.right, wanted)}")
            sums[name][0] += result.right
            sums[name][1] += wanted
    print(f"\nFiles read: {loaded} of {len(entries)}; with truth: {files_with_truth}; absent: {all_absent} columns")
    print(f"Columns proposed right, all words: {share(*sums['plain'])}")
    print(f"The same without the words of the file's own language(s): {share(*sums['own'])}")
    print(f"The same by values alone, without any words: {share(*sums['all'])}")
    print(CAVEAT)


def chinese(folder: Path) -> None:
    """The Chinese funded projects and their own truth."""
    right = wanted = 0
    for path in sorted(folder.iterdir()):
        if path.name not in CHINESE:
            continue
        print(f"{path.name}\n  {load(path)}")
        result, _ = scored(path, PROJECT_FIELDS, {name: {field} for name, field in CHINESE[path.name].items()})
        right, wanted = right + result.right, wanted + result.wanted
        print(f"  columns right {share(result.right, result.wanted)}")
        for fault in result.wrong:
            print(f"    {fault}")
    print(f"\nChinese lists, columns proposed right (truth by the author of the lists): {share(right, wanted)}")


def main() -> None:
    """Print everything."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CEYUAN_SHARED", beside))
    esif(shared / "workbooks")
    print()
    chinese(shared / "cn-funded-projects")


if __name__ == "__main__":
    main()
