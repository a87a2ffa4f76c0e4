"""The embedded server against a real PostgreSQL: start, stop, crash, strange places, several at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ceyuan.entry.embedded import Cluster, ServerTrouble, binaries, find_binaries
from ceyuan.entry.embedded.lease import keep_mark, lease
from ceyuan.entry.embedded.liveness import live_server

FAST = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "home" / "pg", FAST)
    yield cluster
    cluster.stop()


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.url()) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def test_it_starts_once_keeps_what_was_written_and_stops(server: Cluster) -> None:
    assert server.start() is True
    assert server.start() is False
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '电解槽'::text AS word")
    assert server.status().running
    assert server.stop() is True
    assert server.stop() is False
    assert not server.status().running
    server.start()
    assert ask(server, "SELECT word FROM kept") == "电解槽"
    assert ask(server, "SHOW listen_addresses") == ""


def test_it_starts_again_after_a_crash_although_the_dead_server_left_its_mark(server: Cluster) -> None:
    server.start()
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while live_server(server.folder):  # dying takes a moment
        time.sleep(0.01)
    assert (server.folder / "postmaster.pid").exists()
    assert server.start() is True
    assert ask(server, "SELECT 1") == 1


def test_it_does_not_take_another_program_for_the_server(server: Cluster) -> None:
    server.start()
    server.stop()
    (server.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder}\n")
    assert live_server(server.folder) is None
    assert server.start() is True


def test_it_works_in_a_folder_whose_path_is_longer_than_a_socket_may_be(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("deep" * 30) / "pg", FAST)
    try:
        cluster.start()
        assert len(str(cluster.socket_folder)) < 100
        assert ask(cluster, "SELECT 1") == 1
    finally:
        cluster.stop()
    assert not cluster.socket_folder.exists()


def test_starts_at_the_same_time_give_one_server(server: Cluster) -> None:
    code = (
        "import sys, pathlib; from ceyuan.entry.embedded import Cluster\n"
        "print(Cluster(pathlib.Path(sys.argv[1])).start())"
    )
    command = [sys.executable, "-c", code, str(server.folder)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(child.communicate(timeout=60)[0].strip() for child in children)
    assert said == ["False", "False", "True"]


def test_two_homes_run_side_by_side(server: Cluster, tmp_path: Path) -> None:
    other = Cluster(tmp_path / "other" / "pg", FAST)
    try:
        server.start()
        other.start()
        identity = "SELECT system_identifier FROM pg_control_system()"
        assert ask(server, identity) != ask(other, identity)
    finally:
        other.stop()
    assert server.status().running


def test_the_last_user_stops_it(server: Cluster) -> None:
    with lease(server), lease(Cluster(server.folder, FAST)):
        assert server.status().running
    assert not server.status().running


def test_an_inner_user_leaves_it_running(server: Cluster) -> None:
    with lease(server):
        with lease(Cluster(server.folder, FAST)):
            pass
        assert server.status().running


def test_it_stays_when_somebody_asked_for_it(server: Cluster) -> None:
    server.start()
    keep_mark(server).touch()
    with lease(server):
        pass
    assert server.status().running


def test_it_says_what_is_wrong_with_a_folder_of_other_files(server: Cluster) -> None:
    server.folder.mkdir(parents=True)
    (server.folder / "letter.txt").write_text("mine")
    with pytest.raises(ServerTrouble, match=r"holds files, but no database\. Move them away"):
        server.start()
    assert (server.folder / "letter.txt").read_text() == "mine"


def test_it_says_which_version_is_missing(server: Cluster) -> None:
    with pytest.raises(ServerTrouble, match=r"made by PostgreSQL 9.*Set CEYUAN_PG_BIN"):
        find_binaries(9)


def test_it_says_that_the_named_programs_are_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CEYUAN_PG_BIN", str(tmp_path))
    with pytest.raises(ServerTrouble, match="CEYUAN_PG_BIN names"):
        find_binaries()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account run the server")
def test_root_may_keep_it_below_a_private_folder_which_stays_private(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    cluster = Cluster(private / "home" / "pg", FAST)
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
    finally:
        cluster.stop()
    assert private.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account run the server")
def test_root_may_keep_the_programs_below_a_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = find_binaries().folder.parent
    private = tmp_path / "private"
    shutil.copytree(source, private / source.parent.name / source.name)
    libraries = source.parent.with_name(f"{source.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, private / libraries.name)
    private.chmod(0o700)
    with tempfile.TemporaryDirectory() as place:
        cache = Path(place)
        cache.chmod(0o755)
        monkeypatch.setattr(binaries, "_CACHE", cache)
        monkeypatch.setenv("CEYUAN_PG_BIN", str(private / source.parent.name / source.name / "bin"))
        cluster = Cluster(tmp_path / "home" / "pg", FAST)
        try:
            cluster.start()
            assert ask(cluster, "SELECT 1") == 1
            assert list(cache.glob("postgresql-*"))
        finally:
            cluster.stop()
