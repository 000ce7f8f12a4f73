"""The table of contents of the site."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from mlforkids import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
]
for app in ["classrooms", "projects", "training"]:
    if find_spec(f"{app}.urls"):
        urlpatterns.append(path("", include(f"{app}.urls")))

handler500 = "mlforkids.errors.server_error"
