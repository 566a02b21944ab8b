"""Where an address may lead: from a URL to the numbers of a public host, or the reason why it is not fetched.

A page's address, or one it sends on to, could name a machine inside the house that outsiders cannot reach but this program
can. So a name is looked up once, every number it has must be public, and the connection goes to those numbers and no other.
"""

from __future__ import annotations

import re
import socket
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

import httpx

from attache.errors import SourceError
from attache.knowledge import rows

Address = IPv4Address | IPv6Address
PORTS: Final = frozenset({80, 443})
HINT: Final = "save the page and read the file, or allow such addresses with --allow-private"
_GLOBAL: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_ISATAP: Final = frozenset({0x00005EFE, 0x02005EFE})
# The last part decides: browsers and resolvers take "127.1", "0x7f000001" and "2130706433" for numbers.
_NUMBER: Final = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE)


def destinations(url: httpx.URL, shown: str, *, private: bool = False, proxied: bool = False) -> tuple[str, ...]:
    """The numbers that a connection for this address may go to, as text, in the order to try.

    `shown` is how messages call the address. With `private` any host and port will do. Where the request goes by way of a
    proxy, which looks names up itself, a name that is not known here has no numbers, and without `private` is refused.
    Raises SourceError `unsupported-address`, `private-address` or `http-error`.
    """
    if url.scheme not in ("http", "https"):
        raise SourceError(f"{shown}: only http and https addresses are read", reason="unsupported-address")
    if not private and (url.port or 80) not in PORTS:
        raise SourceError(
            f"{shown}: pages are fetched from the ports 80 and 443 only, not {url.port}; {HINT}", reason="private-address"
        )
    host = url.raw_host.decode("ascii", "replace").removesuffix(".")
    found = _literal(host, shown) or _looked_up(host, shown, proxied=proxied, private=private)
    for number in found if not private else ():
        what = meant_for(number)
        if what:
            told = "is" if str(number) == host else f"leads to {number}, which is"
            raise SourceError(f"{shown}: the host {told} an address for {what}; {HINT}", reason="private-address")
    return tuple(str(number) for number in found)


def meant_for(number: Address) -> str | None:
    """What a special number is for, in words; None for one of a public host. A number inside another counts for both."""
    for part in (number, *_inside(number)):
        for network, meant in _special():
            if part.version == network.version and part in network:
                return meant
    if isinstance(number, IPv6Address) and number not in _GLOBAL and number not in _NAT64:
        return "use elsewhere than on the internet"
    return None


@cache
def _special() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    return tuple((ip_network(row["network"]), row["meant"]) for row in rows("special_networks"))


def _inside(number: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 numbers that an IPv6 number stands for: mapped, compatible, translated, or carried by a tunnel."""
    if isinstance(number, IPv4Address):
        return ()
    bits = int(number)
    inside = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
    if number in _NAT64 or bits >> 32 == 0 or (bits >> 32) & 0xFFFFFFFF in _ISATAP:
        inside.append(IPv4Address(bits & 0xFFFFFFFF))
    return tuple(n for n in inside if n is not None)


def _literal(host: str, shown: str) -> tuple[Address, ...]:
    """The number that a host is written as; empty where it is a name."""
    if ":" in host or "%" in host:
        host = host.partition("%")[0]
    try:
        return (ip_address(host),)
    except ValueError:
        if _NUMBER.fullmatch(host):
            raise SourceError(f"{shown}: the host is a number in disguise; give its name", reason="private-address") from None
        return ()


def _looked_up(host: str, shown: str, *, proxied: bool, private: bool) -> tuple[Address, ...]:
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise SourceError(f"{shown}: the address names no host; check it in a browser", reason="http-error")
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        if proxied and private:
            return ()
        if proxied:
            raise SourceError(
                f"{shown}: the host is not known here, only to the proxy, where it may be anything; {HINT}",
                reason="private-address",
            ) from error
        raise SourceError(
            f"{shown}: the host cannot be found; check the address and the connection", reason="http-error"
        ) from error
    numbers = (ip_address(str(place[0]).partition("%")[0]) for *_, place in answers)
    return tuple(dict.fromkeys(numbers))
