"""How columns of what is measured are typed on the desk's forms."""

from typing import Any

from django.db import models

from indicators.forms import LinesField, NumberField, WholeNumberField

TYPED: dict[type[models.Field], dict[str, Any]] = {
    models.DecimalField: {"form_class": NumberField},
    models.PositiveIntegerField: {"form_class": WholeNumberField},
    models.JSONField: {"form_class": LinesField},
}
