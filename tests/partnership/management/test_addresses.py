"""Where a site can listen, and under which names it answers."""

import pytest

from partnership.management.addresses import CannotListen, is_healthy, listen, names_for


def test_port_that_is_taken_is_refused_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as refused:
            listen("127.0.0.1", port)

    assert (
        str(refused.value)
        == f"Port {port} is taken by another program: start with --port and another number."
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(CannotListen) as refused:
        listen(host, 0)

    assert str(refused.value) == f"{host} is not an address of this machine: give --host another."


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", ["127.0.0.1", "localhost", "[::1]"]),
        ("localhost", ["localhost", "127.0.0.1", "[::1]"]),
        ("::1", ["[::1]", "127.0.0.1", "localhost"]),
        ("Board.example.org", ["board.example.org"]),
    ],
)
def test_names_are_what_people_type(host: str, names: list[str]) -> None:
    assert names_for(host) == names


def test_site_that_listens_everywhere_answers_to_this_machines_names() -> None:
    names = names_for("0.0.0.0")

    assert {"127.0.0.1", "localhost", "[::1]"} <= set(names)
    assert len(names) == len(set(names))


def test_nothing_there_is_not_healthy() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]

    assert is_healthy("127.0.0.1", port, "127.0.0.1") is False
