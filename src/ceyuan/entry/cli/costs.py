"""`ceyuan costs ...`: the accounting of R&D cost from voucher files, without a database."""

from __future__ import annotations

import functools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

if TYPE_CHECKING:
    from ceyuan.core.ledger.engines import Engine

BAD_INPUT = 2
READ = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".gz", ".zip"}
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_WORDS = {
    "ledger.missing_file": "%(file)s does not exist.",
    "ledger.no_vouchers": "There is no voucher file in %(found)s.",
    "ledger.no_map": "%(file)s: its columns (%(found)s) fit no known system. Describe them in a file for --columns.",
    "ledger.map_without_amounts": "debit and credit, or amount, are needed.",
    "ledger.not_parquet": "%(file)s is no readable Parquet file: %(found)s.",
    "ledger.not_canonical": "%(file)s lacks the columns %(columns)s. Name the columns of its system with --columns.",
    "ledger.no_line_numbers": "%(file)s has lines without line_no. Number the lines of each voucher.",
    "ledger.not_hours": "%(file)s lacks the columns %(columns)s of a file of hours.",
    "ledger.folder_in_use": "%(folder)s holds something else. Name an empty or a new folder with --out.",
    "ledger.unknown_engine": "There is no engine %(found)s; there are %(expected)s.",
    "ledger.engine_absent": "%(found)s is not installed: run `make spark` (it needs Java 17), or use --engine duckdb.",
    "ledger.rules_unreadable": "%(file)s is no readable YAML: %(found)s.",
    "ledger.rules_no_mapping": "a mapping of names to values is expected.",
    "ledger.rules_unknown_key": "%(found)s is not known here.",
    "ledger.rules_no_name": "an entry without %(expected)s.",
    "ledger.rules_unquoted": "%(found)s is read as a number; put it into quotes.",
    "ledger.rules_twice": "%(found)s is there twice.",
    "ledger.rules_empty": "at least one is needed.",
    "ledger.rules_not_one_of": "%(found)s is none of: %(expected)s.",
    "ledger.rules_unknown_project": "there is no project %(found)s.",
    "ledger.rules_take_or_project": "either take or project is needed, not both.",
}


def _naming_bad_input(command: Callable[..., None]) -> Callable[..., None]:
    """Bad input ends with exit code 2 and a sentence that names it."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except Refused as refused:
            if refused.reason.code not in _WORDS:
                raise
            click.echo(f"Error: {_worded(refused.reason)}", err=True)
            sys.exit(BAD_INPUT)
        except Invalid as invalid:
            for place, reasons in invalid.fields.items():
                for reason in reasons:
                    click.echo(f"Error: {place or 'rules'}: {_worded(reason)}", err=True)
            sys.exit(BAD_INPUT)

    return run


def _worded(reason: Reason) -> str:
    return _WORDS.get(reason.code, str(reason)) % dict(reason.facts)


@click.group("costs")
def costs() -> None:
    """R&D cost from voucher lines: accounting and test deliveries. Needs no database."""


@costs.command("account")
@click.argument("vouchers", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rules", required=True, type=_FILE, help="Companies, accounts, projects and rules (YAML).")
@click.option("--hours", multiple=True, type=_FILE, help="Confirmed hours of people and machines (Parquet).")
@click.option("--columns", multiple=True, type=_FILE, help="Columns of a source system (YAML), for CSV and Excel.")
@click.option("--year", required=True, type=click.IntRange(2008, 2100), help="Year of the tax form and the ledgers.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
@click.option("--engine", default="duckdb", show_default=True, type=click.Choice(["duckdb", "spark"]))
@click.option("--memory", default="4GB", show_default=True, help="What the engine may use; the rest goes to disk.")
@click.option("--threads", default=2, show_default=True, type=click.IntRange(1, 256))
@_naming_bad_input
def account(vouchers: tuple[Path, ...], rules: Path, year: int, out: Path, **how: Any) -> None:
    """Account VOUCHERS into the folder --out: files or folders of canonical lines (Parquet), or CSV and Excel.

    It holds lines/ (accepted cost lines with rule and decision, by company and month), rejections, cube, apportioned
    and controls as Parquet, rejections.csv, papers/ (A107012 and auxiliary ledgers of each company with cost) and
    totals.json. An earlier outcome in the folder is replaced as a whole.
    """
    from ceyuan.core.ledger import pipeline, rulebook
    from ceyuan.core.ledger.engines import open_engine
    from ceyuan.entry.cli import cost_papers

    book = rulebook.read(rules)
    began = time.monotonic()
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ceyuan-ledger-", dir=out.parent) as folder:
        work = Path(folder)
        engine = open_engine(how["engine"], work=work / "engine", memory=how["memory"], threads=how["threads"])
        try:
            files = _canonical(engine, vouchers, how["columns"], work)
            totals = pipeline.account(engine, pipeline.Order(files, book, how["hours"]), out)
        finally:
            engine.close()
    papers = cost_papers.write(out, book, year)
    _summarise(totals.to_dict(), out, time.monotonic() - began, how["engine"])
    click.echo(f"  A107012 of {year} for {len(papers.forms)} companies in {out / 'papers'}")
    for company, lines in papers.without_ledgers.items():
        click.echo(f"    {company}: {lines:,} lines are too many for a workbook; see lines/")


def _canonical(engine: Engine, vouchers: tuple[Path, ...], columns: tuple[Path, ...], work: Path) -> list[Path]:
    """The files as canonical lines: Parquet as it is, CSV and Excel read by the first map that fits."""
    import yaml

    from ceyuan.core.ledger import reading

    maps = [reading.load(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in columns]
    found = [file for path in vouchers for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    ready = [file for file in found if file.suffix.lower() == ".parquet"]
    for number, file in enumerate(each for each in found if each.suffix.lower() in READ):
        target = work / "read" / f"{number}.parquet"
        read = reading.read_delivery(engine, file, delivery=file.stem, out=target, maps=maps)
        ready.append(read.path)
        told = [f"{len(read.totals)} totals"] * bool(read.totals)
        if read.ragged:
            told.append(f"NOT READ, wrong number of cells: line {', '.join(map(str, read.ragged[:10]))}")
        if told:
            click.echo(f"{file.name}: {'; '.join(told)}", err=True)
    if not ready:
        raise Refused("ledger.no_vouchers", found=", ".join(map(str, vouchers)))
    return ready


def _summarise(found: dict[str, Any], out: Path, seconds: float, engine: str) -> None:
    """One screen: what was read, what became of it, what it costs."""
    click.echo(f"{found['read']:,} lines in {seconds:.1f} s on {engine}; outcome in {out}")
    click.echo(f"  accepted  {found['accepted']:>15,}   debit = credit = {_yuan(found['debit_fen'])}")
    click.echo(f"  rejected  {found['rejected']:>15,}   see rejections.csv")
    for reason, count in found["rejected_by_reason"].items():
        click.echo(f"    {reason:<26} {count:>12,}")
    click.echo(f"  cost lines {found['cost_lines']:,}, shared by hours {found['share_lines']:,}")
    for category, fen in found["by_category"].items():
        click.echo(f"    category {category} {_yuan(fen):>26}")
    click.echo(f"    entrusted  {_yuan(found['entrusted_fen']):>26}")
    click.echo(f"    stays with production {_yuan(found['production_fen']):>15}")


def _yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@costs.command("generate")
@click.option("--lines", required=True, type=click.IntRange(100, 10**9), help="How many voucher lines.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
@click.option("--year", default=2025, show_default=True, type=click.IntRange(2008, 2100))
@click.option("--seed", default=20261122, show_default=True, help="The same seed makes the same delivery.")
@click.option("--format", "suffix", default="parquet", show_default=True, type=click.Choice(["parquet", "csv"]))
@click.option("--dirty", is_flag=True, help="One voucher in a hundred is spoilt, and some deliveries are.")
@_naming_bad_input
def generate(lines: int, out: Path, **wishes: Any) -> None:
    """Make a test delivery: vouchers/, rules.yaml, hours.parquet and expected.json in the folder --out.

    What is expected is added up while the vouchers are made; compare it with totals.json of `ceyuan costs account`.
    """
    from ceyuan.core.ledger.generate import Wish
    from ceyuan.core.ledger.generate import generate as make

    if out.exists() and any(out.iterdir()):
        raise Refused("ledger.folder_in_use", folder=str(out))
    wish = Wish(lines, wishes["year"], wishes["seed"], is_dirty=wishes["dirty"], suffix=wishes["suffix"])
    found = make(wish, out)
    click.echo(f"{found['read']:,} lines in {out}; an accounting accepts {found['accepted']:,} of them")


commands = [costs]
