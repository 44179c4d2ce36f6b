"""What is still a guess about an indicator until a person confirms it: its basis, its polarity."""

from dataclasses import dataclass

from indicators.models import Indicator
from indicators.queries.facts import scorecard_order


@dataclass(frozen=True)
class ToConfirm:
    """An indicator with what is to be confirmed, in words: ("basis", "polarity")."""

    indicator_pk: int
    code: str
    name: str
    short_name: str
    area: str
    basis: str
    polarity: str
    what: tuple[str, ...]


def to_confirm() -> tuple[ToConfirm, ...]:
    """In scorecard order. One query."""
    return tuple(
        ToConfirm(
            indicator_pk=row.pk,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            area=row.area.name,
            basis=row.get_basis_display(),
            polarity=row.get_polarity_display(),
            what=unconfirmed(row),
        )
        for row in scorecard_order(Indicator.objects.to_confirm())
    )


def unconfirmed(row: Indicator) -> tuple[str, ...]:
    """What is still a guess about this one."""
    guesses = {"basis": not row.basis_confirmed, "polarity": not row.polarity_confirmed}
    return tuple(what for what, guessed in guesses.items() if guessed)


def indicator_pk(code: str) -> int | None:
    """The row of an indicator, for addresses of the desk; None when there is none. One query."""
    return Indicator.objects.filter(code=code).values_list("pk", flat=True).first()
