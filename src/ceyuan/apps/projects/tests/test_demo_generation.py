"""The demonstration's programmes and projects hold what their specification promises, for any seed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from ceyuan.apps.organisation.demo import generate as generate_organisation
from ceyuan.apps.projects.demo import SEED, ProjectSeed, generate, programmes
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.demo.states import SIGNED
from ceyuan.apps.projects.workflows import STATES

SEEDS = (SEED, 7)


@pytest.fixture(params=SEEDS, ids=["the demonstration", "another seed"], scope="module")
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def projects(seed: int) -> tuple[ProjectSeed, ...]:
    return generate(seed)


def _indirect_ceiling(base: int) -> int:
    """30 % of the base up to 5 million yuan, 25 % to 10 million, 20 % above (progressive)."""
    steps = ((500_000_000, 30), (1_000_000_000, 25), (10**15, 20))
    ceiling, below = 0, 0
    for upto, rate in steps:
        ceiling += max(min(base, upto) - below, 0) * rate // 100
        below = upto
    return ceiling


class TestProgrammes:
    def test_there_are_fifteen_major_programmes_and_a_special_one(self) -> None:
        nodes = programmes.generate()
        major = [node for node in nodes if node.parent == programmes.MAJOR]
        assert [node.code for node in major] == [f"P{number:02d}" for number in range(1, 17)]
        assert [node.code for node in major if node.is_special] == ["P16"]

    def test_codes_are_unique_and_parents_come_first(self) -> None:
        seen: set[str] = set()
        for node in programmes.generate():
            assert node.code not in seen
            assert node.parent in seen or node.parent == ""
            seen.add(node.code)


class TestNumbers:
    def test_counts_are_as_promised(self, projects: tuple[ProjectSeed, ...]) -> None:
        assert Counter(project.level for project in projects) == {"group": 120, "unit": 300}
        assert 1_500 <= sum(len(project.topics) for project in projects) <= 1_700
        assert 4_800 <= sum(len(project.indicators) for project in projects) <= 5_300
        assert sum(len(project.results) for project in projects) > 1_500
        assert 35 <= sum(project.mode in {"open_challenge", "race"} for project in projects) <= 60

    def test_stories_are_as_promised(self, projects: tuple[ProjectSeed, ...]) -> None:
        stories = Counter(project.story for project in projects if project.story)
        told = {"failed_diligent": 12, "failed_culpable": 3, "overdue": 30, "lowered_indicator": 7, "unfunded": 1}
        assert stories == told
        assert sum(result.is_padded for project in projects for result in project.results) == 5

    def test_the_money_is_a_plausible_part_of_the_groups_research(self, projects: tuple[ProjectSeed, ...]) -> None:
        total = sum(project.total or 0 for project in projects)
        assert 5_000_000_000_00 <= total <= 12_000_000_000_00

    def test_codes_and_titles_are_unique_and_short(self, projects: tuple[ProjectSeed, ...]) -> None:
        for values in ([p.code for p in projects], [p.title_zh for p in projects], [p.title_en for p in projects]):
            assert len(set(values)) == len(values)
        assert all(len(project.title_zh) <= 30 for project in projects)


class TestMoney:
    def test_shares_budgets_and_topics_add_up_to_the_total(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            if project.total is None:
                continue
            assert sum(part.total or 0 for part in project.participations) == project.total
            assert sum(part.funding or 0 for part in project.participations) == project.funding
            assert sum(line.amount for line in project.budget) == project.total
            if project.topics:
                assert sum(topic.budget for topic in project.topics) == project.total
                assert sum(topic.weight_ppm for topic in project.topics) == 1_000_000
            assert sum(indicator.weight_ppm for indicator in project.indicators) == 1_000_000

    def test_the_funders_give_what_is_not_self_raised(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            given = sum(line.amount for line in project.budget if line.source != "self")
            assert project.total is None or given == project.funding

    def test_indirect_cost_stays_below_its_ceiling(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            by_category = Counter[str]()
            for line in project.budget:
                by_category[line.category] += line.amount
            base = by_category["operations"] + by_category["labour"]
            assert by_category["indirect"] <= _indirect_ceiling(base)
            assert ("lump_sum" in by_category) == (project.budget_mode == "lump_sum" and project.total is not None)


class TestTime:
    def test_dates_lie_within_the_programme(self, projects: tuple[ProjectSeed, ...]) -> None:
        nodes = {node.code: node for node in programmes.generate()}
        for project in projects:
            node = nodes[project.programme]
            assert node.starts_on <= project.starts_on < project.ends_on <= node.ends_on
            years = {line.year for line in project.budget}
            assert years <= set(range(project.starts_on.year, project.ends_on.year + 1))

    def test_units_exist_while_their_project_runs(self, seed: int, projects: tuple[ProjectSeed, ...]) -> None:
        units = generate_organisation(seed).structure.by_code()
        for project in projects:
            taking_part = {part.unit for part in project.participations}
            assert project.lead_unit == project.participations[0].unit
            assert len(taking_part) == len(project.participations)
            for code in taking_part:
                assert units[code].alive(project.starts_on, min(project.ends_on, AS_OF)), (project.code, code)
            assert {topic.unit for topic in project.topics} <= taking_part

    def test_states_fit_the_dates(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            assert project.state in STATES
            assert (project.signed_on is not None) == (project.state in SIGNED)
            assert project.signed_on is None or project.signed_on <= AS_OF
            if project.state in {"archived", "passed", "post_evaluation", "concluded", "not_passed", "completion_due"}:
                assert project.ends_on <= AS_OF
            assert all(result.year <= AS_OF.year for result in project.results)

    def test_the_merged_unit_has_a_past(self, projects: tuple[ProjectSeed, ...]) -> None:
        assert [project for project in projects if project.lead_unit == "KY0108" and project.ends_on < date(2022, 7, 1)]


class TestPeople:
    def test_only_a_log_in_leads_two_projects_and_youth_projects_are_led_by_the_young(
        self, seed: int, projects: tuple[ProjectSeed, ...]
    ) -> None:
        organisation = generate_organisation(seed)
        people = {person.staff_no: person for person in organisation.people}
        cast = next(account.person for account in organisation.accounts if account.username == "fuzeren")
        leaders = [project.leader for project in projects if project.leader and project.leader != cast]
        assert len(set(leaders)) == len(leaders) >= 410
        for project in projects:
            if project.kind == "youth":
                assert people[project.leader].age(project.starts_on.year) <= 35
            assert project.members == () or project.members[0].person == project.leader
            assert len({member.person for member in project.members}) == len(project.members)

    def test_the_demonstration_log_ins_work_in_what_they_lead(
        self, seed: int, projects: tuple[ProjectSeed, ...]
    ) -> None:
        accounts = {account.username: account.person for account in generate_organisation(seed).accounts}
        led = [project for project in projects if project.leader == accounts["fuzeren"]]
        assert led[0].title_zh == "400 kA级铝电解槽阴极结构优化与节能示范"
        assert len(led) == 3 or seed != SEED
        assert all(accounts["chengyuan"] in {member.person for member in project.members} for project in led)


class TestIndicators:
    def test_goals_lie_on_the_right_side_of_the_baseline(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            for indicator in project.indicators:
                low, middle, high = indicator.baseline, indicator.midterm, indicator.final
                if indicator.direction == "at_most":
                    low, high = high, low
                assert low < high, (project.code, indicator)
                assert low <= middle <= high
                assert indicator.unit != "%" or high <= 100
                assert low >= 0

    def test_names_are_unique_within_a_project_and_some_goals_bind(self, projects: tuple[ProjectSeed, ...]) -> None:
        for project in projects:
            names = [indicator.name_zh for indicator in project.indicators]
            assert len(set(names)) == len(names)
            assert not names or project.kind == "free" or any(one.is_binding for one in project.indicators)

    def test_a_lowered_goal_promised_more_in_the_application(self, projects: tuple[ProjectSeed, ...]) -> None:
        lowered = [one for project in projects for one in project.indicators if one.promised is not None]
        assert len(lowered) == 7
        for one in lowered:
            assert one.promised is not None
            assert one.promised > one.final if one.direction == "at_least" else one.promised < one.final


def test_a_classified_project_shows_nothing_but_unit_title_and_state(projects: tuple[ProjectSeed, ...]) -> None:
    secret = [project for project in projects if project.secrecy == "secret"]
    assert len(secret) == 6
    for project in secret:
        assert project.total is project.funding is None
        assert project.leader == ""
        assert project.budget == project.topics == project.indicators == project.members == project.results == ()
        assert [(part.unit, part.total) for part in project.participations] == [(project.lead_unit, None)]


def test_the_same_seed_gives_the_same_projects() -> None:
    first = sha256(repr(generate(SEED)).encode()).hexdigest()
    assert first == sha256(repr(generate(SEED)).encode()).hexdigest()
    assert first != sha256(repr(generate(7)).encode()).hexdigest()
