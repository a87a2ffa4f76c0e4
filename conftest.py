"""Fixtures for all tests, those in `tests/` and those in the rooms under `src/`."""

pytest_plugins = [
    "tests.house.database",
    "tests.house.shared",
    "tests.house.browser",
    "ceyuan.apps.organisation.tests.cast",
    "ceyuan.apps.documents.tests.desk",
    "ceyuan.apps.notices.tests.hall",
    "ceyuan.apps.projects.tests.portfolio",
    "ceyuan.apps.projects.tests.contracts_desk",
    "ceyuan.apps.projects.tests.worksite",
    "ceyuan.apps.strategy.tests.boardroom",
    "ceyuan.apps.strategy.tests.demonstrated",
]
