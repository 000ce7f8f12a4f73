"""The pages of whoever runs the site: below /admin/."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import classes, people, site, work

__all__ = ["classes", "people", "site", "work"]

admin.site.site_header = admin.site.site_title = _("ML for Kids")
admin.site.index_title = _("Who runs this site")

# Addresses belong to their account, secrets are for nobody to see, and jobs are not
# kept in the database.
job = apps.get_model("django_dramatiq", "Task")
for model in (Authenticator, EmailAddress, EmailConfirmation, job):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
