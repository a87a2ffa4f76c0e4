"""The test house keeps its promises: own database, fresh after real transactions, no network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection


@pytest.mark.django_db
def test_each_worker_has_its_own_migrated_database() -> None:
    assert str(connection.settings_dict["NAME"]).startswith("test_")
    assert ContentType.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_it_starts_from_the_template_after_a_real_transaction(round_: int) -> None:
    assert not ContentType.objects.filter(app_label="left_behind").exists()
    ContentType.objects.create(app_label="left_behind", model=f"row{round_}")


def test_it_refuses_to_connect_to_another_machine() -> None:
    with pytest.raises(OSError, match="Tests use no network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_it_uses_a_home_of_its_own(settings: object) -> None:
    assert "ceyuan-test-" in str(settings.HOME)  # type: ignore[attr-defined]
    assert Path(settings.HOME).is_dir()  # type: ignore[attr-defined]
