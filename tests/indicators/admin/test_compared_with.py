"""Neighbours and maps on the desk."""

import io
from datetime import UTC, date, datetime

import pytest

from indicators.importers.published import read_published
from indicators.models import Comparator, ComparatorMap, Neighbour, Return
from indicators.operations.comparator_maps import save_map
from indicators.operations.neighbours import save_neighbour
from indicators.operations.published_figures import import_comparators
from indicators.operations.setup import save_geography
from tests.fixtures.desk import ROLES, address, as_posted, errors
from tests.indicators.importers.published.samples import conferences, file_of

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
APRIL = date(2021, 4, 1)
STAFF = {"performance_officer", "administrator"}
ABSURD = ["", "\x00", "-1", "9" * 40, "2021-13", "x" * 100_000, "<script>alert(1)</script>", "= =", "[]"]


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def authority(db):
    def make(code, kind="authority"):
        return save_geography(geography=None, by=None, code=code, name=f"Town {code}", kind=kind)

    return make


@pytest.fixture
def neighbour(authority):
    own, other = authority("E1", "own"), authority("E2")
    return save_neighbour(row=None, by=None, authority=own, neighbour=other, since=APRIL, order=1)


@pytest.fixture
def kept(plans_ended):
    return save_map(
        row=None, by=None, indicator=plans_ended, numerator=["CPP_ended"], where={"category": "All"}, per=1
    )


@pytest.mark.parametrize("role", ROLES)
def test_pages_by_role(role, neighbour, kept, signed_in):
    client = signed_in(role)
    officer = role == "performance_officer"
    for row in (neighbour, kept):
        found = {
            page: client.get(address(type(row) if page in {"changelist", "add"} else row, page)).status_code
            for page in ("changelist", "add", "change", "history", "delete")
        }
        read, write = 200 if role in STAFF else 403, 200 if officer else 403
        assert found == {
            "changelist": read,
            "add": write,
            "change": read,
            "history": read,
            "delete": write,
        }


def test_neighbour_is_added_ended_and_removed(desk, authority, neighbour):
    third = authority("E3")
    typed = {"authority": neighbour.authority_id, "neighbour": third.pk, "since": "2021-04-01", "order": "2"}
    assert desk.post(address(Neighbour, "add"), typed).status_code == 302
    row = Neighbour.objects.get(neighbour=third)
    page = address(row, "change")
    assert desk.post(page, as_posted(desk.get(page), until="2023-03-31")).status_code == 302
    row.refresh_from_db()
    assert (row.until, row.version) == (date(2023, 3, 31), 2)
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 302
    assert list(Neighbour.objects.all()) == [neighbour]


def test_neighbour_that_stands_already_is_told(desk, neighbour):
    typed = {
        "authority": neighbour.authority_id,
        "neighbour": neighbour.neighbour_id,
        "since": "2021-04-01",
        "until": "",
        "order": "2",
    }
    response = desk.post(address(Neighbour, "add"), typed)
    assert errors(response) == {"__all__": ["That authority is a neighbour from that day already."]}


def test_neighbours_are_listed_by_authority_and_day(desk, neighbour):
    page = desk.get(address(Neighbour), {"since": "2021-04-01"})
    assert list(page.context["cl"].result_list) == [neighbour]
    assert "still in force" in page.content.decode()
    assert desk.get(address(Neighbour), {"since": "nonsense"}).status_code == 200


def test_region_is_nobodys_neighbour(desk, neighbour, england):
    form = desk.get(address(Neighbour, "add")).context["adminform"].form
    assert england not in form.fields["neighbour"].queryset
    assert form["authority"].value() == neighbour.authority_id


def test_map_is_written_with_its_rows(desk, plans_ended):
    typed = {
        "indicator": plans_ended.pk,
        "basis": "year_to_date",
        "numerator": "CPP_ended\nTransfers",
        "denominator": "CPP",
        "per": "100",
        "where": "category = All children\n\nage = 0 to 17",
    }
    assert desk.post(address(ComparatorMap, "add"), typed).status_code == 302
    row = ComparatorMap.objects.get()
    assert (row.numerator, row.denominator, row.per) == (["CPP_ended", "Transfers"], ["CPP"], 100)
    assert row.where == {"category": "All children", "age": "0 to 17"}
    page = address(row, "change")
    assert desk.post(page, as_posted(desk.get(page))).status_code == 302
    row.refresh_from_db()
    assert row.version == 1


def test_map_divides_by_one_thing(desk, kept):
    page = address(kept, "change")
    response = desk.post(page, as_posted(desk.get(page), denominator="CPP", by_population="on"))
    assert errors(response) == {"denominator": ["Divide by columns or by the children, and not by both."]}
    response = desk.post(page, as_posted(desk.get(page), where="all children"))
    assert errors(response) == {
        "where": ["Write each line as a column, “=” and what must stand in it: category = All children."]
    }


def test_map_goes_and_its_history_stays(desk, kept):
    assert desk.post(address(kept, "delete"), {"post": "yes"}).status_code == 302
    assert ComparatorMap.objects.count() == 0
    assert ComparatorMap.history.count() == 2


@pytest.mark.parametrize("model", [Neighbour, ComparatorMap])
def test_whatever_is_posted_comes_back_with_words(model, neighbour, kept, desk):
    page = address(model, "add")
    names = desk.get(page).context["adminform"].form.fields
    before = model.objects.count()
    for text in ABSURD:
        response = desk.post(page, dict.fromkeys(names, text))
        assert (response.status_code, bool(errors(response))) == (200, True), text[:40]
    assert model.objects.count() == before


@pytest.mark.parametrize("count", [1, 5])
def test_list_takes_a_fixed_number_of_queries(count, desk, authority, neighbour, django_assert_num_queries):
    page = address(Neighbour)
    desk.get(page)
    for number in range(3, 3 + count):
        other = authority(f"E{number}")
        save_neighbour(row=None, by=None, authority=neighbour.authority, neighbour=other, since=APRIL)
    with django_assert_num_queries(8):
        desk.get(page)


def test_return_of_a_published_file_is_shown(desk, authority, make_indicator):
    authority("E06000045", "own")
    make_indicator("icpc-in-15-days", kind="percentage")
    read = read_published(io.BytesIO(file_of([conferences("Northport", "2021", 30, 8, 1, 5)])))
    import_comparators(read=read, file_name="c4.csv", sha256=read.sha256, by=None, now=NOW)
    kept = Return.objects.get()
    assert desk.get(address(kept, "change")).status_code == 200
    assert desk.get(address(Return)).status_code == 200
    assert desk.get(address(Comparator.objects.get(), "change")).status_code == 200
