"""Sentences as numbers, for pages that classify in the browser with the encoder on."""

import logging
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from classrooms.counting import count

from .learning import encoder

LONGEST = 2048  # characters
# Who types fast changes the text ten times a second, and has another page open.
ALLOWED, WINDOW = 200, 10  # seconds

logger = logging.getLogger(__name__)


class TextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(
        max_length=LONGEST,
        trim_whitespace=False,
        error_messages={
            "required": _("Type something first."),
            "null": _("Type something first."),
            "blank": _("Type something first."),
            "invalid": _("This is not a text. Load the page again."),
            "max_length": _("This is too long. Use {max_length} characters at most."),
        },
    )


class EncodeView(APIView):
    """POST a text; the answer is its vector, and which encoder made it."""

    def post(self, request: Request) -> Response:
        # Counted first: what is refused costs time as well.
        if count(f"encodings:{request.user.pk}", WINDOW) > ALLOWED:
            detail = _("That was very fast. Wait a few seconds, and go on.")
            headers = {"Retry-After": str(WINDOW)}
            code = status.HTTP_429_TOO_MANY_REQUESTS
            return Response({"detail": detail}, code, headers=headers)
        in_use = find_encoder()
        asked = TextSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        vector = in_use.encode([asked.validated_data["text"]])[0]
        # Nine digits say all that there is in 32 bits.
        numbers = [float(f"{number:.9g}") for number in vector]
        return Response({"encoder": in_use.id, "vector": numbers})


def find_encoder() -> encoder.Encoder:
    """Return the encoder; answer 404 where none is on, or it has just been lost."""
    try:
        found = encoder.current()
    except encoder.NoEncoder as error:
        logger.error("The text encoder is lost: %s", error)
        found = None
    if found is None:
        raise NotFound(_("No text encoder is switched on here. Load the page again."))
    return found
