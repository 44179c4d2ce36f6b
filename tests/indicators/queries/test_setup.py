"""What is still to be confirmed."""

from indicators.queries import ToConfirm, to_confirm


def test_to_confirm_names_what_is_a_guess(make_indicator):
    guessed = make_indicator("guessed", order=1)
    make_indicator("half", order=2, polarity_confirmed=True, basis="running_total")
    make_indicator("sure", basis_confirmed=True, polarity_confirmed=True)
    found = to_confirm()
    assert found[0] == ToConfirm(
        indicator_pk=guessed.pk,
        code="guessed",
        name="Guessed",
        short_name="Guessed",
        area="Child Protection",
        basis="in the month",
        polarity="neither high nor low is good in itself",
        what=("basis", "polarity"),
    )
    assert [(line.code, line.what) for line in found[1:]] == [("half", ("basis",))]
