"""
Where the site listens, and under which names people may ask for it.

Knows nothing of what is served there.
"""

import errno
import http.client
import json
import re
import socket
from contextlib import suppress

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 -- recognised, never the default
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class CannotListen(Exception):
    """The address cannot be had; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, had before anything is started, so that nobody takes the port meanwhile."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CannotListen(f"{host} is not an address of this machine: give --host another.") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise CannotListen(_in_words(error, host, port)) from error
    return listener


def _in_words(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program: start with --port and another number."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this account: start with --port and a number above 1023."
    return f"{host} is not an address of this machine: give --host another."


def is_loopback(host: str) -> bool:
    return host.startswith("127.") or host in {"localhost", "::1"}


def names_for(host: str) -> list[str]:
    """What people may type to reach a site that listens on `host`; the first stands in links."""
    if host in EVERYWHERE:
        name = socket.gethostname().lower()
        known = [name] if re.fullmatch(r"[a-z0-9.\-]+", name) else []
        return list(dict.fromkeys([*_own_addresses(), *known, *LOOPBACK]))
    if is_loopback(host):
        return list(dict.fromkeys([_bracketed(host), *LOOPBACK]))
    return [_bracketed(host)]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _own_addresses() -> list[str]:
    """This machine's address as others see it, found without sending anything: the way out is only looked up."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(("192.0.2.1", 9))
        return [way_out.getsockname()[0]]
    return []


def is_healthy(host: str, port: int, name: str) -> bool:
    """Whether /health/ there, asked for under this name, says that pages can be used; mail may be behind."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(reached, port, timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": name.lstrip(".")})
        return json.loads(connection.getresponse().read()).get("serving") is True
    except (OSError, http.client.HTTPException, ValueError, AttributeError):
        return False
    finally:
        connection.close()
