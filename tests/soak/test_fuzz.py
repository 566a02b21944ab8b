"""Anything at all may come in: nothing but a reason comes of what cannot be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Sized
from tests.soak.targets import TARGETS

ROOT = Path(__file__).parent.parent.parent
NASTY = [
    "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "a" + "\u0301" * 60, "Ѕеrgеу Lаvrоv", "\x00", "\x1b[31m",
    "\u2028", "\u0085", "\ud83c\uddfb\ud83c\uddf3".encode("utf-16", "surrogatepass").decode("utf-16"), "İ", "ß", "ﬁ",
    "１０ billion", "٣٤", "(" * 300, "[" * 300, "“" * 100, "<div>" * 200, "</p>", "<!--", "<![CDATA[", "&#0;", "&#x110000;",
    "&lt;" * 50, "<svg/onload=1>", "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>&b;",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "9" * 400, "1e999 million dollars", "-0", "31 February 2017", "0000-00-00",
    "9999-12-31", "the 99th of May", "FY1", "billion " * 50, "=cmd|' /C calc'!A0", "../../etc/passwd", "C:\\x", "%s%n",
    "'; DROP TABLE report; --", "From ", "\r\n\r\n", "\t" * 200, " " * 500, "said said said", "“", "”", "\"",
    "of the " * 60, "Minister " * 60, "and, " * 60, "U.S. ", "...", "—" * 100, "a" * 5000,
]  # fmt: skip


@st.composite
def harmed(draw: st.DrawFn, seed: bytes) -> bytes:
    """The seed with parts cut out, doubled, turned, or nasty words put in."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 200)))
        match draw(st.sampled_from(("cut", "double", "put", "flip", "bytes", "end"))):
            case "cut":
                del data[at:to]
            case "double":
                data[at:at] = data[at:to] * draw(st.integers(1, 40))
            case "put":
                data[at:at] = draw(st.sampled_from(NASTY)).encode("utf-8", "surrogatepass")
            case "flip":
                data[at:to] = bytes(b ^ draw(st.integers(1, 255)) for b in data[at : at + 1]) + data[at + 1 : to]
            case "bytes":
                data[at:to] = draw(st.binary(max_size=30))
            case "end":
                del data[at:]
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_harmed_and_random(name: str, sized: Sized) -> None:
    target, seed = TARGETS[name]
    number = sized(12 if name == "read" else 40, 400 if name == "read" else 5_000)

    @settings(max_examples=number, deadline=None, derandomize=sized(1, 0) == 1, suppress_health_check=list(HealthCheck))
    @given(st.one_of(harmed(seed), st.binary(max_size=400)))
    def holds(data: bytes) -> None:
        target(data)

    holds()


@pytest.mark.skipif(sys.platform != "linux", reason="atheris is made for Linux")
@pytest.mark.parametrize("name", TARGETS)
def test_led_by_coverage(name: str, tmp_path: Path, soak: bool) -> None:
    if not soak and name != "rss":
        pytest.skip("in full only: make soak")
    seconds = 600 if soak else 4
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.led", name, f"-max_total_time={seconds}", f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 300,
    )
    assert done.returncode == 0, done.stderr[-4000:]
