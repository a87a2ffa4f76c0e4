"""The list job: one page of a hundred projects, any filter and sort, beside Redmine with the same projects.

    python bench/project_list.py [--home DIR] [--port 8109] [--seconds 3] [--rounds 3] [--no-redmine] [--quick]

The home must hold the CORDIS portfolio (`ceyuan import cordis`). First every answer is checked (status, number of rows,
total), then each page is measured at 1 and at 8 users, then the main job alternates with Redmine: A B A B. Client and
servers share the processors. Exit code 1 when a p95 at 8 users lies above the limit.
"""

import re
import sys
from dataclasses import dataclass

from inputs import options
from load import Figures, busy, measure, percentile
from sites import Browser, Ceyuan, Redmine

LIMIT_MS = 110
SIZE = 100
LONGEST_SECONDS = 60
MAIN_JOB = "title, page 1"
SORTS = ("title", "code", "start", "end", "funding", "total", "state", "unit", "programme")
FILTERS = {
    "state": "state=in_progress",
    "year": "year=2023",
    "unit": "unit=DE",
    "programme": "programme=HORIZON.1.2",
    "words": "q=climate",
    "state and year": "state=archived&year=2022",
    "unit and programme": "unit=DE&programme=HORIZON.1.2",
    "unit and words": "unit=FR&q=climate",
    "programme, year and state": "programme=HORIZON.2&year=2023&state=in_progress",
}
# Columns are named, because Redmine's own choice renders the long description of every row, which ours does not show.
REDMINE_LIST = (
    "/projects?set_filter=1&display_type=list&f[]=status&op[status]==&v[status][]=1&sort=name&per_page=100"
    "&c[]=name&c[]=identifier&c[]=status&c[]=created_on&c[]=updated_on&page="
)


@dataclass(frozen=True, slots=True)
class Job:
    """A page to ask for."""

    name: str
    path: str


def jobs(*, quick: bool) -> list[Job]:
    """Pages 1 and 100 of every sort up and down, then the filters, each with three sorts."""
    found = []
    for sort in SORTS:
        for direction in ("", "-"):
            pages = (1,) if quick else (1, 100)
            found += [
                Job(f"{direction}{sort}, page {page}", f"/projects/?size={SIZE}&sort={direction}{sort}&page={page}")
                for page in pages
            ]
    for name, query in FILTERS.items():
        for sort in ("title",) if quick else ("title", "-funding", "unit"):
            found.append(Job(f"{name}; {sort}", f"/projects/?size={SIZE}&sort={sort}&{query}"))
    return found


def check(browser: Browser, job: Job) -> int:
    """A whole page with the rows it must have; returns the total it names."""
    page = browser.get(job.path)
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows, total = body.count("<tr"), _total(page)
    number = int((re.search(r"page=(\d+)$", job.path) or [0, 1])[1])
    expected = min(SIZE, total - SIZE * (number - 1))
    if "</html>" not in page or rows != expected or not rows:
        raise SystemExit(f"{job.name}: {rows} rows of {total} where {expected} were expected ({job.path})")
    return total


def _total(page: str) -> int:
    foot = page.partition('class="list-foot"')[2][:600]
    numbers = [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", foot)]
    return numbers[2] if len(numbers) > 2 else 0


def survey(browser: Browser, wanted: list[Job], *, users: int, seconds: float) -> list[tuple[Job, Figures]]:
    """Every job once at so many users, printed as it comes."""
    found = []
    for job in wanted:
        figures = measure(browser.address + job.path, browser.headers, users=users, seconds=seconds)
        print(f"  {job.name:<34} {figures}", flush=True)
        found.append((job, figures))
    return found


def enough(side: Browser, path: str, *, users: int, seconds: float) -> Figures:
    """A run long enough that every user got two answers; a slow side gets more time, never a worse figure."""
    while True:
        figures = measure(side.address + path, side.headers, users=users, seconds=seconds)
        if figures.requests >= 2 * users or seconds > LONGEST_SECONDS:
            return figures
        seconds *= 2


def side_by_side(ours: Browser, theirs: Browser, *, rounds: int, seconds: float) -> None:
    """Alternating runs of the same page on both sides; ratios of the medians."""
    for page in (1, 100):
        paths = (f"/projects/?size={SIZE}&sort=title&page={page}", f"{REDMINE_LIST}{page}")
        for users in (1, 8):
            runs: tuple[list[Figures], list[Figures]] = ([], [])
            for _ in range(rounds):
                for index, (side, path) in enumerate(zip((ours, theirs), paths, strict=True)):
                    runs[index].append(enough(side, path, users=users, seconds=seconds))
            for name, figures in zip(("Ceyuan", "Redmine"), runs, strict=True):
                for one in figures:
                    print(f"  page {page:<3} {name:<8} {one}")
            for what in ("p50", "p95", "rate"):
                own, other = (percentile([getattr(one, what) for one in side], 0.5) for side in runs)
                if not own or not other:
                    raise SystemExit(f"One side gave no answer within {LONGEST_SECONDS} s.")
                ratio = own / other if what == "rate" else other / own
                word = "times the requests" if what == "rate" else "times faster"
                print(f"  page {page:<3} {users} users  {what:<4} {own:8.1f} to {other:8.1f}: {ratio:5.1f} {word}")


def main() -> None:
    """See the text of the module."""
    parser = options("The list job, beside Redmine")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="first pages and one sort per filter only")
    parser.add_argument("--no-redmine", action="store_true")
    parser.add_argument("--only-redmine", action="store_true", help="only the comparison, without the survey")
    wanted = parser.parse_args()
    print(busy())
    site = Ceyuan(wanted.home, wanted.port)
    site.start()
    try:
        browser = site.log_in(*site.make_account())
        pages = jobs(quick=wanted.quick)
        for job in pages:
            check(browser, job)
        print(f"{len(pages)} pages checked: whole, with the rows and totals they must have")
        survey(browser, pages[:4], users=8, seconds=1)  # warm
        if wanted.only_redmine:
            beside_redmine(browser, rounds=wanted.rounds, seconds=wanted.seconds)
            return
        print("1 user")
        survey(browser, pages, users=1, seconds=max(1, wanted.seconds / 3))
        print("8 users")
        found = survey(browser, pages, users=8, seconds=wanted.seconds)
        if not wanted.no_redmine and Redmine.is_installed():
            beside_redmine(browser, rounds=wanted.rounds, seconds=wanted.seconds)
    finally:
        site.stop()
    sys.exit(verdict(found))


def beside_redmine(browser: Browser, *, rounds: int, seconds: float) -> None:
    """Start Redmine only as long as it is needed."""
    other = Redmine()
    other.start()
    try:
        theirs = other.log_in()
        rows = theirs.get(f"{REDMINE_LIST}1").count('<tr id="project-')
        print(f"Redmine, {rows} rows a page, alternating")
        side_by_side(browser, theirs, rounds=rounds, seconds=seconds)
    finally:
        other.stop()


def verdict(found: list[tuple[Job, Figures]]) -> int:
    """The worst page against the limit; 0 when it holds."""
    job, worst = max(found, key=lambda pair: pair[1].p95)
    faults = sum(figures.faults for _job, figures in found)
    within = worst.p95 < LIMIT_MS and not faults
    held = "held" if within else "MISSED"
    print(f"worst p95 at 8 users: {worst.p95:.1f} ms ({job.name}); limit {LIMIT_MS} ms: {held}")
    print(f"median p95 at 8 users: {percentile([figures.p95 for _job, figures in found], 0.5):.1f} ms; {faults} faults")
    return 0 if within else 1


if __name__ == "__main__":
    main()
