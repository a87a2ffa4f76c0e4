"""Writes the CORDIS projects as one JSON object a line, in the form Redmine's loader wants.

    python bench/redmine/export_projects.py DIR_WITH_project.parquet OUT.jsonl

Identifiers must be unique and start with a letter; acronyms repeat, so a repeated one gets its project id.
"""

import json
import re
import sys
from pathlib import Path

import pyarrow.parquet as pq

NAME_LENGTH = 255
COLUMNS = ["project_id", "acronym", "title", "status", "legal_basis", "start_date", "objective"]


def identifier(acronym: str, project_id: int, taken: set[str]) -> str:
    """A Redmine identifier: lower case letters, digits and dashes, a letter first, never twice."""
    plain = re.sub(r"[^a-z0-9-]+", "-", acronym.lower()).strip("-")[:80]
    if not plain or not plain[0].isalpha():
        plain = f"p-{plain}".strip("-")
    if plain in taken or plain == "new":
        plain = f"{plain}-{project_id}"
    taken.add(plain)
    return plain


def lines(directory: Path) -> list[dict[str, object]]:
    """All projects, each with the code of its programme."""
    taken: set[str] = set()
    rows = pq.read_table(directory / "project.parquet", columns=COLUMNS).to_pylist()
    return [
        {
            "identifier": identifier(row["acronym"] or "", row["project_id"], taken),
            "name": f"{row['acronym']}: {row['title']}"[:NAME_LENGTH],
            "description": row["objective"] or "",
            "closed": row["status"] == "CLOSED",
            "programme": row["legal_basis"],
            "created_on": f"{row['start_date']}T00:00:00Z" if row["start_date"] else None,
        }
        for row in rows
    ]


def main(directory: str, target: str) -> None:
    """Writes the file and says how many."""
    found = lines(Path(directory))
    with Path(target).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in found)
    print(f"{len(found)} projects -> {target}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
