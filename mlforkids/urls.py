"""The table of contents of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog

from classrooms.urls import urlpatterns as classroom_urls
from classrooms.views.home import home
from mlforkids import health
from mlforkids.account_pages import my_account
from projects.urls import class_pages as settings_pages
from projects.urls import urlpatterns as project_urls
from training.urls import class_pages, project_pages
from training.views import guests

# Its own page knows neither second steps nor waits.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", home, name="home"),
    path(
        "",
        include((classroom_urls + settings_pages + class_pages, "classrooms")),
    ),
    path("", include((project_urls + project_pages, "projects"))),
    path("", include("training.urls")),
    path("account/", my_account, name="my-account"),
    path("account/logout/", guests.log_out, name="account_logout"),
    path("account/", include("allauth.urls")),
    path(
        "admin/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
    ),
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
