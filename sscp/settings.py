"""
Every setting, read from environment variables and nowhere else.

docs/reference/settings.md lists each variable; a test keeps the two equal. A wrong value stops the start with
one sentence that names the variable and the form it takes. Figures behind the choices for Celery, Redis,
PostgreSQL and SQLite stand in docs/adr/0004-jobs.md.
"""

import os
import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from sscp.variables import (
    addresses,
    database,
    host_names,
    mail_server,
    matching,
    one_of,
    presentation,
    some_of,
    whole_number,
    yes_or_no,
)

BASE_DIR = Path(__file__).resolve().parent.parent
T = TypeVar("T")


def kept(file: Path) -> dict[str, str]:
    """NAME=value lines that ./run keeps for its demonstration, so that manage.py by hand acts on the same site."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


VAR_DIR = Path(os.environ.get("VAR_DIR", "").strip() or BASE_DIR / "var").absolute()
_kept = kept(VAR_DIR / "site.env")


def read(name: str, parse: Callable[[str], T], default: T, form: str) -> T:
    """The variable `name`, parsed; `default` when unset or empty; an error that names it when it is wrong."""
    text = os.environ.get(name, _kept.get(name, "")).strip()
    if not text:
        return default
    try:
        return parse(text)
    except Exception:
        # `from None`: the value may hold a password, and a traceback ends in a log.
        raise ImproperlyConfigured(
            f"{name} is set to something that cannot be used. It takes {form}."
        ) from None


def secret_key_of_this_machine() -> str:
    """A site that only this machine reaches keeps a key of its own in var/, made at first start."""
    file = VAR_DIR / "secret_key"
    if not file.is_file():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(secrets.token_urlsafe(64))
    return file.read_text(encoding="utf-8").strip()


DEBUG = read("DEBUG", yes_or_no, False, "yes or no")

SITE_URL = read(
    "SITE_URL",
    matching(r"https?://([A-Za-z0-9.\-]+|\[[0-9a-f:]+\])(:\d+)?"),
    "http://127.0.0.1:8000",
    "the site's own address without a path, for example https://sscp.example.org",
)
_site = urlsplit(SITE_URL)
SECRET_KEY = read("SECRET_KEY", matching(r".{50,}"), "", "at least 50 characters that nobody can guess")
if not SECRET_KEY and _site.scheme == "https":
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. It takes at least 50 characters that nobody can guess, and every process of the site "
        "needs the same."
    )
SECRET_KEY = SECRET_KEY or secret_key_of_this_machine()
_own_name = _site.hostname or ""
_loopback = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS",
    host_names,
    _loopback if _own_name in {"127.0.0.1", "localhost", "::1"} else [_own_name],
    "host names parted by commas, without * and without ports, for example sscp.example.org,127.0.0.1",
)
PARTNERSHIP_NAME = read(
    "PARTNERSHIP_NAME",
    matching(r".{3,120}"),
    "Safeguarding Children Partnership",
    "the partnership's name as it stands on the pack's cover, 3 to 120 characters",
)

# The demonstration: its clock is shifted by whole days, fixed at first load; a banner says so.
DEMONSTRATION = read("DEMONSTRATION", yes_or_no, False, "yes or no")
CLOCK_SHIFT_DAYS = read(
    "CLOCK_SHIFT_DAYS", whole_number(-20_000, 20_000), 0, "a whole number of days, for example -1814"
)

INSTALLED_APPS = [
    "partnership.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tables2",
    "simple_history",
    "allauth",
    "allauth.account",
    "sscp.apps.SscpConfig",
    "partnership.apps.PartnershipConfig",
    "indicators.apps.IndicatorsConfig",
    "actions.apps.ActionsConfig",
    "boardpack.apps.BoardpackConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sscp.middleware.DatabaseAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sscp.middleware.NeverStored",
]

ROOT_URLCONF = "sscp.urls"
WSGI_APPLICATION = "sscp.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sscp.context.site",
            ],
        },
    },
]

# Database. SQLite: WAL and IMMEDIATE, so that web, worker and beat never meet "database is locked".
DATABASES: dict[str, dict[str, Any]] = {
    "default": read(
        "DATABASE_URL",
        database,
        {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR_DIR / "sscp.sqlite3")},
        "postgres://user:password@host:5432/name or sqlite:////full/path/to/file",
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = {
        "prepare_threshold": 5,  # times; only for statements that bind in the server: the outbox's
        **DATABASES["default"].get("OPTIONS", {}),
        "connect_timeout": 5,
        "options": "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The shared cache holds sign-in limits only, in the database, so that no page ever waits for Redis.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

# How process charts are reckoned.
SPC_TREND_POINTS = read("SPC_TREND_POINTS", whole_number(6, 7), 7, "6 or 7")
SPC_SCREEN_OUTLIERS = read("SPC_SCREEN_OUTLIERS", yes_or_no, False, "yes or no")

# What the board sees of counts of few children.
DISCLOSURE_THRESHOLD = read("DISCLOSURE_THRESHOLD", whole_number(2, 20), 5, "a whole number from 2 to 20")
BOARD_SEES_SMALL_COUNTS = read("BOARD_SEES_SMALL_COUNTS", yes_or_no, False, "yes or no")

# What a pack must bring before it is published.
PUBLISH_WITHOUT: frozenset[str] = read(
    "PUBLISH_WITHOUT",
    some_of("explanation", "red-action", "improvement", "checks", "agreement"),
    frozenset(),
    "explanation, red-action, improvement, checks or agreement, several parted by commas",
)
DEPUTIES: frozenset[str] = read(
    "DEPUTIES", addresses, frozenset(), "addresses parted by commas, for example deputy@example.org"
)

# What the page of an action shows of its indicators: a reading that knows packs, so it is joined here, above both.
ACTION_MOVEMENT = "boardpack.assemble.action_movement.action_movement"

# The partnership's own look behind the slides.
SLIDES_TEMPLATE = read("SLIDES_TEMPLATE", presentation, None, "the full path of a .pptx file")

# Jobs.
REDIS_URL = read(
    "REDIS_URL",
    matching(r"(rediss?|unix|redis\+socket)://.+"),
    "",
    "redis://host:6379/0; left empty, messages to the worker go through files in var/broker",
)
SWEEP_SECONDS = read("SWEEP_SECONDS", whole_number(1, 600), 300, "seconds between two sweeps, from 1 to 600")
SENDING_WINDOW = read(
    "SENDING_WINDOW",
    one_of("working-days", "always"),
    "working-days",
    "working-days (from 07:30 London on working days) or always",
)
_broker_folder = str(VAR_DIR / "broker")
_redis_options = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
    "max_retries": 0,
}
if not REDIS_URL:
    for _folder in (_broker_folder, f"{_broker_folder}-control"):
        Path(_folder).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    _redis_options
    if REDIS_URL
    else {
        "data_folder_in": _broker_folder,
        "data_folder_out": _broker_folder,
        "control_folder": f"{_broker_folder}-control",
    }
)
CELERY_VISIBILITY_TIMEOUT = 900
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # One short sweep: what is owed and not yet written down becomes a message, and messages leave.
    "sweep": {
        "task": "actions.sweep",
        "schedule": timedelta(seconds=SWEEP_SECONDS),
        "options": {"expires": max(1, int(SWEEP_SECONDS * 0.8))},
    },
    # Long returns that wait for the worker, or whose worker has gone, are applied: somebody may be looking on.
    "returns": {
        "task": "indicators.apply_returns",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 4},
    },
    # Files of packs that wait for the worker, or whose worker has gone, are made.
    "files": {
        "task": "boardpack.make_files",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 4},
    },
}

# Mail leaves through the outbox (partnership.Message), never from a request.
_mail: dict[str, Any] = read(
    "EMAIL_URL",
    mail_server,
    {},
    "smtp://host:25, smtp+tls://user:password@host:587 or smtps://user:password@host:465",
)
MAIL_SERVER_IS_NAMED = bool(_mail)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _mail.get("host", "127.0.0.1")
EMAIL_PORT = _mail.get("port", 25)
EMAIL_HOST_USER = _mail.get("user", "")
EMAIL_HOST_PASSWORD = _mail.get("password", "")
EMAIL_USE_TLS = _mail.get("starttls", False)
EMAIL_USE_SSL = _mail.get("tls", False)
EMAIL_TIMEOUT = 20
MAILBOX_DIR = VAR_DIR / "mailbox"  # where ./run's own mail server puts what would have left
DEFAULT_FROM_EMAIL = read(
    "MAIL_FROM",
    matching(r"[^<>\r\n]*<?[^@\s<>]+@[^@\s<>]+>?"),
    f"{PARTNERSHIP_NAME} <no-reply@{_site.hostname if _site.hostname and '.' in _site.hostname and not _site.hostname[-1].isdigit() else 'example.org'}>",
    "an address, for example Safeguarding Partnership <board@example.org>",
)
OFFICER_CONTACT = read(
    "OFFICER_CONTACT",
    matching(r".{3,200}"),
    "",
    "the words by which people reach the performance officer, for example 023 8000 0000",
)

# Sign-in.
AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = ["partnership.adapters.backend.PeopleWithRoles"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "partnership.adapters.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an address that nobody has gets no mail
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/ip,10/5m/key", "reset_password": "20/m/ip,5/h/key"}
ACCOUNT_FORMS = {"login": "partnership.forms.SignInForm"}

# Safety. HTTPS is asked of everything that is reached by an https SITE_URL.
_https = _site.scheme == "https"
BEHIND_PROXY = read(
    "BEHIND_PROXY", yes_or_no, False, "yes when a proxy sets X-Forwarded-Proto and X-Forwarded-For, else no"
)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all visitors are one place, and share its limits
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sessionid" if _https else "sessionid"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrf"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sscp.views.form_expired"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# Words, dates and files.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

LOG_LEVEL = read(
    "LOG_LEVEL",
    lambda text: one_of("debug", "info", "warning", "error")(text).upper(),
    "INFO",
    "debug, info, warning or error",
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "sscp.middleware.LinksMasked"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {  # libraries that tell of themselves at every command
        "fontTools": {"level": "WARNING"},
    },
}
SIMPLE_HISTORY_REVERT_DISABLED = True  # nothing is put back behind an operation's back
SILENCED_SYSTEM_CHECKS: list[str] = []
