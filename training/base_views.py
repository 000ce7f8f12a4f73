"""The files of what looks at pictures, for browsers that learn or classify."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from .learning.images import bases

TYPES = {bases.MODEL: "application/json", bases.WEIGHTS: "application/octet-stream"}


@require_safe
def base_file(request: HttpRequest, base_id: str, name: str) -> HttpResponse:
    """Answer with one file of a base, which never changes; 404 if it is not here."""
    base = bases.find_base(base_id)
    if base is None or name not in base.files:
        raise Http404
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(base.files[name], content_type=TYPES[name], headers=headers)
