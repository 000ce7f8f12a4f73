"""Settings read from the environment, which must be spelt right or fail loudly."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

WORDS = {"true": True, "1": True, "false": False, "0": False}


def envstr(name: str, default: str = "") -> str:
    """Read a text; empty means not set."""
    return os.environ.get(name, "").strip() or default


def envbool(name: str, default: bool) -> bool:
    """Read true or false, and nothing else."""
    value = envstr(name)
    if not value:
        return default
    if value.lower() not in WORDS:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return WORDS[value.lower()]


def envint(name: str, default: int) -> int:
    """Read a whole number from 0 up."""
    value = envstr(name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def envlist(name: str) -> list[str]:
    """Read words separated by commas."""
    return [word.strip() for word in envstr(name).split(",") if word.strip()]


def envchoice(name: str, default: str, choices: set[str]) -> str:
    """Read one of a few words."""
    value = envstr(name, default)
    if value not in choices:
        words = ", ".join(sorted(choices))
        raise ImproperlyConfigured(f"{name} must be one of {words}, not {value!r}.")
    return value


def envsecret(name: str, file: Path) -> str:
    """Read a secret, else the one of this installation, made on first use."""
    secret = envstr(name)
    if secret:
        return secret
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        _make_secret(file)
    return file.read_text().strip()


def _make_secret(file: Path) -> None:
    # Linked into place whole, so that of two first starts one wins and none reads half.
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
