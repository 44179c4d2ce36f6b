"""The owner's link and the nonce of its forms."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.links import LinkFacts, is_nonce_of, link_for, new_nonce, read_link, token_for, whose_link

WRITTEN = datetime(2021, 12, 6, 7, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@given(*[st.integers(1, 2**31 - 1)] * 3)
@settings(max_examples=25)
def test_link_says_what_it_was_signed_over_for_fourteen_days(action, owner, version):
    token = token_for(action, owner, version, WRITTEN)
    said = LinkFacts(action, owner, version, WRITTEN)
    assert read_link(token, WRITTEN + timedelta(days=14)) == said
    assert read_link(token, WRITTEN + timedelta(days=14) + SECOND) is None
    assert whose_link(token) == said


def test_link_is_a_path_of_this_site():
    path = link_for(1, 2, 3, WRITTEN)
    assert path == f"/answer/{token_for(1, 2, 3, WRITTEN)}/"


@given(st.data())
@settings(max_examples=40)
def test_link_with_any_sign_changed_is_not_ours(data):
    token = token_for(12, 3, 1, WRITTEN)
    at = data.draw(st.integers(0, len(token) - 2))  # the last sign of base64 has bits to spare
    sign = data.draw(st.sampled_from("abzAZ019-_.é\x00").filter(lambda one: one != token[at]))
    assert whose_link(token[:at] + sign + token[at + 1 :]) is None


@pytest.mark.parametrize("token", ["", ".", "1-2-3-4", "x" * 5000, "1-2-3.4", "é.é"])
def test_what_is_no_link_is_none(token):
    assert whose_link(token) is None


def test_nonce_belongs_to_one_link_and_fits_its_column():
    token, other = token_for(1, 2, 3, WRITTEN), token_for(1, 2, 4, WRITTEN)
    nonce = new_nonce(token)
    assert len(nonce) == 43
    assert nonce != new_nonce(token)
    assert [is_nonce_of(nonce, token), is_nonce_of(nonce, other)] == [True, False]
    assert [is_nonce_of(one, token) for one in ("", ".", nonce[:-1], "é.é")] == [False] * 4
