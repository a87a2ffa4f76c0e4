"""Parameters are dated and sourced; a rules file that cannot be used names every place."""

import copy

import pytest
import yaml

from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.ledger.parameters import DeductionRules
from ceyuan.core.ledger.tests.tax_cases import RULES_FILE, rules

CONTENT = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))


def changed(section: str, index: int, **changes) -> dict:
    content = copy.deepcopy(CONTENT)
    content[section][index] |= changes
    return content


def test_rates_of_a_class_leave_no_month_without_and_none_with_two() -> None:
    for taxpayer_class in ("general", "manufacturing", "technology_sme"):
        months = [year * 100 + month for year in range(2008, 2027) for month in range(1, 13)]
        found = [
            sum(rule.validity.covers(month) for rule in rules().rates if rule.taxpayer_class == taxpayer_class)
            for month in months
        ]
        assert set(found) == {1}


def test_a_year_in_which_the_rate_changed_has_two() -> None:
    assert [rule.rate_ppm for rule in rules().rates_of(2022, "general")] == [750_000, 1_000_000]
    assert [rule.rate_ppm for rule in rules().rates_of(2022, "manufacturing")] == [1_000_000]


def test_a_class_without_rule_for_the_year_is_refused_not_guessed() -> None:
    with pytest.raises(Refused, match=r"ledger\.no_rule"):
        rules().rates_of(2028, "circuits_and_machine_tools")
    with pytest.raises(Refused, match=r"ledger\.no_rule"):
        rules().limit(2014)


def test_every_value_tells_its_source_and_that_nobody_has_verified_it() -> None:
    known = (*rules().rates, *rules().limits, *rules().exclusions, *rules().high_technology, *rules().assets)

    assert all(rule.validity.source for rule in known)
    assert rules().limit(2025).validity.origin("limits").label.endswith(" ?")


@pytest.mark.parametrize(
    ("section", "changes"),
    [
        ("limits", {"domestic_ppm": 1_000_001}),
        ("limits", {"domestic_ppm": 0.8}),
        ("limits", {"other": {"share_ppm": 100_000, "per": "group"}}),
        ("limits", {"overseas": {"ppm": 1, "numerator": 3, "denominator": 2, "base": "paid"}}),
        ("limits", {"until": 2010}),
        ("limits", {"from": "2018"}),
        ("assets", {"least_months": 0}),
        ("exclusions", {"industries": [{"zh": "房地产业"}]}),
    ],
)
def test_it_names_the_place_of_a_value_that_cannot_be_used(section: str, changes: dict) -> None:
    with pytest.raises(Invalid) as caught:
        DeductionRules.read(changed(section, 0, **changes))

    assert list(caught.value.fields) == [f"{section}.0"]


def test_a_form_version_cannot_name_a_line_that_is_not_there() -> None:
    content = copy.deepcopy(CONTENT)
    content["a107012"]["versions"][0]["without"].append("deductible")

    with pytest.raises(Invalid) as caught:
        DeductionRules.read(content)
    assert list(caught.value.fields) == ["a107012.versions.0"]
