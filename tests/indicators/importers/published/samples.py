"""Small published files, of the same shape as the real ones, for tests."""

from collections.abc import Iterable, Sequence

PLACES = {
    "England": ("National", "E92000001", "England", "", "", "", "", ""),
    "South East": ("Regional", "E92000001", "England", "E12000008", "South East", "", "", ""),
    "London": ("Regional", "E92000001", "England", "E12000007", "London", "", "", ""),
    "Inner London": ("Regional", "E92000001", "England", "E13000001", "Inner London", "", "", ""),
    "Northport": (
        "Local authority",
        "E92000001",
        "England",
        "E12000008",
        "South East",
        "852",
        "E06000045",
        "Northport",
    ),
    "Camley": (
        "Local authority",
        "E92000001",
        "England",
        "E13000001",
        "Inner London",
        "202",
        "E09000007",
        "Camley",
    ),
    "Bridgeham": (
        *("Local authority", "E92000001", "England", "E12000009", "South West", "801", "E06000023"),
        '"Bridgeham, City of"',
    ),
    "Old Wold": (
        "Local authority",
        "E92000001",
        "England",
        "E12000008",
        "South East",
        "825",
        "E10000002",
        "Wold",
    ),
    "New Wold": (
        "Local authority",
        "E92000001",
        "England",
        "E12000008",
        "South East",
        "825",
        "E06000060",
        "Wold",
    ),
}
STANDARD = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name"),
)
CONFERENCES = ("Section47", "ICPC", "Duration_0-10_days", "Duration_11-15_days")
HEAD = (*STANDARD, "category", *CONFERENCES)


def row(place: str, period: str, *cells: object, identifier: str = "Reporting year") -> str:
    return ",".join([period, identifier, *PLACES[place], *map(str, cells)])


def conferences(place: str, period: str, *cells: object, category: str = "Conferences") -> str:
    """Section 47 enquiries, conferences, and those within 10 and from 11 to 15 days."""
    return row(place, period, category, *cells)


def children(place: str, period: str, count: object, age: str = "Children aged 0 to 17 years") -> str:
    return row(place, period, age, count)


def file_of(rows: Iterable[str], head: Sequence[str] = HEAD, end: str = "\n") -> bytes:
    return (end.join([",".join(head), *rows]) + end).encode()


def population_of(rows: Iterable[str]) -> bytes:
    return file_of(rows, (*STANDARD, "age_group", "population_estimate"))


def neighbours_of(*rows: str) -> bytes:
    head = "\ufeffLA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,SN3,SNP,"
    return "\r\n".join([head, *rows, ",,,,,,,,,,,", ""]).encode()
