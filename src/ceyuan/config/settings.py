"""Settings, all from the environment, with defaults that make a safe installation on one machine.

CEYUAN_HOME          folder of the embedded database, stored files and the secret key
CEYUAN_DATABASE_URL  a PostgreSQL server; without it the launcher starts the embedded one and sets this variable
CEYUAN_SECRET_KEY    else read from CEYUAN_HOME/secret.key, which the launcher writes at the first start
CEYUAN_HOSTS         host names under which the installation is reached, separated by commas
CEYUAN_HTTPS         1 when a proxy ends TLS in front: cookies become secure and HSTS is sent
CEYUAN_PUBLIC_URL    the address others reach it by, e.g. https://kj.example.com; mail and certificates then name it
CEYUAN_TIME_STAMP_URL  an RFC 3161 time-stamping service; without it signatures carry the installation's own time stamps
CEYUAN_MAIL_URL      where mail leaves, e.g. smtp://name:secret@mail.example.com (config/mail.py); else none leaves
CEYUAN_MAIL_FROM     the sender of mail
CEYUAN_DEBUG         1 on a developer's machine only
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from ceyuan.config.mail import mail_settings

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("CEYUAN_HOME") or PACKAGE.parent.parent / "var").resolve()
DEBUG = os.environ.get("CEYUAN_DEBUG") == "1"
HTTPS = os.environ.get("CEYUAN_HTTPS") == "1"


def _secret_key() -> str:
    if key := os.environ.get("CEYUAN_SECRET_KEY"):
        return key
    stored = HOME / "secret.key"
    if stored.exists():
        return stored.read_text(encoding="ascii").strip()
    raise ImproperlyConfigured(
        f"No secret key: start once with 'ceyuan serve' (which writes {stored}) or set CEYUAN_SECRET_KEY."
    )


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    pool = int(os.environ.get("CEYUAN_POOL", "0"))
    options: dict[str, Any] = {"pool": {"min_size": 1, "max_size": pool, "timeout": 20}} if pool else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "ceyuan"),
        "USER": parts.get("user", "ceyuan"),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": options,
    }


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [h for h in os.environ.get("CEYUAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
DATABASES = {"default": _database(os.environ.get("CEYUAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "ceyuan.kit",
    "ceyuan.entry.web",
    # Capabilities, bottom first; the order is a contract (see docs/map.md).
    "ceyuan.apps.organisation",
    "ceyuan.apps.audit",
    "ceyuan.apps.workflow",
    "ceyuan.apps.documents",
    "ceyuan.apps.intake",
    "ceyuan.apps.notices",
    "ceyuan.apps.reviews",
    "ceyuan.apps.strategy",
    "ceyuan.apps.calls",
    "ceyuan.apps.projects",
    "ceyuan.apps.insight",
]

MIDDLEWARE = [
    "ceyuan.entry.web.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "ceyuan.entry.web.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ceyuan.entry.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ceyuan.apps.organisation.middleware.ActorMiddleware",
]

ROOT_URLCONF = "ceyuan.config.urls"
WSGI_APPLICATION = "ceyuan.config.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "entry" / "web" / "templates"],
        "OPTIONS": {
            # cotton and template-partials each want to install their own loaders; only this chain serves both.
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)])],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "ceyuan.kit.templatetags.kit",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ceyuan.entry.web.shell.context",
            ],
        },
    }
]

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = ["ceyuan.apps.organisation.login.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "ceyuan.apps.organisation.login.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Ceyuan"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
# Each language is called by its own name, also by those who read the other one.
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("CEYUAN_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "ceyuan.kit.static.PackagedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_ROOT = HOME / "files"
# Dated rules of the package, and what this installation adds to them (a year of holidays, for instance).
RULES_FOLDERS = [PACKAGE / "rules", HOME / "rules"]
# Keys and certificates of the installation's own authority; see docs/decisions/0012-signatures.md.
AUTHORITY_ROOT = HOME / "ca"
TIME_STAMP_URL = os.environ.get("CEYUAN_TIME_STAMP_URL", "")
PUBLIC_URL = os.environ.get("CEYUAN_PUBLIC_URL", "").rstrip("/")
MAX_UPLOAD_BYTES = int(os.environ.get("CEYUAN_MAX_UPLOAD_BYTES", str(64 * 1024 * 1024)))
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ceyuan.entry.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

MAIL_URL = os.environ.get("CEYUAN_MAIL_URL", "")
globals().update(mail_settings(MAIL_URL, HOME))
DEFAULT_FROM_EMAIL = os.environ.get("CEYUAN_MAIL_FROM", "ceyuan@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CEYUAN_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
