"""Images: pictures, to be told apart by label. They are stored as files."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.models import Policy

from .base import BadExample, Cell, Content, FieldLike

KEPT = "picture.jpg"  # as it was given, but smaller, without what cameras write in
FOR_LEARNING = "learning.jpg"  # its middle, as a computer looks at it
THUMBNAIL = "thumbnail.webp"
# Of 64, of pictures that look alike. Compressed, lighter or smaller ones differ in 8 at
# most, 96 of 100 that lost 5 % at their edges in 10 at most. Of 258,840 pairs of other
# pictures, of fruit and of clothes, one does: two pairs of dark trousers.
MOST_BITS_APART = 10


class Images:
    code = "images"
    title = gettext_lazy("Images")
    about = gettext_lazy("Pictures: cats or dogs, thumbs up or down, your drawings.")
    scratch_type = "imgtfjs"
    has_labels = True
    background_label = ""
    has_fields = False
    file_names = (KEPT, FOR_LEARNING, THUMBNAIL)
    folder_name = "pictures"
    learns_in_browser = True
    on_twin = gettext_lazy("“%(label)s” has this very picture already.")
    likeness_bits = MOST_BITS_APART
    quota_names = ("image_quota", "class_image_quota")

    def example_quota(self, policy: Policy) -> int:
        return policy.image_quota

    def clean(
        self, fields: Sequence[FieldLike], given: Mapping[str, object]
    ) -> Content:
        """Refuse: a picture comes as a file, by `projects.actions.add_upload`."""
        raise BadExample(_("Choose a picture."))

    def change(
        self, fields: Sequence[FieldLike], old: Content, given: Mapping[str, object]
    ) -> Content:
        raise BadExample(_("A picture cannot be changed. Delete it, and add another."))

    def fingerprint(self, content: Content) -> str:
        return content.file.digest if content.file else ""

    def likeness(self, fields: Sequence[FieldLike], content: Content) -> str:
        return content.file.likeness if content.file else ""

    def header(self, fields: Sequence[FieldLike]) -> list[str]:
        return ["picture"]

    def cells(self, fields: Sequence[FieldLike], content: Content) -> list[Cell]:
        return [content.file.name if content.file else ""]
