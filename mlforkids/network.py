"""Where the site listens, and under which addresses a classroom reaches it."""

import errno
import ipaddress
import socket

import psutil

ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 (asked for by --host)


class CannotListen(Exception):
    """The address or the port is not to be had."""


def listen(host: str, port: int) -> socket.socket:
    """Open the site's door; it stays open while the web process restarts."""
    try:
        return socket.create_server((host, port), family=_family(host), backlog=512)
    except (OSError, OverflowError) as error:
        raise CannotListen(_why(error, host, port)) from error


def addresses(host: str) -> list[str]:
    """Return the names under which the site can be opened, the best one first."""
    if host not in ANYWHERE:
        return [host]
    found = [
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET
        and not ipaddress.ip_address(address.address).is_loopback
    ]
    return [*found, "localhost"]


def url(host: str, port: int, https: bool) -> str:
    """Write an address as people type it."""
    scheme, usual_port = ("https", 443) if https else ("http", 80)
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}{'' if port == usual_port else f':{port}'}/"


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _why(error: Exception, host: str, port: int) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Port {port} is in use. Choose another one: bin/serve --port {port + 1}"
    if number == errno.EACCES:
        return f"Only the administrator may use port {port}. Choose one above 1023."
    return f"Cannot listen on {host}, port {port}: {error}"
