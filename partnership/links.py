"""
Links that stand for one person on one thing: signed over a few numbers, with the nonce of the forms on their pages.

Nothing is stored. Does not know what the numbers mean, nor whether the link still does anything: whoever reads one asks
the rows.
"""

import secrets
from datetime import timedelta
from functools import lru_cache

from django.core.signing import BadSignature, Signer, b64_encode
from django.utils.crypto import salted_hmac
from django.utils.http import base36_to_int, int_to_base36

LIFE = timedelta(days=14)
NONCE_RANDOM = 12  # bytes: 16 characters
NONCE_SIGNED = 26  # characters; with the sixteen and a dot they fill a column of 43


class SecretLinks:
    """The links of one sort; those of another salt are not ours."""

    def __init__(self, salt: str) -> None:
        self._salt = salt
        self._signer = Signer(sep=".", salt=salt)
        self._keyed = salted_hmac(f"{salt}signer", "", self._signer.key, algorithm=self._signer.algorithm)

    def token(self, *numbers: int) -> str:
        """
        The link's only secret: letters, digits, hyphens, underscores and one dot.

        What the signer would write, with its key put together once: a run of digests holds thousands of links.
        """
        words = "-".join(map(_in_base36, numbers))
        mark = self._keyed.copy()
        mark.update(words.encode())
        return f"{words}.{b64_encode(mark.digest()).decode()}"

    def numbers(self, token: str) -> tuple[int, ...] | None:
        """What it was signed over; None: not ours."""
        try:
            return tuple(map(base36_to_int, self._signer.unsign(token).split("-")))
        except (BadSignature, ValueError, OverflowError):
            return None

    def new_nonce(self, token: str) -> str:
        """For one form on the page of this link: what is posted with it is taken once."""
        random = secrets.token_urlsafe(NONCE_RANDOM)
        return f"{random}.{self._mark(random, token)}"

    def is_nonce_of(self, nonce: str, token: str) -> bool:
        """Whether this form was shown by the page of this link."""
        random, _, mark = nonce.partition(".")
        return secrets.compare_digest(mark.encode(), self._mark(random, token).encode())

    def _mark(self, random: str, token: str) -> str:
        return Signer(salt=f"{self._salt}.nonce").signature(f"{random}:{token}")[:NONCE_SIGNED]


@lru_cache(maxsize=4096)
def _in_base36(number: int) -> str:
    return int_to_base36(number)
