from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from classrooms.models import EraseReceipt

# A message to delete them is on its way until then; later it counts as lost.
TIME_TO_DELETE = timedelta(minutes=2)


class DiscardedFilesQuerySet(models.QuerySet["DiscardedFiles"]):
    def overdue(self) -> Self:
        now = timezone.now()
        late = self.filter(discarded_at__lt=now - TIME_TO_DELETE)
        return late.filter(Q(keep_until=None) | Q(keep_until__lte=now))

    def under(self, *prefixes: str) -> Self:
        """Those inside one of these folders."""
        inside = Q(pk__in=[])
        for prefix in prefixes:
            inside |= Q(prefix__startswith=prefix)
        return self.filter(inside)


class DiscardedFiles(models.Model):
    """A folder in storage whose rows are gone, waiting to be deleted as well.

    Written in the transaction that deletes the rows, so that no crash between the
    two leaves files behind or takes files of rows that are still there.
    """

    prefix = models.CharField(max_length=200)
    # Counts the files that are deleted, where someone was promised a receipt.
    receipt = models.ForeignKey(
        EraseReceipt, models.SET_NULL, null=True, related_name="discarded_files"
    )
    discarded_at = models.DateTimeField(default=timezone.now)
    # Of what may still be needed: a deletion that can be undone, an upload under way.
    keep_until = models.DateTimeField(null=True)
    # Of an example that can be brought back; if they are erased, it must not wait.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = DiscardedFilesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "discarded files"

    def __str__(self) -> str:
        return self.prefix

    @property
    def may_go(self) -> bool:
        return self.keep_until is None or self.keep_until <= timezone.now()

    def note_deleted(self, files: int) -> None:
        """Say on the receipt, if there is one, what is gone now."""
        if self.receipt_id is None:
            return
        receipts = EraseReceipt.objects.filter(pk=self.receipt_id)
        # From here on others wait, so that one of them sees that no folder is left.
        receipts.update(file_count=F("file_count") + files)
        if not DiscardedFiles.objects.filter(receipt=self.receipt_id).exists():
            receipts.filter(files_gone_at=None).update(files_gone_at=timezone.now())
