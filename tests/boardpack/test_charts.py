"""What Chart.js is sent: the contract with static/js/charts.js, to the letter."""

import json
from decimal import Decimal

from boardpack.charts import chart_json
from indicators.measures.chart import LineRole
from tests.boardpack.documents import chart, line, mark


def test_chart_json_is_the_whole_contract():
    found = chart_json(
        chart(
            line((38, None, "61.5")),
            line((83, 83, 83), LineRole.TARGET, "Target"),
            marks=(mark(2, "A-1 due"),),
        )
    )

    assert found == {
        "labels": ["Apr-21", "May-21", "Jun-21"],
        "datasets": [
            {
                "label": "Outturn",
                "data": [38, None, 61.5],
                "borderColor": "#12436d",
                "borderDash": [],
                "pointStyle": "circle",
                "role": "outturn",
            },
            {
                "label": "Target",
                "data": [83, 83, 83],
                "borderColor": "#0b0c0c",
                "borderDash": [10, 5],
                "pointStyle": "line",
                "role": "target",
            },
        ],
        "options": {
            "title": "Conferences in 15 days",
            "unit": "%",
            "startsAtZero": True,
            "marks": [{"at": 2, "label": "A-1 due"}],
        },
    }


def test_numbers_are_json_numbers():
    sent = json.dumps(chart_json(chart(line((Decimal("1897.0000"), Decimal("0.5"), 0)))), allow_nan=False)

    assert '"data": [1897, 0.5, 0]' in sent
