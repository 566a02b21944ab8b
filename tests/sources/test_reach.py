"""Which addresses are fetched, and that a connection goes where it was found to lead."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import httpcore
import httpx
import pytest

from attache.errors import SourceError
from attache.sources import addresses
from attache.sources.pinned import Deadline, Pinned
from attache.sources.reach import destinations, meant_for

HERE = ("http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./a", "http://0.0.0.0/", "http://[::1]/", "http://[::]/")
INSIDE = (
    "http://10.1.2.3/",
    "https://192.168.0.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fd00::1]/",
    "http://[fec0::1]/",
    "http://224.0.0.1/",
    "http://[ff02::1]/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://198.18.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::1]/",
    "http://[2a00:1::5efe:10.0.0.1]/",
    "http://[1::1]/",
)
DISGUISED = (
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://017700000001/",
    "http://example.0x7f/",
    "http://127。1/",
)
PORTS = ("http://example.org:22/", "https://example.org:8443/", "http://example.org:6379/")
PUBLIC = (
    "8.8.8.8",
    "1.1.1.1",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "64:ff9b::8.8.8.8",
    "192.0.1.1",
    "172.32.0.1",
    "2002:808:808::1",
)


@pytest.mark.parametrize("url", [*HERE, *INSIDE, *DISGUISED, *PORTS])
def test_no_address_inside_is_fetched(url: str) -> None:
    with pytest.raises(SourceError) as told:
        destinations(httpx.URL(url), url)
    assert told.value.reason == "private-address"
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,a"])
def test_other_kinds_of_address_are_refused(url: str) -> None:
    with pytest.raises(SourceError) as told:
        destinations(httpx.URL(url), url)
    assert told.value.reason == "unsupported-address"


@pytest.mark.parametrize("url", ["http:///a", "http://exa%6dple.com/", "http://a b/", "http://-a/", "http://nowhere.invalid/"])
def test_what_is_no_host_is_told(url: str) -> None:
    with pytest.raises(SourceError) as told:
        destinations(httpx.URL(url), url)
    assert told.value.reason == "http-error"


@pytest.mark.parametrize(
    "url", ["http://0177.0.0.1/", "http://127.0.0.01/", "http://[::1", "http://①27.0.0.1/", "http://127.0.0.1/"]
)
def test_no_such_page_is_read(url: str) -> None:
    with pytest.raises(SourceError) as told:
        addresses.read_address(url)
    assert told.value.reason in ("http-error", "private-address")


@pytest.mark.parametrize("number", PUBLIC)
def test_public_numbers_are_let_through(number: str) -> None:
    assert meant_for(ip_address(number)) is None
    host = f"[{number}]" if ":" in number else number
    assert destinations(httpx.URL(f"https://{host}:443/a"), "a") == (str(ip_address(number)),)


def test_the_option_allows_what_is_inside() -> None:
    assert destinations(httpx.URL("http://127.0.0.1:8080/"), "a", private=True) == ("127.0.0.1",)
    assert destinations(httpx.URL("http://localhost:8080/"), "a", private=True)


def test_one_inner_number_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(SourceError, match=r"leads to 10\.0\.0\.1"):
        destinations(httpx.URL("http://both.example/"), "both.example")


class Handler(BaseHTTPRequestHandler):
    hosts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        if self.path != "/slow":
            self.wfile.write(b"at once")
            return
        with suppress(OSError):  # the reader leaves before the end
            for letter in b"a slow page of a few words":
                self.wfile.write(bytes([letter]))
                time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


def test_a_connection_goes_to_the_numbers_found_and_keeps_the_name(port: int) -> None:
    transport = Pinned(("127.0.0.1",), Deadline(time.monotonic() + 5))
    with httpx.Client(transport=transport) as client:
        assert client.get(f"http://nowhere.invalid:{port}/").text == "at once"
    assert Handler.hosts[-1] == f"nowhere.invalid:{port}"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_tls_is_checked_against_the_name_not_the_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = ("-subj", "/CN=nowhere.invalid", "-addext", "subjectAltName=DNS:nowhere.invalid")
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", "key.pem", "-out", "cert.pem", *name)
    subprocess.run(["openssl", *made], cwd=tmp_path, check=True, capture_output=True)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    monkeypatch.setattr("attache.sources.pinned._trust", lambda: ssl.create_default_context(cafile=tmp_path / "cert.pem"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.socket = own.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        with httpx.Client(transport=Pinned(("127.0.0.1",), Deadline(time.monotonic() + 5))) as client:
            assert client.get(f"https://nowhere.invalid:{running.server_port}/").text == "at once"
            with pytest.raises(httpcore.ConnectError, match="certificate"):
                client.get(f"https://elsewhere.invalid:{running.server_port}/")
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "onward", ["http://10.0.0.1/", "http://[::1]/", "http://0x7f.1/", "file:///etc/passwd", "//192.168.1.1/a"]
)
def test_a_page_that_sends_on_inside_is_not_followed(port: int, onward: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_allowed(url: httpx.URL, shown: str, *, private: bool, proxied: bool) -> tuple[str, ...]:
        return destinations(url, shown, private=private or url.port == port, proxied=proxied)

    monkeypatch.setattr(addresses, "destinations", first_allowed)
    with pytest.raises(SourceError) as told:
        addresses.read_address(f"http://127.0.0.1:{port}/to/{onward}")
    assert told.value.reason in ("private-address", "unsupported-address")
    assert "sends on to" in str(told.value)


def test_a_page_that_never_ends_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "IN_ALL", 0.3)
    with pytest.raises(SourceError, match="no answer"):
        addresses.read_address(f"http://127.0.0.1:{port}/slow", private=True)


def test_a_proxy_gets_names_that_are_not_known_here(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "")
    report = addresses.read_address("http://nowhere.invalid/page", private=True)
    assert report.text == "at once"
    for address in ("http://127.0.0.1/page", "http://nowhere.invalid/page"):
        with pytest.raises(SourceError) as told:
            addresses.read_address(address)
        assert told.value.reason == "private-address"


@pytest.mark.parametrize("proxy", ["127.0.0.1:{port}", "http://127.0.0.1:{port}"])
def test_a_proxy_is_known_with_and_without_its_scheme(proxy: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", proxy.format(port=port))
    monkeypatch.setenv("no_proxy", "")
    assert addresses.read_address("http://nowhere.invalid/page", private=True).text == "at once"


def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(SourceError, match="proxy gopher"):
        addresses.read_address("http://nowhere.invalid/page", private=True)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://bob:secret@news.example/x?y=a@b", "https://news.example/x?y=a@b"),
        ("http://a@b@news.example/x", "http://news.example/x"),
        ("http://[::1", "http://[::1"),
        ("https://news.example/@bob", "https://news.example/@bob"),
    ],
)
def test_passwords_are_left_out_of_what_is_shown(address: str, shown: str) -> None:
    assert addresses.without_password(address) == shown
