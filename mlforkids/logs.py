"""Log lines as JSON, each with the id of the request that it belongs to.

Nothing that a child typed is logged: no bodies, no names, no query strings.
"""

import json
import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from django.http import HttpRequest, HttpResponse

LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
current_request: ContextVar[str] = ContextVar("current_request", default="")
logger = logging.getLogger("mlforkids.requests")
SECRET_IN_PATH = re.compile(
    r"(?<=/scratch/)[^/\s]+|(?<=/saved-models/)[^/\s]+"
    r"|(?<=/confirm-email/)[^/\s]+|(?<=/reset/key/)[^/\s]+"
)
# PostgreSQL tells which row it did not take; the rule is enough to find the fault.
ROW_IN_TRACE = re.compile(r"^(DETAIL|CONTEXT): .*$", re.MULTILINE)
ID_FROM_PROXY = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestId(logging.Filter):
    """Adds the request's id to every line written while it is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request.get()
        return True


class WithTrace(logging.Filter):
    """Lets through what was raised, not what was answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


class JsonLines(logging.Formatter):
    """One line, one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": SECRET_IN_PATH.sub("…", record.getMessage()),
        }
        if request_id := getattr(record, "request_id", ""):
            line["request"] = request_id
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            line["trace"] = ROW_IN_TRACE.sub(r"\1: …", trace)
        return json.dumps(line, ensure_ascii=False)


class RequestIds:
    """Middleware: gives each request an id, tells it, and logs how it was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if ID_FROM_PROXY.fullmatch(given) else uuid.uuid4().hex
        token = current_request.set(request_id)
        started = monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            milliseconds = round((monotonic() - started) * 1000)
            status = response.status_code
            logger.info(
                "%s %s %s %sms", request.method, request.path, status, milliseconds
            )
            return response
        finally:
            current_request.reset(token)


def configuration(level: str) -> dict[str, Any]:
    """Return what Django configures logging with."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "mlforkids.logs.RequestId"},
            "with_trace": {"()": "mlforkids.logs.WithTrace"},
        },
        "formatters": {"json": {"()": "mlforkids.logs.JsonLines"}},
        "handlers": {
            "lines": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["request_id"],
            }
        },
        "root": {
            "handlers": ["lines"],
            "level": level,
        },
        "loggers": {
            # Answers without a trace are in mlforkids.requests already, and so are
            # those that somebody may not have, whose trace tells nothing.
            "django.request": {"filters": ["with_trace"], "level": "ERROR"},
            # Three lines for every page that a child turns.
            "uvicorn.error": {"level": "WARNING"},
        },
    }
