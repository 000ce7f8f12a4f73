"""Where an address on the web leads: to the internet, or somewhere it must not."""

import ipaddress
import re
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_network
from urllib.parse import quote, urlsplit

IPAddress = IPv4Address | IPv6Address

LONGEST_ADDRESS = 2048  # characters
PORTS = {"http": 80, "https": 443}
# Of a path and what follows it: signs that may stay, "%" as part of what is quoted.
PLAIN = "/%:@!$&'()*+,;=?~-._[]"
# After browsers' reading of full-width digits and dots. Any number at its end, also
# hexadecimal, would make it an address, not a name.
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9_-]{1,63}\.)+(?!0x)[a-z0-9-]*[a-z][a-z0-9-]*")
DOTTED = re.compile(r"(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}")
# Names that only a school's own network answers to.
INNER = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".onion")
UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\]")

# https://www.iana.org/assignments/iana-ipv4-special-registry
NOT_ON_THE_INTERNET = [
    ip_network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # between a provider and its customers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # what a large host of servers answers its servers on
        "169.254.0.0/16",  # of one cable; there, hosts of servers tell their secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # protocols
        "192.52.193.0/24",  # protocols
        "192.88.99.0/24",  # to IPv6
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # protocols
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # many at once
        "240.0.0.0/4",  # reserved, and everybody
    )
]
# All that is given out of IPv6, without the parts in which an IPv4 address may hide.
# So ::1, ::ffff:…, 64:ff9b::…, fc00::, fe80:: and ff00:: are outside as well.
GIVEN_OUT = ip_network("2000::/3")
NOT_GIVEN_OUT = [
    ip_network(each)
    for each in (
        "2001::/23",  # protocols, tunnels of Teredo
        "2001:db8::/32",  # documentation
        "2002::/16",  # tunnels to an IPv4 address
        "2620:4f:8000::/48",  # protocols
        "3fff::/20",  # documentation
    )
]

# Looking up cannot be broken off: it ends by itself, in a thread of its own.
_lookups = ThreadPoolExecutor(max_workers=8, thread_name_prefix="lookup")


class NoAddress(ValueError):
    """Browsers would not know what to do with it either, or we do not want to."""


class LeadsInside(Exception):
    """It leads to a machine that is not on the internet, such as this one."""


class NoSuchHost(Exception):
    """There is no such host, or nobody told us in time."""


@dataclass(frozen=True)
class Target:
    """What an address asks for, of whom: taken apart once, and used as it is here."""

    scheme: str
    host: str  # in ASCII and lower case, no dot at its end
    path: str  # and what follows it, in ASCII

    @property
    def port(self) -> int:
        return PORTS[self.scheme]

    @property
    def named(self) -> str:
        """The host as the line `Host:` has it."""
        return f"[{self.host}]" if ":" in self.host else self.host


def read_address(address: str) -> Target:
    """Take an address apart. Raises `NoAddress` and `LeadsInside`."""
    if len(address) > LONGEST_ADDRESS or UNUSABLE.search(address):
        raise NoAddress
    parts = urlsplit(address)
    if parts.scheme not in PORTS or "@" in parts.netloc:
        raise NoAddress
    if "[" in parts.netloc and ":" not in (parts.hostname or ""):
        raise NoAddress  # Of a kind that is yet to be invented.
    if parts.port not in (None, PORTS[parts.scheme]):  # Raises ValueError, too.
        raise LeadsInside
    path = quote(parts.path or "/", safe=PLAIN)
    query = f"?{quote(parts.query, safe=PLAIN)}" if parts.query else ""
    return Target(parts.scheme, read_host(parts.hostname or ""), path + query)


def read_host(typed: str) -> str:
    """Return the host in ASCII: a name, or a number in its usual form."""
    if "%" in typed:  # Quoted, or of one cable of this machine.
        raise NoAddress
    if ":" in typed:
        return str(IPv6Address(typed))
    try:
        host = typed.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError:
        raise NoAddress from None
    if DOTTED.fullmatch(host):
        return str(IPv4Address(host))
    if not NAME.fullmatch(host) or host.endswith(INNER):
        raise LeadsInside if host else NoAddress
    return host


def find_public(target: Target, seconds: float) -> list[str]:
    """Return the numbers under which the host is found: all of them public.

    Raises `LeadsInside` if only one of them is not, and `NoSuchHost`.
    """
    found = lookup(target.host, target.port, seconds)
    if not found:
        raise NoSuchHost
    if not all(is_public(each) for each in found):
        raise LeadsInside
    return found


def lookup(host: str, port: int, seconds: float) -> list[str]:
    """Return the host's numbers, each once, in the order in which to try them."""
    asked = _lookups.submit(resolve, host, port)
    try:
        found = asked.result(timeout=seconds)
    except OSError:  # Also when the time is over.
        asked.cancel()
        raise NoSuchHost from None
    return list(dict.fromkeys(found))


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the network for a host's numbers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_public(number: str) -> bool:
    """Say if an IP address is one on the internet, and hides no other address."""
    try:
        ip: IPAddress = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in NOT_ON_THE_INTERNET)
    if ip.scope_id is not None or ip not in GIVEN_OUT:
        return False
    return not any(ip in network for network in NOT_GIVEN_OUT)
