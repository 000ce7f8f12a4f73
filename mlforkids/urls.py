"""The table of contents of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from classrooms.urls import urlpatterns as classroom_urls
from classrooms.views.home import home
from mlforkids import health
from projects.urls import class_pages
from projects.urls import urlpatterns as project_urls
from training.urls import project_pages

urlpatterns = [
    path("", home, name="home"),
    path("", include((classroom_urls + class_pages, "classrooms"))),
    path("", include((project_urls + project_pages, "projects"))),
    path("", include("training.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path(
        "jsi18n/",
        login_not_required(JavaScriptCatalog.as_view()),
        name="javascript-catalog",
    ),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = "mlforkids.errors.bad_request"
handler500 = "mlforkids.errors.server_error"
