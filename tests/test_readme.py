"""The README's session is real: each command is run and its output compared. `python -m tests.test_readme` prints it anew."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(session: str) -> list[str]:
    """The commands of a session, without the prompt."""
    return [line[2:] for line in session.splitlines() if line.startswith("$ ")]


def play(session: str, folder: Path) -> str:
    """The session as it runs today, in a folder that holds the sample reports."""
    (folder / "examples").symlink_to(ROOT / "examples")
    told = []
    for command in commands(session):
        words = command.replace("attache ", f"{sys.executable} -m attache ", 1)
        done = subprocess.run(words, shell=True, cwd=folder, capture_output=True, text=True, check=False)
        told.append(f"$ {command}\n{done.stdout}{done.stderr}")
    return "\n".join(told)


def written() -> str:
    """The session as the README has it."""
    found = SESSION.search(README.read_text("utf-8"))
    if found is None:
        raise ValueError("the README shows no session")
    return found.group(1)


def test_the_readme_session_is_real(tmp_path: Path) -> None:
    assert play(written(), tmp_path).strip() == written().strip()


def main() -> None:
    """Writes the session into the README as it runs today."""
    text = README.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        told = play(written(), Path(folder)).strip()
    README.write_text(SESSION.sub(lambda _: f"```console\n{told}\n```", text, count=1), "utf-8")


if __name__ == "__main__":
    main()
