"""The broker is looked for in one order, and a Redis started here is private."""

import socket
from pathlib import Path

import pytest
import redis

from partnership.management import broker


def test_redis_that_is_named_is_taken_and_nothing_is_started(tmp_path: Path) -> None:
    found = broker.find_broker("redis://redis.example.org:6379/0", tmp_path)

    assert (found.url, found.part) == ("redis://redis.example.org:6379/0", None)


def test_redis_on_the_path_comes_before_the_packages(tmp_path: Path, monkeypatch) -> None:
    server = tmp_path / "redis-server"
    server.write_text("#!/bin/sh\n")
    server.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert broker.redis_server() == str(server)


def test_without_any_redis_jobs_pass_through_files_and_a_sentence_says_so(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(broker, "redis_server", lambda: "")

    found = broker.find_broker("", tmp_path)

    assert (found.url, found.part) == ("", None)
    assert found.words == broker.FILES_IN_WORDS


def test_private_redis_shows_its_password_to_no_process_list(tmp_path: Path) -> None:
    found = broker.private_redis("redis-server", tmp_path)

    assert found.part is not None
    assert found.part.command == ("redis-server", "-")
    assert found.url.split("@")[0].removeprefix("redis://:") in found.part.standard_input


def test_private_redis_refuses_who_has_no_password(redis_url: str) -> None:
    address = redis_url.split("@")[1]

    with pytest.raises(redis.AuthenticationError), redis.Redis.from_url(f"redis://{address}") as client:
        client.ping()
    assert broker.answers(redis_url) is True


def test_private_redis_listens_on_loopback_alone(redis_url: str) -> None:
    port = int(redis_url.rsplit(":", 1)[1].split("/")[0])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no address but loopback")
        own = way_out.getsockname()[0]

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((own, port), timeout=2).close()


def test_private_redis_keeps_nothing(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        assert client.config_get("save", "appendonly", "maxmemory-policy") == {
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
        }
