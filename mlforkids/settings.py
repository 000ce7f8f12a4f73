"""All settings. What differs by place is an environment variable (docs/settings.md)."""

import sys
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF, WASM_UNSAFE_EVAL

from mlforkids import addresses, logs
from mlforkids.environment import envbool, envchoice, envint, envlist, envsecret, envstr
from mlforkids.services import Services

# Lets classes of Django name what they hold, as in ModelAdmin[User].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(envstr("MLFORKIDS_DATA", str(BASE_DIR / "var"))).absolute()
TESTING = sys.argv[1:2] == ["test"]

DEBUG = envbool("DEBUG", False)
SECRET_KEY = envsecret("SECRET_KEY", DATA_DIR / "secret")

# Any, because a classroom server is reached by its number, which changes, or by a
# name that only the school's network knows. Sites on the internet name theirs.
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS") or ["*"]
CSRF_TRUSTED_ORIGINS = envlist("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "channels",
    "csp",
    "django_dramatiq",
    "rest_framework",
    "mlforkids",
    "classrooms",
    "projects",
    "training",
]
MIDDLEWARE = [
    "mlforkids.logs.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mlforkids.ways_in.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mlforkids.account_pages.AccountPagesOfTeachers",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "mlforkids.urls"
ASGI_APPLICATION = "mlforkids.asgi.application"
WEB_THREADS = envint("WEB_THREADS", 16)
WEB_PROCESSES = envint("WEB_PROCESSES", 1)  # that `serve` starts

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "classrooms.requests.person",
    "classrooms.notices.notices",
    "classrooms.letters.letters",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Where things are kept

DATABASE_URL = envstr("DATABASE_URL")
REDIS_URL = envstr("REDIS_URL")
SERVICES = Services(DATA_DIR, postgres=not DATABASE_URL, redis=not REDIS_URL)
REDIS_URL = REDIS_URL or SERVICES.redis_url
# Keeps sites that share a Redis apart, and the tests apart from the site.
REDIS_PREFIX = envstr("REDIS_PREFIX", "mlforkids-test" if TESTING else "mlforkids")

DATABASES = {
    "default": {
        **addresses.database(DATABASE_URL or SERVICES.database_url),
        "CONN_HEALTH_CHECKS": True,
    }
}
# One for each thread, so that none waits for another's, and some for WebSockets.
DATABASE_POOL = envint("DATABASE_POOL", WEB_THREADS + 4)
DATABASES["default"]["OPTIONS"] |= {
    "connect_timeout": 5,
    "pool": {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 5},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGE_FOLDER = DATA_DIR / ("test-media" if TESTING else "media")
STORAGES = {
    "default": addresses.storage(envstr("STORAGE_URL"), STORAGE_FOLDER),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "mlforkids.storage.HashedStaticFiles"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # Whitenoise complains otherwise.
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or TESTING
# Otherwise it reads all files again for each of the tests' clients.
WHITENOISE_AUTOREFRESH = DEBUG or TESTING

CACHES = {
    "default": {
        "BACKEND": "mlforkids.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {
            "hosts": [REDIS_URL],
            "prefix": REDIS_PREFIX,
            # Events that wait for one web process; what is above is lost.
            "capacity": 1000,
        },
    }
}
DRAMATIQ_BROKER = addresses.jobs(REDIS_URL, f"{REDIS_PREFIX}-jobs")

WORKER_MEMORY = envint("WORKER_MEMORY", 3000)  # MiB; more, and it starts afresh.
BASE_MODELS = DATA_DIR / "base-models"  # what was fetched of other people's networks
TEXT_ENCODER = envstr("TEXT_ENCODER")  # the name of one of them, or a folder
# The same for pictures; none: what was fetched, or the one that needs no files.
IMAGE_BASE = envstr("IMAGE_BASE")

# Who may come in

SESSION_ENGINE = "classrooms.models.session"
AUTH_USER_MODEL = "classrooms.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "classrooms.backends.StudentBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "classrooms.hashers.ClassroomPasswordHasher",  # of students' passphrases
]
if TESTING:
    PASSWORD_HASHERS[0] = "django.contrib.auth.hashers.MD5PasswordHasher"
VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATORS}UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATORS}MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATORS}CommonPasswordValidator"},
    {"NAME": f"{VALIDATORS}NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "mlforkids.accounts.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True  # A teacher has one address, and may change it.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "mlforkids.account_forms.LoginForm",
    "signup": "mlforkids.account_forms.SignupForm",
    "add_email": "mlforkids.account_forms.AddEmailForm",
    "change_password": "mlforkids.account_forms.ChangePasswordForm",
    "set_password": "mlforkids.account_forms.SetPasswordForm",
    "reset_password": "mlforkids.account_forms.ResetPasswordForm",
    "reset_password_from_key": "mlforkids.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "mlforkids.account_forms.ReauthenticateForm",
}
# By account, not by address: a whole school comes from one address. Wrong passwords
# and codes are counted by `classrooms.attempts`.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": None,
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "reauthenticate": "60/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/1m/key",
}
MFA_ADAPTER = "mlforkids.accounts.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "mlforkids.account_forms.AuthenticateForm",
    "reauthenticate": "mlforkids.account_forms.ReauthenticateByCodeForm",
    "activate_totp": "mlforkids.account_forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "ML for Kids"
MFA_TOTP_TOLERANCE = 1  # Half a minute: the clocks of a school's own servers differ.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "projects.parsers.StorableJSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "EXCEPTION_HANDLER": "mlforkids.api.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# What browsers are told

HTTPS = envbool("HTTPS", False)
# Proxies in front of us that tell the truth about the visitor's address and https.
TRUSTED_PROXIES = envlist("TRUSTED_PROXIES") or ["127.0.0.1"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SECURE_SSL_REDIRECT = False  # The web server or the proxy listens on one of the two.
# Off unless asked for: with a certificate that a school made itself, browsers that
# have once seen this header let nobody in any more when it is renewed.
SECURE_HSTS_SECONDS = envint("HSTS_SECONDS", 0)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, WASM_UNSAFE_EVAL],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LARGEST_BODY = envint("LARGEST_BODY", 12) * 1024 * 1024
SECONDS_FOR_BODY = 60  # from the first byte to the last
# A picture or a table of examples; uploads stream to the disk beyond the first.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
WEB_ADDRESSES = envbool("WEB_ADDRESSES", True)  # whether they are fetched for children

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # email is unique among those who have one, by a constraint.
    "security.W005",  # What else a school runs under its name is not ours to decide,
    "security.W008",  # nor whether it is reached over http,
    "security.W021",  # nor whether browsers are to know before the first visit.
]

# Words

LANGUAGE_CODE = envstr("LANGUAGE_CODE", "en")
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = envstr("TIME_ZONE", "UTC")
USE_TZ = True

EMAIL_URL = envstr("EMAIL_URL", "console://")
EMAIL_SETTINGS = addresses.mail(EMAIL_URL)
addresses.check_links(EMAIL_URL, ALLOWED_HOSTS)
globals().update(EMAIL_SETTINGS)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = envstr("EMAIL_FROM", "mlforkids@localhost")

LOGGING = logs.configuration(
    envchoice("LOG_LEVEL", "ERROR" if TESTING else "INFO", logs.LEVELS)
)
