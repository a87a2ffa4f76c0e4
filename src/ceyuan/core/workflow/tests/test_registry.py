from dataclasses import replace

import pytest

from ceyuan.core.kernel import Refused
from ceyuan.core.workflow import Registry, WorkflowError
from ceyuan.core.workflow.tests.example import PAPER


def test_a_case_finds_the_version_it_began_with():
    registry = Registry()
    later = replace(PAPER, version=10, steps=PAPER.steps[::-1])
    assert registry.register(later) is later
    registry.register(PAPER)
    assert registry.find("papers.paper", 1) is PAPER
    assert registry.latest("papers.paper") is later
    assert registry.versions("papers.paper") == [1, 10]
    assert registry.all() == [PAPER, later]


def test_the_same_table_may_be_registered_again():
    registry = Registry()
    registry.register(PAPER)
    assert registry.register(replace(PAPER)) is PAPER
    assert registry.all() == [PAPER]


def test_it_refuses_another_table_under_one_name_and_version():
    registry = Registry()
    registry.register(PAPER)
    with pytest.raises(WorkflowError, match="give the changed one version 2"):
        registry.register(replace(PAPER, steps=PAPER.steps[::-1]))
    assert registry.find("papers.paper", 1) is PAPER


def test_it_refuses_to_find_what_nobody_registered():
    registry = Registry()
    registry.register(PAPER)
    for ask in (lambda: registry.find("papers.paper", 2), lambda: registry.latest("papers.book")):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.reason.code == "workflow.unknown_workflow"
    assert registry.versions("papers.book") == []


def test_two_registries_share_nothing():
    one = Registry()
    one.register(PAPER)
    assert Registry().all() == []
