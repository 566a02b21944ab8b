"""One person over spellings, orders and short forms; two of one name stay two."""

from __future__ import annotations

import pytest

from attache.ledger.faces import Link
from attache.ledger.identity import Sighted, all_faces, all_links
from attache.ledger.identity.forms import forms
from attache.ledger.identity.persons import answers
from attache.records import Actor, ActorName
from tests.ledger.identity.cast import Named, groups, person, sightings

ONE = [
    ("JPN", "Abe Shinzo", "Shinzo Abe", "Abe"),
    ("RUS", "Lavrov Sergei Viktorovich", "S. Lavrov", "S.V. Lavrov", "Lavrov", "Sergey Lavrov"),
    ("RUS", "V.V. Putin", "Vladimir Putin", "Putin"),
    ("RUS", "V. V. Putin", "Vladimir Vladimirovich Putin", "V. Putin", "Putin"),
    ("RUS", "Yu. Trutnev", "Yury Trutnev", "Iurii Trutnev"),
    ("RUS", "Mr Lavrov", "HE Sergey Lavrov", "Comrade Lavrov", "H.E. Lavrov"),
    ("RUS", "Dmitry Medvedev", "Dmitry Medvedyev", "Dmitrii Medvedev", "Medvedev", "D. Medvedev"),
    ("RUS", "Yevgeny Primakov", "Evgeny Primakov", "Evgenii Primakov"),
    ("RUS", "Mikhail Gorbachev", "Mikhail Gorbachov", "Gorbachov"),
    ("VNM", "Son", "Bùi Thanh Sơn", "Bui Thanh Son", "Sơn"),
    ("VNM", "Nguyễn Phú Trọng", "Nguyen Phu Trong", "Trong"),
    ("VNM", "Tô Lâm", "To Lam", "Lam"),
    ("PRK", "Kim", "Kim Jong-un", "Kim Jong Un", "Kim Jongun"),
    ("CHN", "Xi", "Xi Jinping", "Xi Jin-ping"),
    ("KOR", "Moon Jae-in", "Moon", "Moon Jaein", "Jae-in Moon"),
    ("BRA", "Lula", "Luiz Inácio Lula da Silva", "Lula da Silva", "Luiz Inacio Lula da Silva"),
    ("MEX", "López Obrador", "Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"),
    ("MEX", "Calderón", "Felipe Calderón Hinojosa", "Felipe Calderon"),
    ("LBY", "Muammar Gaddafi", "Moammar Kadhafi", "Muammar Qaddafi", "Gadhafi", "Qaddafi"),
    ("BLR", "Alexander Lukashenko", "Alyaksandr Lukashenka", "Aleksandr Lukashenko", "Lukashenka"),
    ("UKR", "Volodymyr Zelensky", "Vladimir Zelensky", "Zelenskyy", "Volodymyr Zelenskiy"),
    ("USA", "Joe Biden", "Joseph Biden", "Joseph R. Biden Jr.", "Biden"),
    ("USA", "Bill Clinton", "William J. Clinton", "William Clinton"),
    ("USA", "George W. Bush", "George Bush", "Bush"),
    ("SAU", "Mohammed bin Salman", "Mohammad bin Salman Al Saud", "Muhammad bin Salman"),
    ("SYR", "Bashar al-Assad", "Bashar Al-Assad", "Assad", "Bashar Assad", "al-Assad"),
    ("EGY", "Abdel Fattah el-Sisi", "Abdul Fattah al-Sisi", "Abdel-Fattah al-Sissi", "Sisi", "El-Sisi"),
    ("IRN", "Seyyed Abbas Araghchi", "Abbas Araqchi", "Araghchi"),
    ("KAZ", "Kassym-Jomart Tokayev", "Kasym-Zhomart Tokaev", "Qasym-Jomart Toqayev"),
    ("TUR", "Recep Tayyip Erdoğan", "Tayyip Erdogan", "Erdogan"),
    ("POL", "Aleksander Kwaśniewski", "Alexander Kwasniewski", "Kwasniewski"),
    ("DEU", "Gerhard Schröder", "Gerhard Schroeder"),
    ("FRA", "Jean-Yves Le Drian", "Le Drian", "Jean Yves Le Drian"),
    ("IND", "Subrahmanyam Jaishankar", "S. Jaishankar", "Dr S Jaishankar"),
    ("IRL", "Micheál Martin", "Martin"),
    ("QAT", "Tamim bin Hamad Al Thani", "Tamim ibn Hamad Al Thani"),
    ("COD", "Félix Tshisekedi", "Felix Tschisekedi"),
    ("HKG", "Donald Tsang Yam-kuen", "Tsang", "Donald Tsang"),
    ("CYP", "Neoclis Sylikiotis", "Neoklis Silikiotis"),
    ("MNG", "Tsakhia Elbegdorj", "Tsakhia Elbedorj"),
    ("CZE", "Eduard Janota", "Eduoard Janota"),
    ("RWA", "Paul Kagame", "Paul Kaga Me", "Kagame"),
    ("KEN", "Uhuru Kenyatta", "Kenyatta"),
    ("LAO", "Thongloun Sisoulith", "Thongloun"),
    ("VNM", "Nguyen Thi Kim Ngan", "Kim Ngan", "Ngan", "Nguyen Kim Ngan"),
    ("IDN", "Suharto", "Suharto"),
    ("MMR", "Aung San Suu Kyi", "Suu Kyi"),
]


@pytest.mark.parametrize(("country", "names"), [(c, names) for c, *names in ONE], ids=lambda told: str(told))
def test_one_person(country: str, names: list[str]) -> None:
    assert groups([person(name, country) for name in names]) == [[*range(len(names))]]


BUSH = [
    person("George W. Bush", "USA", 2, 2005),
    person("George H. W. Bush", "USA", 2, 1990),
    person("Bush", "USA", 2, 2005),
    person("Bush", "USA", 2, 1990),
    person("George Bush", "USA", 1, 1991),
    person("George Bush", "USA", 1, 2004),
]
MINH = [
    person("Pham Binh Minh", "VNM", 2, 2015, "Foreign Minister|VNM"),
    person("Le Luong Minh", "VNM", 2, 2015, "Secretary-General|ASEAN"),
    person("Minh", "VNM", 1, 2015, "Foreign Minister|VNM"),
    person("Minh", "VNM", 1, 2015),
]


@pytest.mark.parametrize(
    ("cast", "expected"),
    [
        # Namesakes told apart by the time, and by the office.
        (BUSH, [[0, 2, 5], [1, 3, 4]]),
        (MINH, [[0, 2], [1], [3]]),
        # Two that a short name can stand for: it stays alone, once over all reports.
        ([person("Raul Castro", "CUB"), person("Fidel Castro", "CUB"), person("Castro", "CUB", 2, 1990)], [[0], [1], [2]]),
        ([person("S. Ivanov", "RUS"), person("V. Ivanov", "RUS"), person("Ivanov", "RUS")], [[0], [1], [2]]),
        ([person("S. A. Ivanov", "RUS"), person("Sergei Viktorovich Ivanov", "RUS")], [[0], [1]]),
        # A short name of no country whose bearers are of two.
        ([person("John Lee", "HKG", 2), person("John Lee", "SGP", 2), person("Lee"), person("John Lee")], [[0], [1], [2], [3]]),
        # A country told seldom, beside a usual one: a misreading, unless as an office there.
        ([person("Vladimir Putin", "RUS", 30, 2010), person("Vladimir Putin", "VNM", 2, 2010)], [[0, 1]]),
        ([person("Ali Bongo", "GAB", 30, 2010), person("Ali Bongo", "CMR", 2, 2010, "Minister of Trade|CMR")], [[0], [1]]),
        ([person("Anna Weber", "FRA", 2, 2010, "Foreign Minister|DEU"), person("Anna Weber", "DEU", 2, 2010)], [[0, 1]]),
        # Words that do not stand for the person alone: a Russian given name, a Vietnamese family name.
        ([person("Sergei", "RUS"), person("Sergei Lavrov", "RUS")], [[0], [1]]),
        ([person("Nguyen", "VNM"), person("Nguyen Phu Trong", "VNM")], [[0], [1]]),
        # Where each syllable is a word, a part of a name is another name.
        ([person("Le Minh", "VNM"), person("Le Hong Minh", "VNM")], [[0], [1]]),
        ([person("Wang Yi", "CHN"), person("Wang Yi-zhou", "CHN")], [[0], [1]]),
        ([person("Nguyen Khoa", "VNM"), person("Nguyen Hoa", "VNM")], [[0], [1]]),
        # A name that is whole by itself.
        (
            [person("Suharto", "IDN", 12, 1985), person("Suharto", "IDN", 1, 1990), person("Tommy Suharto", "IDN", 1, 1990)],
            [[0, 1], [2]],
        ),
        # An office of state is not the analyst's of that name.
        (
            [person("Ivanov", "RUS", 1, 2005, "Defence Minister|RUS"), person("Pyotr Ivanov", "RUS", 1, 2005, "analyst|RUS")],
            [[0], [1]],
        ),
        # Two who cannot be told apart are not taken together over the years either.
        (
            [person("Bill Smith", "USA"), person("Ann Smith", "USA"), *(person("Smith", "USA", 1, y) for y in (1980, 2020))],
            [[0], [1], [2], [3]],
        ),
        # A generation later: the surname may be another's.
        ([person("Landsbergis", "LTU", 1, 1991), person("Gabrielius Landsbergis", "LTU", 1, 2021)], [[0], [1]]),
        ([person("John Adams", "USA", 1, 1799), person("John Quincy Adams", "USA", 1, 1840)], [[0], [1]]),
        # One letter that tells two people apart: at the end, at the beginning, in names that are both usual, in short words.
        ([person("Daniel Castro", "ESP"), person("Daniela Castro", "ESP")], [[0], [1]]),
        ([person("Juan Fernandez", "ESP"), person("Juan Hernandez", "ESP")], [[0], [1]]),
        ([person("Paul Andersen", "DNK", 9), person("Paul Anderson", "DNK", 9)], [[0], [1]]),
        ([person("Ali Hadin", "SYR"), person("Ali Hakin", "SYR")], [[0], [1]]),
        # A surname that sounds like a nickname.
        ([person("Harold Stassen", "USA"), person("Hall", "USA")], [[0], [1]]),
        ([person("Jeff Garlin"), person("Jeff")], [[0], [1]]),
        # Alike, but two names.
        ([person("Gong Li", "CHN"), person("Kong Li", "CHN")], [[0], [1]]),
        ([person("Sergei Petrov", "RUS"), person("Svetlana Petrova", "RUS"), person("Sergei Petrova", "RUS")], [[0], [1], [2]]),
        ([person("Mohammed V", "MAR"), person("Mohammed VI", "MAR")], [[0], [1]]),
        ([person("Joseph Kabila", "COD"), person("Joe Kabila", "USA")], [[0], [1]]),
        # One name, two lives: offices two generations apart; a minister and a company's head by turns.
        (
            [
                person("Nguyen Van Hung", "VNM", 2, 1975, "Minister|VNM"),
                person("Nguyen Van Hung", "VNM", 2, 2020, "Minister|VNM"),
            ],
            [[0], [1]],
        ),
        (
            [
                person("Nguyen Van Hung", "VNM", 2, 2010, "Health Minister|VNM"),
                person("Nguyen Van Hung", "VNM", 2, 2011, "General Director|Vinacomin"),
                person("Nguyen Van Hung", "VNM", 2, 2012, "Health Minister|VNM"),
            ],
            [[0, 2], [1]],
        ),
        # One life: from office to office, and in office for long.
        (
            [
                person("Ana Souza", "BRA", 2, 2010, "Trade Minister|BRA"),
                person("Ana Souza", "BRA", 2, 2012, "chief executive|Vale"),
                person("Ana Souza", "BRA", 1, 2024),
            ],
            [[0, 1, 2]],
        ),
        (
            [
                person("Ho Chi Minh", "VNM", 2, 1955, "President|VNM"),
                person("Ho Chi Minh", "VNM", 2, 1967, "President|VNM"),
                person("Ho Chi Minh", "VNM", 9, 2024),
            ],
            [[0, 1, 2]],
        ),
    ],
)
def test_several_persons(cast: list[Named], expected: list[list[int]]) -> None:
    assert groups(cast) == expected


def test_the_name_nearly_all_reports_of_the_time_mean() -> None:
    often = [person("Donald Trump", "USA", 60, 2018), person("Ivanka Trump", "USA", 2, 2018), person("Trump", "USA", 1, 2018)]
    assert groups(often) == [[0, 2], [1]]
    seldom = [person("Donald Trump", "USA", 10, 2018), person("Ivanka Trump", "USA", 2, 2018), person("Trump", "USA", 1, 2018)]
    assert groups(seldom) == [[0], [1], [2]]


def links(*cast: Named) -> list[Link]:
    seen = [s for _, s in sightings(cast)]
    return all_links("person", all_faces("person", seen))


@pytest.mark.parametrize(
    ("short", "full", "rule", "why"),
    [
        (
            "Lavrov",
            "Sergey Lavrov",
            "short-name",
            "“Lavrov” can only be “Sergey Lavrov”, the one Russian person of that name in these reports",
        ),
        (
            "S. Lavrov",
            "Sergey Lavrov",
            "initials",
            "“S. Lavrov” is “Sergey Lavrov” with initials, the one Russian person in these reports with these",
        ),
        (
            "Sergey Lavrov",
            "Sergey Viktorovich Lavrov",
            "fuller-name",
            "“Sergey Lavrov” is a shorter form of “Sergey Viktorovich Lavrov”, and no other Russian person in these reports "
            "has both names",
        ),
        ("Tom Ivanov", "Thomas Ivanov", "nickname", "“Thomas Ivanov” and “Tom Ivanov” are a short and a full form of one name"),
        ("Petro Ivanov", "Pyotr Ivanov", "spelling", "“Petro Ivanov” and “Pyotr Ivanov” are two spellings of one name"),
    ],
)
def test_links_say_why(short: str, full: str, rule: str, why: str) -> None:
    assert (rule, why) in {(x.rule, x.why) for x in links(person(short, "RUS"), person(full, "RUS"))}


def test_answers_stay_few() -> None:
    long = "Andrés Manuel Luis Fernando María López de Santa Anna y Obrador"
    for name in (long, "Luiz Inácio Lula da Silva", "Mohammad bin Salman Al Saud", "Sergey Viktorovich Lavrov"):
        (face,) = all_faces("person", [Sighted("r1", Actor(ActorName(name), "person", "MEX"))])
        assert len(answers(face)) <= 72


@pytest.mark.parametrize(
    ("name", "country", "usual", "not_usual"),
    [
        ("Bui Thanh Son", "VNM", {"son"}, {"bui", "thanh"}),
        ("Sergey Lavrov", "RUS", {"lavrov", "lavrov s"}, {"sergei"}),
        ("Xi Jinping", "CHN", {"ksi"}, {"iinping"}),
        ("Luiz Inácio Lula da Silva", "BRA", {"lula", "silva"}, {"luiz", "da"}),
        ("Anwar Ibrahim", "MYS", {"anvar", "ibrahim"}, set()),
    ],
)
def test_short_forms(name: str, country: str, usual: set[str], not_usual: set[str]) -> None:
    told = forms(name, country).usual
    assert usual <= told
    assert not told & not_usual
