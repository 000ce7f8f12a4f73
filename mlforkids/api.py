"""How the HTTP API speaks when a rule of the classroom is broken."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from classrooms.quotas import QuotaExceeded
from projects.actions import NameTaken
from projects.kinds import BadExample
from projects.tables import BadTable
from training.readiness import NotReadyToTrain

BROKEN_RULES: dict[type[Exception], int] = {
    BadExample: status.HTTP_400_BAD_REQUEST,
    BadTable: status.HTTP_400_BAD_REQUEST,
    NameTaken: status.HTTP_409_CONFLICT,
    NotReadyToTrain: status.HTTP_409_CONFLICT,
    QuotaExceeded: status.HTTP_409_CONFLICT,
}
SECONDS_TO_RETRY = "5"


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a broken classroom rule into an answer a child can act on."""
    for rule, code in BROKEN_RULES.items():
        if isinstance(error, rule):
            return Response({"detail": str(error)}, status=code)
    if isinstance(error, ObjectDoesNotExist):
        detail = _("This is no longer there. Load the page again.")
        return Response({"detail": detail}, status=status.HTTP_404_NOT_FOUND)
    if isinstance(error, (OperationalError, InterfaceError)):
        detail = _("The site is busy. Wait a moment, and try again.")
        headers = {"Retry-After": SECONDS_TO_RETRY}
        return Response({"detail": detail}, status=503, headers=headers)
    return drf_exception_handler(error, context)
