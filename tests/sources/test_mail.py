"""E-mail as offices receive read-outs: bodies, attachments, replies and forwards, mailboxes, broken messages."""

from __future__ import annotations

import gzip
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from attache.records import Report
from attache.sources import Origin, letter
from tests.sources.archived import BODY, PAGE, reasons, run

SECOND = "The ministers of trade of both countries will meet again in Arica in March to name the posts that open first."


def message(body: str = f"{BODY}\n\n{SECOND}\n", **headers: str) -> EmailMessage:
    """A message as an office sends it."""
    made = EmailMessage(policy=SMTP)
    told = {
        "Subject": "Posts",
        "From": "Press Office of the Ministry <press@coast.example>",
        "Date": "Fri, 31 May 2024 23:50:00 -0500",
    }
    for name, value in (told | headers).items():
        made[name] = value
    made.set_content(body)
    return made


def read(tmp_path: Path, data: bytes | EmailMessage, name: str = "a.eml") -> list[Report]:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.as_bytes())
    reports, aside = run(tmp_path / name)
    assert [a.message for a in aside if not a.quiet] == []
    return reports


def test_a_message(tmp_path: Path) -> None:
    (report,) = read(tmp_path, message())
    assert (report.file, report.title, report.publisher) == ("a.eml", "Posts", "Press Office of the Ministry")
    assert (report.published, report.published_how) == (("2024-05-31", "2024-05-31"), "stated")
    assert report.text == f"{BODY}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("headers", "title", "publisher"),
    [
        ({"Subject": "=?utf-8?B?UmVhZC1vdXQ6IFBlcsO6?="}, "Read-out: Perú", "Press Office of the Ministry"),
        ({"Subject": "RE: Fwd: AW: Posts", "From": "Ana Ruiz <a@b.example>"}, "Posts", None),
        ({"Subject": "=?nonsense?B?/////?=", "From": '"Coast News" <a@b.example>'}, "=?nonsense?B?/////?=", "Coast News"),
        ({"From": "=?iso-8859-1?Q?Embassy_of_Per=FA?= <a@b.example>"}, "Posts", "Embassy of Perú"),
        ({"From": "a@b.example"}, "Posts", None),
    ],
)
def test_headers(tmp_path: Path, headers: dict[str, str], title: str, publisher: str | None) -> None:
    told = {"Subject": "Posts", "From": "Press Office of the Ministry <press@coast.example>", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    (report,) = read(tmp_path, f"{lines}\r\n{BODY}\r\n".encode())
    assert (report.title, report.publisher) == (title, publisher)
    assert report.published is None


OWN = f"{BODY}\n\n{SECOND}"
LETTERS = [
    ("signature", f"{OWN}\n\n-- \nAna Ruiz\nPress Office\nTel. 555 0100\n", OWN),
    ("device", f"{OWN}\n\nSent from my telephone\n", OWN),
    ("reply below", f"{OWN}\n\nOn Thu, 30 May 2024 at 10:00, Luis Vera <l@b.example> wrote:\n> What is new?\n> Luis\n", OWN),
    (
        "outlook",
        f"{OWN}\n\n-----Original Message-----\nFrom: Luis Vera\nSent: Thursday\nTo: Ana\nSubject: News\n\nWhat is new?\n",
        OWN,
    ),
    ("bare head", f"{OWN}\n\nFrom: Luis Vera\nSent: Thursday\nTo: Ana\nSubject: News\n\nWhat is new in Lima?\n", OWN),
    ("between", f"On Thu, Luis Vera wrote:\n> What is new?\n{BODY}\n> And then?\n\n{SECOND}\n", OWN),
    (
        "underlined",
        f"{OWN}\n\n________________________________\nFrom: Luis\nSent: Thursday\nTo: Ana\nSubject: News\n\nOld.\n",
        OWN,
    ),
]


@pytest.mark.parametrize(("body", "text"), [case[1:] for case in LETTERS], ids=[case[0] for case in LETTERS])
def test_what_is_the_writers_own(tmp_path: Path, body: str, text: str) -> None:
    (report,) = read(tmp_path, message(body, Subject="Re: Posts"))
    assert report.text.replace("________________________________", "").strip() == text


FORWARDS = [
    "FYI, for the file.\n\n---------- Forwarded message ---------\nFrom: Press <p@c.example>\n"
    f"Date: Thu, 30 May 2024 10:00:00 -0500\nSubject: Read-out\nTo: Ana\n\n{OWN}\n",
    "Begin forwarded message:\n\n> From: Press <p@c.example>\n> Subject: Read-out\n> Date: 30 May 2024\n>\n"
    f"> {BODY}\n>\n> {SECOND}\n",
    "-----Original Message-----\nFrom: Press\nSent: Thursday, May 30, 2024 10:00\nTo: Ana\nSubject: Read-out\n\n"
    f"{OWN}\n\n-- \nAna\n",
]


@pytest.mark.parametrize("body", FORWARDS, ids=["web", "quoted", "office"])
def test_a_forwarded_read_out_is_the_report(tmp_path: Path, body: str) -> None:
    (report,) = read(tmp_path, message(body, Subject="Fwd: Read-out", From="Ana Ruiz <a@b.example>"))
    assert report.text == OWN
    assert (report.title, report.published) == ("Read-out", ("2024-05-30", "2024-05-30"))


def test_a_page_and_its_text(tmp_path: Path) -> None:
    both = message()
    both.add_alternative(PAGE, subtype="html")
    assert [r.text for r in read(tmp_path, both)] == [OWN]
    page = message()
    quoted = "<blockquote type='cite'><p>What is new in Lima, and who will go there next week with the others?</p></blockquote>"
    page.set_content(PAGE.replace("</body>", f"{quoted}</body>"), subtype="html")
    (report,) = read(tmp_path, page)
    assert report.text.startswith(BODY)
    assert "What is new" not in report.text


def test_attachments(tmp_path: Path) -> None:
    made = message("Please find the texts attached for your use.\n")
    made.add_attachment(OWN.encode("utf-16"), maintype="text", subtype="plain", filename="read-out.txt")
    made.add_attachment(PAGE.encode(), maintype="application", subtype="octet-stream", filename="../page.html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="statement.pdf")
    made.add_attachment(message(Subject="Inner", Date="Thu, 30 May 2024 10:00:00 -0500"))
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    reports, aside = run(tmp_path / "a.eml")
    assert [r.file for r in reports] == ["a.eml", "a.eml/read-out.txt", "a.eml/page.html", "a.eml/4"]
    assert [r.published and r.published[0] for r in reports] == ["2024-05-31"] * 3 + ["2024-05-30"]
    assert [r.title for r in reports] == ["Posts", None, "Posts", "Inner"]
    assert reports[1].text == reports[3].text == OWN
    assert reasons(aside) == [("attachment", "a.eml/statement.pdf")]


def test_messages_in_messages_come_to_an_end(tmp_path: Path) -> None:
    made = message()
    for number in range(8):
        outer = message(f"Level {number} of the papers is attached here.\n")
        outer.add_attachment(made)
        made = outer
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    reports, aside = run(tmp_path / "a.eml")
    assert [r.file for r in reports] == ["a.eml", "a.eml/1", "a.eml/1/1", "a.eml/1/1/1"]
    assert reasons(aside) == [("nested-archive", "a.eml/1/1/1/1")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Subject: nothing\n\n", "no-text"),
        (b"Content-Type: image/png\n\nxx", None),
        (b"Content-Type: text/plain; charset=nonsense\n\n" + BODY.encode(), "read"),
        (b"Content-Type: text/plain; charset=utf-8\n\n" + f"Señor Núñez. {BODY}".encode("cp1252"), "read"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + BODY.encode(), "read"),
        (b"Content-Type: multipart/mixed\n\n" + BODY.encode(), "read"),
        (b"Content-Transfer-Encoding: base64\n\n!!!!" + BODY.encode(), None),
        (b"Date: Fri, 99 Foo 99999\nSubject: x\n\n" + BODY.encode(), "read"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000, None),
        (b"\x80\xfe" + bytes(range(256)) * 20, None),
    ],
)
def test_broken_messages(tmp_path: Path, data: bytes, reason: str | None) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    (tmp_path / "b.txt").write_text(BODY)
    reports, aside = run(tmp_path)
    assert reports[-1].file == "b.txt"
    assert len(reports) == (2 if reason == "read" else 1)
    assert reason in (None, "read") or reasons(aside) == [(reason, "a.eml")]
    assert all("\n" not in a.message for a in aside)


def mailbox(count: int) -> bytes:
    parts = []
    for number in range(count):
        data = message(
            f"Report {number}. {BODY}\n\nFrom here the road goes on to Tacna.\n\n>From the border it is a day.\n"
        ).as_bytes()
        escaped = data.replace(b"\r\n", b"\n").replace(b"\nFrom here", b"\n>From here").replace(b"\n>From the", b"\n>>From the")
        parts.append(b"From press@coast.example Fri May 31 10:00:00 2024\n" + escaped + b"\n")
    return b"".join(parts)


@pytest.mark.parametrize("name", ["a.mbox", "a.mbox.gz"])
def test_mailboxes(tmp_path: Path, name: str) -> None:
    data = mailbox(3)
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    reports, aside = run(tmp_path / name)
    assert aside == []
    assert [r.file for r in reports] == [f"{name}#{n}" for n in (1, 2, 3)]
    assert [r.text[:9] for r in reports] == ["Report 0.", "Report 1.", "Report 2."]
    assert "From here the road" in reports[0].text


def test_no_mailbox_and_long_messages(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(b"hello\n")
    (tmp_path / "b.mbox").write_bytes(b"")
    (tmp_path / "c.mbox").write_bytes(
        mailbox(1) + b"From x Fri May 31 10:00:00 2024\n\n" + b"word " * 3_600_000 + b"\n\n" + mailbox(1)
    )
    reports, aside = run(tmp_path)
    assert [r.file for r in reports] == ["c.mbox#1", "c.mbox#3"]
    assert reasons(aside) == [("broken-archive", "a.mbox"), ("empty", "b.mbox"), ("too-long", "c.mbox#2")]


def test_a_maildir(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp", ".Archive/cur", ".Archive/new", ".Archive/tmp"):
        (tmp_path / "mail" / folder).mkdir(parents=True)
    (tmp_path / "mail/cur/1717149600.M1P1.host:2,S").write_bytes(message().as_bytes())
    (tmp_path / "mail/new/1717149601.M1P1.host").write_bytes(message(SECOND).as_bytes())
    (tmp_path / "mail/.Archive/cur/1717149602.M1P1.host.gz:2,S").write_bytes(message(BODY).as_bytes())
    (tmp_path / "mail/dovecot.index").write_bytes(b"\0\1")
    reports, aside = run(tmp_path / "mail")
    assert [r.file for r in reports] == [
        ".Archive/cur/1717149602.M1P1.host.gz:2,S",
        "cur/1717149600.M1P1.host:2,S",
        "new/1717149601.M1P1.host",
    ]
    assert reasons(aside) == [("unsupported-suffix", "dovecot.index")]


def nested(depth: int, end: bytes = b"") -> bytes:
    """A message whose text lies in so many parts in each other."""
    head = b"Subject: Posts\n"
    for level in range(depth):
        head += b'Content-Type: multipart/mixed;\n boundary="b %d"\n\n--b %d\n' % (level, level)
    return head + b"Content-Type: text/plain\n\n" + BODY.encode() + b"\n" + end


@pytest.mark.parametrize(("depth", "told"), [(20, []), (21, ["nested-archive"]), (900, ["nested-archive"])])
def test_parts_too_deep_in_each_other_are_not_taken_apart(depth: int, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(nested(depth))
    reports, aside = run(tmp_path / "a.eml")
    assert ([a.reason for a in aside], [r.text for r in reports]) == (told, [] if told else [BODY])


def test_many_parts_beside_each_other_are_not_deep(tmp_path: Path) -> None:
    parts = b"".join(
        b"--out\nContent-Type: multipart/mixed; boundary=in%d\n\n--in%d\nContent-Type: text/plain\n\n%s\n" % (n, n, BODY.encode())
        for n in range(50)
    )
    (tmp_path / "a.eml").write_bytes(b"Content-Type: multipart/mixed; boundary=out\n\n" + parts + b"--out--\n")
    reports, aside = run(tmp_path / "a.eml")
    assert (reports[0].text.count(BODY), aside) == (50, [])


def test_parts_beyond_the_first_thousand_are_told(tmp_path: Path) -> None:
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a%d.txt\n\n%s %d\n"
    parts = b"".join(part % (n, BODY.encode(), n) for n in range(1010))
    (tmp_path / "a.eml").write_bytes(b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")
    reports, aside = run(tmp_path / "a.eml")
    assert (len(reports), [(a.reason, a.input) for a in aside]) == (999, [("too-long", "a.eml")])


def test_each_line_of_a_message_is_looked_at_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    unquoted = letter._unquoted

    def counted(lines: list[str]) -> list[str]:
        nonlocal looked
        looked += len(lines)
        return unquoted(lines)

    monkeypatch.setattr(letter, "_unquoted", counted)
    lines = ["A word here", *["From: x"] * 3, "", "word " * 100, *["From: x"] * 2000]
    letter.own_words("\n".join(lines), Origin(file="m"), forwarded=False)
    assert looked <= 10 * len(lines)
