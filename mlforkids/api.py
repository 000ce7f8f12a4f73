"""How the HTTP API speaks when a rule of the classroom is broken."""

import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError
from django.db import Error as DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from classrooms.quotas import QuotaExceeded
from mlforkids.errors import DATABASE_IS_AWAY
from mlforkids.ways_in import why_not_logged_in
from projects.actions import (
    AlreadyThere,
    CannotBeShared,
    CollectingIsClosed,
    KindNotAllowed,
    NameTaken,
    NotYours,
)
from projects.kinds import BadExample
from projects.tables import BadTable
from projects.uploads import (
    StorageIsDown,
    StorageIsFull,
    TooManyPictures,
    TooManyUploads,
)
from projects.uploads.web import TooManyAddresses
from training.readiness import NotReadyToTrain

logger = logging.getLogger(__name__)

BROKEN_RULES: dict[type[Exception], int] = {
    TooManyAddresses: status.HTTP_429_TOO_MANY_REQUESTS,  # before what else it is
    AlreadyThere: status.HTTP_409_CONFLICT,
    BadExample: status.HTTP_400_BAD_REQUEST,
    BadTable: status.HTTP_400_BAD_REQUEST,
    CannotBeShared: status.HTTP_409_CONFLICT,
    CollectingIsClosed: status.HTTP_409_CONFLICT,
    NotYours: status.HTTP_403_FORBIDDEN,
    KindNotAllowed: status.HTTP_409_CONFLICT,
    NameTaken: status.HTTP_409_CONFLICT,
    NotReadyToTrain: status.HTTP_409_CONFLICT,
    QuotaExceeded: status.HTTP_409_CONFLICT,
    StorageIsDown: status.HTTP_503_SERVICE_UNAVAILABLE,
    StorageIsFull: status.HTTP_507_INSUFFICIENT_STORAGE,
    TooManyPictures: status.HTTP_503_SERVICE_UNAVAILABLE,
    TooManyUploads: status.HTTP_429_TOO_MANY_REQUESTS,
}
# Under the checks, for what they have let through by mistake.
NET = [
    (DataError, 400, gettext_lazy("This cannot be stored. Change it, and try again.")),
    (IntegrityError, 409, gettext_lazy("Somebody was faster. Load the page again.")),
]
SECONDS_TO_RETRY = "5"
WORTH_ANOTHER_TRY = {429, 503}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a broken classroom rule into an answer a child can act on."""
    for rule, code in BROKEN_RULES.items():
        if isinstance(error, rule):
            return answer_rule(error, code)
    if isinstance(error, ObjectDoesNotExist):
        detail = _("This is no longer there. Load the page again.")
        return Response({"detail": detail}, status=status.HTTP_404_NOT_FOUND)
    if isinstance(error, DatabaseError):
        return answer_for_database(error)
    if isinstance(error, NotAuthenticated):
        detail = why_not_logged_in(context["request"])
        return Response({"detail": detail}, status=error.status_code)
    return drf_exception_handler(error, context)


def answer_rule(error: Exception, code: int) -> Response:
    """Say which rule it was, and when to come again if that helps."""
    response = Response({"detail": str(error)}, status=code)
    if code in WORTH_ANOTHER_TRY:
        response["Retry-After"] = str(getattr(error, "seconds", SECONDS_TO_RETRY))
    return response


def answer_for_database(error: DatabaseError) -> Response | None:
    """Say what the database stood against, or that it is away."""
    if isinstance(error, DATABASE_IS_AWAY):
        detail = _("The site is busy. Wait a moment, and try again.")
        headers = {"Retry-After": SECONDS_TO_RETRY}
        return Response({"detail": detail}, status=503, headers=headers)
    for refusal, code, sentence in NET:
        if isinstance(error, refusal):
            logger.error("A check has a hole: the database refused", exc_info=error)
            return Response({"detail": str(sentence)}, status=code)
    return None
