"""Regression: rows of a table, some columns of which are predicted from the others."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from .base import Content, FieldLike
from .numbers import Numbers


class Regression(Numbers):
    code = "regression"
    title = gettext_lazy("Predicting numbers")
    about = gettext_lazy("A table of measurements: how tall, how far, how long?")
    scratch_type = "regression"
    has_labels = False
    learns_in_browser = True
    keeps_empty_rows = True  # A cell can be emptied before another is filled.
    on_twin = gettext_lazy("This row is there already.")

    def question(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        """Return what a prediction is asked for: nothing is known of what is predicted.

        Raises `BadExample`.
        """
        known = [field for field in fields if not field.is_predicted]
        return self.clean(known, given)
