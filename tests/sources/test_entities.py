"""Pages and feeds name files and addresses in their markup; none is opened, and entities do not grow."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from attache.sources import Origin, report_of_page
from attache.sources.letter import own_markup
from tests.sources.archived import BODY

SECRET = "The secret of the garden gate."
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
TWICE = f"<p>{BODY}</p><p>{BODY}"
WHOLE = f"<html><body>{TWICE}</p></body></html>"
PAGES = [
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://PATH">]><html><body>{TWICE} &x;</p></body></html>',
    f'<!DOCTYPE html [<!ENTITY % x SYSTEM "http://127.0.0.1:PORT/a.dtd"> %x;]>{WHOLE}',
    f'<!DOCTYPE html SYSTEM "http://127.0.0.1:PORT/a.dtd">{WHOLE}',
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body>{TWICE} &l11;</p></body></html>',
    f"<html xmlns:xi='http://www.w3.org/2001/XInclude'><body>{TWICE}</p><xi:include href='PATH' parse='text'/></body></html>",
    "<html><head><base href='http://127.0.0.1:PORT/'><link rel=stylesheet href=a.css>"
    f"<meta http-equiv=refresh content='0;url=/b'></head><body>{TWICE}</p>"
    "<img src=c.png><iframe src='file://PATH'></iframe><script src=d.js></script></body></html>",
]


@pytest.mark.parametrize("page", PAGES, ids=["file", "parameter", "dtd", "laughs", "include", "links"])
def test_nothing_is_fetched_nor_expanded(tmp_path: Path, page: str) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        port = server.getsockname()[1]
        source = page.replace("PATH", str(tmp_path / "secret.txt")).replace("PORT", str(port))
        began = time.process_time()
        report = report_of_page(source, Origin(file="a.html"))
        own_markup(source)
        assert time.process_time() - began < 5
        with pytest.raises(TimeoutError):
            server.accept()
    assert BODY in report.text
    assert SECRET not in report.text
    assert len(report.text) < 4 * len(BODY)
