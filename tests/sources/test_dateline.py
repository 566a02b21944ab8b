"""Datelines: place, day words, agency sign, and where the sentence begins."""

from __future__ import annotations

import pytest

from attache.sources.dateline import dateline


@pytest.mark.parametrize(
    ("line", "place", "day", "agency", "rest"),
    [
        ("TBILISI, Nov. 24, 1997 (CW) - The envoy left.", "Tbilisi", "Nov. 24, 1997", "CW", "The envoy left."),
        (
            "NAIROBI, Sept. 10, 2023 (Coastal Wire) -- Applause greeted",
            "Nairobi",
            "Sept. 10, 2023",
            "Coastal Wire",
            "Applause greeted",
        ),
        ("LIMA, 6 April. (Coastal Wire). Peru and Chile agreed", "Lima", "6 April", "Coastal Wire", "Peru and Chile agreed"),
        ("RABAT/MADRID, 3 May 2021 — Two ministers met.", "Rabat/Madrid", "3 May 2021", None, "Two ministers met."),
        ("SEMARANG (Indonesia), 21 August 2023", "Semarang (Indonesia)", "21 August 2023", None, ""),
        ("ISLAMABAD: Twenty months later the money came.", "Islamabad", None, None, "Twenty months later the money came."),
        ("BURABAY, Kazakhstan. The union met.", "Burabay, Kazakhstan", None, None, "The union met."),
        ("Hanoi (LNA) - The guest arrived.", "Hanoi", None, "LNA", "The guest arrived."),
        ("Hanoi, early February", "Hanoi", "early February", None, ""),
        ("21 June 2024 | QUITO", "Quito", "21 June 2024", None, ""),
        ("MOSCOW, May 3 /TASS/. The minister said so.", "Moscow", "May 3", "TASS", "The minister said so."),
    ],
)
def test_dateline(line: str, place: str, day: str | None, agency: str | None, rest: str) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.place, found.day, found.agency, line[found.end :]) == (place, day, agency, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Vietnam: the year in figures and what they mean for trade.",
        "RUSSIA - VIETNAM: WHAT THE TALKS PRODUCED",
        "Saturday, 3 March 2001",
        "Coast Business Daily, 23 May 2019",
        "By Ana Silva | 12/10/2020",
        "The minister said on 3 May 2021 that trade had grown.",
        "EU and India sign an agreement on trade.",
    ],
)
def test_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_byline_behind_a_dateline_of_its_own() -> None:
    found = dateline("BRUSSELS, 23 July 2025. By our correspondent.")
    assert found is not None
    assert found.byline == "our correspondent"
    assert "BRUSSELS, 23 July 2025. By our correspondent."[: found.close].rstrip(" .") == "BRUSSELS, 23 July 2025"
