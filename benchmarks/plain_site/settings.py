"""What `django-admin startproject` and DRF's quick start set, beside our database."""

import os
from pathlib import Path

from mlforkids import addresses
from mlforkids.services import Services

DATABASE = "plain"  # beside the site's own, on the same server
THREADS = 16  # as many as WEB_THREADS
SECRET_KEY = "bench"  # noqa: S105 (of nobody)
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "benchmarks.plain_site.api"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "rest_framework",
    "benchmarks.plain_site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

address = Services(Path(os.environ["MLFORKIDS_DATA"])).database_url
DATABASES = {
    "default": {**addresses.database(address), "NAME": DATABASE}
    | {"CONN_HEALTH_CHECKS": True}
}
DATABASES["default"]["OPTIONS"] |= {
    "connect_timeout": 5,
    "pool": {"min_size": 1, "max_size": THREADS + 4, "timeout": 5},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
