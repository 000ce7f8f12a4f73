"""What must be right before the site starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

TEXT_ENCODER = "text_encoder"  # the tag by which commands ask for this check alone


@register(TEXT_ENCODER)
def check_text_encoder(**_options: Any) -> list[CheckMessage]:
    """Say at the start, and not in a lesson, that the encoder cannot be used."""
    if not settings.TEXT_ENCODER:
        return []
    # Every command of Django comes through here, and most need no NumPy.
    from .learning import encoder

    try:
        encoder.check()
    except encoder.NoEncoder as error:
        hint = (
            "Fetch one with manage.py fetch_base_models, see docs/operations.md, or "
            "leave TEXT_ENCODER empty."
        )
        return [Error(str(error), hint=hint, id="training.E001")]
    return []
