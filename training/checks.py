"""What must be right before the site starts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from .base_models import MOBILENET_V2

# The tags by which commands ask for these checks alone
TEXT_ENCODER, IMAGE_BASE = NETWORKS = ("text_encoder", "image_base")


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


@register(IMAGE_BASE)
def check_image_base(**_options: Any) -> list[CheckMessage]:
    """Say at the start that what looks at pictures cannot be used."""
    fetched = Path(settings.BASE_MODELS) / MOBILENET_V2.name
    if not settings.IMAGE_BASE and not fetched.is_dir():
        return []
    from .learning.images import bases

    try:
        bases.check()
    except bases.NoBase as error:
        hint = (
            "Fetch one with manage.py fetch_base_models, see docs/operations.md, or "
            "set IMAGE_BASE=simple-eyes, which needs no files."
        )
        return [Error(str(error), hint=hint, id="training.E002")]
    return []
