"""The files of examples, at addresses that answer to the key of their project."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from projects.kinds.images import FOR_LEARNING, KEPT
from projects.kinds.sounds import RECORDING
from projects.models import Scope, Standing
from projects.uploads import FileIsGone, content_type_of, read_file

from .keys import find_key, open_to_programs
from .refusals import NotFound
from .throttles import IMAGE

# Its content never changes, and whoever has it holds the key.
HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


@open_to_programs("GET", "HEAD")
def picture(request: HttpRequest, key: str, example_id: UUID) -> HttpResponse:
    """Answer with a picture as it is kept, or 224 pixels wide for `?proxy=true`."""
    is_small = request.GET.get("proxy", "").lower() == "true"
    return answer(request, key, example_id, FOR_LEARNING if is_small else KEPT)


@open_to_programs("GET", "HEAD")
def small_picture(request: HttpRequest, key: str, example_id: UUID) -> HttpResponse:
    """Answer with the middle of a picture, as a computer looks at it: 224 by 224."""
    return answer(request, key, example_id, FOR_LEARNING)


@open_to_programs("GET", "HEAD")
def recording(request: HttpRequest, key: str, example_id: UUID) -> HttpResponse:
    """Answer with a recording, a WAV of one channel and 16,000 samples a second."""
    return answer(request, key, example_id, RECORDING)


def answer(request: HttpRequest, key: str, example_id: UUID, name: str) -> HttpResponse:
    found = find_key(key, Scope.CLASSIFY, use=IMAGE)
    project = found.project
    # What everybody sees, and their own that wait, or are hidden.
    seen = project.examples.seen_by(found.member, Standing())
    example = seen.filter(pk=example_id).exclude(file="").first()
    if example is None or name not in project.kind.file_names:
        raise not_found(name)
    example.project = project
    etag = f'"{example.file}-{name}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        content = read_file(example.files_prefix + name)
    except FileIsGone:
        raise not_found(name) from None
    headers = {**HEADERS, "ETag": etag}
    return HttpResponse(content, content_type=content_type_of(name), headers=headers)


def not_found(name: str) -> NotFound:
    return NotFound("Sound not found" if name == RECORDING else "Image not found")
