"""Languages of texts, short ones included."""

from __future__ import annotations

import pytest

from attache.sources.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The two ministers met on Friday and agreed that the talks should go on.", None, "en"),
        ("Trade up.", None, "en"),
        ("Handel wächst.", "de", "de"),
        ("Die beiden Minister haben sich am Freitag getroffen und wollen die Gespräche im Mai fortsetzen.", "en", "de"),
        ("Министр иностранных дел обсудил отношения между двумя странами.", None, "ru"),
        ("Bộ trưởng Ngoại giao đã hội đàm với người đồng cấp tại Hà Nội về quan hệ giữa hai nước.", None, "vi"),
        ("2024 – 31", None, "und"),
    ],
)
def test_language_of(text: str, declared: str | None, language: str) -> None:
    assert language_of(text, declared=declared) == language
