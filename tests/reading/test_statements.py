"""Statements: sentence → speaker's words, cue, content."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from attache.language.en import analyse
from attache.language.marks import Frame, Marks
from attache.language.tokens import plain
from attache.reading.analysis import Analysis
from attache.reading.statements import find_statements, speakers_at, statement_at
from attache.reading.statements.cues import cues_by_verb, verb_forms
from attache.reading.statements.quotations import find_quotations
from attache.records import Actor, ActorKind, ActorName, Evidence, Mention, Report, ReportId, Statement

NAMED: dict[str, tuple[str, ActorKind]] = {
    "Amina Sow": ("Amina Sow", "person"),
    "Sow": ("Amina Sow", "person"),
    "Jorge Prado": ("Jorge Prado", "person"),
    "Prado": ("Jorge Prado", "person"),
    "Senegal": ("SEN", "country"),
    "Dakar": ("SEN", "country"),
    "Peru": ("PER", "country"),
    "Chile": ("CHL", "country"),
    "Lima": ("PER", "country"),
    "the foreign ministry in Lima": ("Ministry of Foreign Affairs of Peru", "organisation"),
}


def analysed(text: str) -> Analysis:
    """The text with the actors of `NAMED` mentioned wherever their words stand, the longer words first."""
    report = Report(ReportId("r0000000000000000"), text, "0" * 64)
    at = Analysis(report, plain(analyse(text)))
    mentions: list[Mention] = []
    for words, (name, kind) in sorted(NAMED.items(), key=lambda item: -len(item[0])):
        start = text.find(words)
        while start >= 0:
            end = start + len(words)
            if not any(m.evidence.start <= start < m.evidence.end for m in mentions):
                mentions.append(Mention(Evidence(report.id, start, end, words), name, kind, "name"))
            start = text.find(words, end)
    actors = {ActorName(name): Actor(ActorName(name), kind) for name, kind in NAMED.values()}
    return replace(at, actors=actors, mentions=tuple(sorted(mentions, key=lambda m: m.evidence)))


@cache
def statements(text: str) -> tuple[Statement, ...]:
    return find_statements(analysed(text))


ONE = [
    # the cue before
    ("Amina Sow said the talks had been useful.", "Amina Sow", "said", "the talks had been useful"),
    ("Amina Sow said that the talks had been useful.", "Amina Sow", "said", "the talks had been useful"),
    ("Amina Sow told reporters on Monday that Senegal would sign.", "Amina Sow", "told", "Senegal would sign"),
    ("Jorge Prado: “We will sign in May.”", "Jorge Prado", ":", "We will sign in May"),
    ("Jorge Prado asked whether the pact would hold.", "Jorge Prado", "asked", "whether the pact would hold"),
    # after
    ("The talks had been useful, Amina Sow said on Monday.", "Amina Sow", "said", "The talks had been useful"),
    ("“The talks were useful,” said Amina Sow.", "Amina Sow", "said", "The talks were useful"),
    ('"The talks were useful," Amina Sow told reporters.', "Amina Sow", "told", "The talks were useful"),
    ("Trade fell last year, according to Jorge Prado.", "Jorge Prado", "according to", "Trade fell last year"),
    ("“Will they sign in May?” Amina Sow asked on Monday.", "Amina Sow", "asked", "Will they sign in May?"),
    (
        "“We were wrong,” Amina Sow wrote to the families whom she had met on Monday.",
        "Amina Sow",
        "wrote",
        "We were wrong",
    ),
    # a phrase instead of a verb
    ("According to Jorge Prado, trade fell last year.", "Jorge Prado", "according to", "trade fell last year"),
    ("In Jorge Prado's words, the pact is dead.", "Jorge Prado", "in … words", "the pact is dead"),
    ("By Jorge Prado's count, trade fell last year.", "Jorge Prado", "by … count", "trade fell last year"),
    ("The pact is dead, in the words of Jorge Prado.", "Jorge Prado", "in the words of", "The pact is dead"),
    # things, figures and judgements
    ("Jorge Prado put the debt at 3 billion dollars.", "Jorge Prado", "put … at", "the debt at 3 billion dollars"),
    ("Amina Sow called the pact a “historic step”.", "Amina Sow", "called", "the pact a “historic step”"),
    ("Amina Sow described Peru as a key partner.", "Amina Sow", "described … as", "Peru as a key partner"),
    ("Amina Sow urged Peru to sign the pact.", "Amina Sow", "urged", "Peru to sign the pact"),
    ("Jorge Prado hoped that trade would grow.", "Jorge Prado", "hoped", "trade would grow"),
    # appositions and relative clauses around the speaker
    (
        "The minister of trade, Jorge Prado, warned that tariffs would rise.",
        "The minister of trade, Jorge Prado",
        "warned",
        "tariffs would rise",
    ),
    ("Amina Sow — a teacher from Thiès — says trade fell.", "Amina Sow — a teacher from Thiès", "says", "trade fell"),
    ("Peru was forced to wait and said that trade fell.", "Peru", "said", "trade fell"),
    ("Jorge Prado, who leads the ministry, said trade fell.", "Jorge Prado, who leads the ministry", "said", "trade fell"),
]


@pytest.mark.parametrize(("text", "as_", "cue", "content"), ONE, ids=[case[0][:40] for case in ONE])
def test_one_statement(text: str, as_: str, cue: str, content: str) -> None:
    found = [(s.as_, s.cue, s.content.text) for s in statements(text)]
    assert found == [(as_, cue, content)]


NONE = [
    "Amina Sow did not say when the pact would be signed.",
    "Amina Sow will say more on Friday.",
    "Jorge Prado declined to say more.",
    "Peru recalled its ambassador on Monday.",
    "The two sides hold equal parts of the company.",
    "What the papers say was not made public.",
    "Peru asked Chile to extradite two officers.",
    "The statistics show 3 million dollars for May.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_statement(text: str) -> None:
    assert statements(text) == ()


def test_quotation_broken_by_its_cue_is_one_record() -> None:
    (one,) = statements("“We are ready,” Amina Sow said, “to open the border for lorries and trains.”")
    assert (one.content.text, one.continued and one.continued.text) == (
        "to open the border for lorries and trains",
        "We are ready",
    )
    assert one.quoted is True


def test_quotation_in_the_next_sentence_goes_on() -> None:
    (one,) = statements("“We are ready,” Amina Sow said. “The border is open for lorries.”")
    assert {one.content.text, one.continued and one.continued.text} == {"We are ready", "The border is open for lorries"}


def test_subject_before_the_cue_and_verb_after_it_are_one() -> None:
    (one,) = statements("The pact, Amina Sow said, was signed in good faith.")
    assert (one.content.text, one.continued and one.continued.text) == ("was signed in good faith", "The pact")


def test_two_cues_are_two_records_of_one_speaker() -> None:
    first, second = statements("Amina Sow said the talks had been useful, adding that Senegal would sign.")
    assert [(s.cue, s.content.text) for s in (first, second)] == [
        ("said", "the talks had been useful"),
        ("adding", "Senegal would sign"),
    ]
    assert first.speakers == second.speakers == ("Amina Sow",)


def test_inner_statement_has_the_outer_speaker_as_via() -> None:
    outer, inner = statements("Amina Sow said Jorge Prado had told her that the pact was dead.")
    assert (outer.speakers, outer.via) == (("Amina Sow",), ())
    assert (inner.speakers, inner.via, inner.content.text) == (("Jorge Prado",), ("Amina Sow",), "the pact was dead")


def test_words_passed_on_are_those_who_are_quoted() -> None:
    (one,) = statements("The envoy had walked out, the foreign ministry in Lima reported, quoting Jorge Prado.")
    assert (one.speakers, one.via) == (("Jorge Prado",), ("Ministry of Foreign Affairs of Peru",))


def test_hearer_is_the_addressee() -> None:
    (one,) = statements("Amina Sow told Jorge Prado that the pact was dead.")
    assert (one.speakers, one.addressee) == (("Amina Sow",), "Jorge Prado")


def test_a_document_speaks_for_whom_it_is_from() -> None:
    (one,) = statements("A statement by the foreign ministry in Lima said that the pact was dead.")
    assert one.speakers == ("Ministry of Foreign Affairs of Peru",)


def test_joint_speakers_are_one_record() -> None:
    (one,) = statements("Senegal, Peru and Chile said that the pact was dead.")
    assert one.speakers == ("SEN", "PER", "CHL")


def test_pronoun_without_a_mention_is_the_last_speaker() -> None:
    _, second = statements("Amina Sow said the talks had been useful. Senegal would sign, she added.")
    assert (second.speakers, second.as_) == (("Amina Sow",), "she")


def test_free_indirect_sentence_goes_on_with_the_speaker() -> None:
    _, free = statements("Amina Sow said the talks had been useful. Both countries would open their ports.")
    assert (free.rule, free.speakers, free.content.text) == (
        "statements/free",
        ("Amina Sow",),
        "Both countries would open their ports",
    )


def test_unnamed_people_are_named_by_their_words() -> None:
    (one,) = statements("The pact is dead, a senior official said.")
    assert one.speakers == ("unnamed senior official",)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“The pact is dead,” Amina Sow said.", True),
        ("The pact is “dead”, Amina Sow said.", "mixed"),
        ("The pact is dead, Amina Sow said.", False),
    ],
)
def test_quoted(text: str, quoted: object) -> None:
    (one,) = statements(text)
    assert one.quoted == quoted


@pytest.mark.parametrize("dateline", ["LIMA, 3 May (Andes Wire) - ", "Lima (AW) - ", "Lima, May 3 – ", "LIMA — "])
def test_evidence_is_the_text_itself_without_its_dateline(dateline: str) -> None:
    text = f"{dateline}The talks had been useful, Amina Sow said on Monday. Rain fell."
    (one,) = statements(text)
    for passage in (one.content, *one.evidence):
        assert text[passage.start : passage.end] == passage.text
    assert one.evidence[0].text == "The talks had been useful, Amina Sow said on Monday"


def test_speakers_at_gives_the_innermost_speaker() -> None:
    text = "Amina Sow said Jorge Prado had told her that the pact was dead."
    found = statements(text)
    assert speakers_at(found, text.index("pact")) == ("Jorge Prado",)
    assert speakers_at(found, text.index("had told")) == ("Amina Sow",)
    assert speakers_at(found, 0) == ()
    assert statement_at(found, 0) is None


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes”.", ["yes"]),
        ("«Oui», dit-il.", ["Oui"]),
        ("It's Peru's ‘own’ ship.", ["own"]),
        ("“Not closed\nin its line.", ["Not closed"]),
        ("It's the envoys' car.", []),
        ('“We are ready," he said. “Yes.”', ["We are ready,", "Yes."]),
        ("''We are ready,'' he said.", ["We are ready,"]),
    ],
)
def test_quotations(text: str, inner: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inner


def test_cue_table_is_broad_and_its_rows_are_whole() -> None:
    cues = [cue for cues in cues_by_verb().values() for cue in cues]
    assert len(cues) > 300
    frames = {
        "clause",
        "that",
        "beside",
        "hearer",
        "infinitive",
        "object",
        "predicate",
        "as",
        "quoted",
        "words",
        "state",
        "amount",
    }
    assert all(cue.frames and cue.frames <= frames for cue in cues)
    assert len({cue.words for cue in cues}) == len(cues)


@pytest.mark.parametrize(
    ("form", "verb"),
    [("said", "say"), ("denies", "deny"), ("regretted", "regret"), ("quipping", "quip"), ("putting", "put"), ("told", "tell")],
)
def test_verb_forms(form: str, verb: str) -> None:
    assert verb in {base for base, _ in verb_forms()[form]}


INTERVIEWS = {
    "letters": (
        "Amina Sow spoke in an interview in Lima on Friday.\n\n"
        "Q: How is trade?\nA: Very good. It reached 3 billion dollars last year. We hope for more in May.\n\n"
        "Q: And visits?\nThe president will come to Lima in June.\n\nRelated articles\nPeru wins the cup again",
        ("It reached 3 billion dollars last year", "We hope for more in May", "The president will come to Lima in June"),
    ),
    "one line": (
        "Interview with Amina Sow.\n\nQ: How is trade? A: It reached 3 billion dollars last year.\n\n"
        "Q: And visits? A: Our president will come to Lima.",
        ("It reached 3 billion dollars last year", "Our president will come to Lima"),
    ),
    "questions": (
        "Jorge Prado gave an interview to the paper. Amina Sow sat in.\n\n"
        "Is the pact dead?\n\nWe have not given it up. Peru wants to sign.\n\n"
        "And the debt?\n\n“I will speak of it in Dakar. Senegal owes us nothing more.”",
        ("We have not given it up", "I will speak of it in Dakar", "Senegal owes us nothing more"),
    ),
    "names": (
        "Amina Sow met the press in Lima.\n\nReporter: Will you sign?\n\nSow: Peru has to move first on this.\n\n"
        "Reporter: When is the vote?\n\nSow: It will be held in Dakar in May.",
        ("Peru has to move first on this", "It will be held in Dakar in May"),
    ),
}


@pytest.mark.parametrize("form", sorted(INTERVIEWS))
def test_answers_are_the_interviewees_statements(form: str) -> None:
    text, contents = INTERVIEWS[form]
    answered = [s for s in statements(text) if s.rule == "statements/answer"]
    speaker = "Jorge Prado" if form == "questions" else "Amina Sow"
    assert tuple(s.content.text for s in answered) == contents
    assert {s.speakers for s in answered} == {(speaker,)}


def test_condensed_answers_keep_to_their_cues() -> None:
    text = (
        "Notes of an interview with Amina Sow.\n\nQ. How is trade?\nA. It has doubled, Sow says. Peru joined the pact in May.\n\n"
        "Q. And the pact?\nA. It will be signed in June, Sow says. It was put off twice before."
    )
    assert [s.content.text for s in statements(text)] == ["It has doubled", "It will be signed in June"]


def test_questions_of_an_explainer_open_no_interview() -> None:
    text = "Why does it matter?\n\nTrade with Peru fell last year.\n\nWhat comes next?\n\nAmina Sow said the pact would hold."
    assert [s.content.text for s in statements(text)] == ["the pact would hold"]


COMMUNIQUE = (
    "JOINT COMMUNIQUÉ\n\n1. The Ministers of Trade of Peru and Chile met in Lima on 3 May.\n\n"
    "2. The Ministers welcomed progress on the pact. They noted that trade had doubled.\n\n"
    "3. Ministers expressed concern at the drought and called on Senegal to open its market.\n\n"
    "4. Peru undertook to reply by June. The two sides agreed that the pact shall stay open."
)


def test_the_parties_of_a_communique_speak() -> None:
    both = ("PER", "CHL")
    assert [(s.speakers, s.content.text) for s in statements(COMMUNIQUE)] == [
        (both, "progress on the pact"),
        (both, "trade had doubled"),
        (both, "concern at the drought"),
        (both, "Senegal to open its market"),
        (("PER",), "to reply by June"),
        (both, "the pact shall stay open"),
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Amina Sow announced €244 million for the port.", "€244 million for the port"),
        ("Amina Sow announced a further 3 billion dollars for the port.", "a further 3 billion dollars for the port"),
        ("Peru sent back the debt, which Jorge Prado put at 3 billion dollars.", "3 billion dollars"),
        ("Jorge Prado paid tribute to the dead of Lima.", "the dead of Lima"),
        ("Jorge Prado likened the pact to a cage.", "the pact to a cage"),
    ],
)
def test_sums_and_comparisons(text: str, content: str) -> None:
    assert [s.content.text for s in statements(text)] == [content]


def test_parties_agree_in_a_communique_alone() -> None:
    assert statements("Peru and Chile agreed that the pact shall stay open.") == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Trade fell, according to the Ministry of Trade, Labour and Services.", "Ministry of Trade, Labour and Services"),
        ("The Ministry of Trade, Labour and Services said trade fell.", "Ministry of Trade, Labour and Services"),
        ("Trade fell last year, according to Peru's customs.", "Customs of Peru"),
    ],
)
def test_bodies_are_named_whole(text: str, speaker: str) -> None:
    assert [s.speakers for s in statements(text)] == [(speaker,)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jorge Prado met Amina Sow. Sow said the pact was dead. The debt would be paid in May, she said.", ["Amina Sow"] * 2),
        ("Peru, itself short of rain, said it would sell no grain.", ["PER"]),
        ("Regional energy ministers met in Lima. The ministers said the pact was dead.", ["Regional energy ministers"]),
        ("The envoy joined Andean energy ministers in Lima. The ministers said it was dead.", ["Andean energy ministers"]),
    ],
)
def test_speakers_are_found_in_what_stands_before(text: str, speakers: list[str]) -> None:
    assert [s.speakers for s in statements(text)] == [(name,) for name in speakers]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lima and Peru's partners met. Peru signed. The government denied that land would be sold.", "PER"),
        ("Peru signed. The central bank said that trade had grown.", "Central bank of Peru"),
        ("The line will open in May, the operator Andes Blue Rail said.", "Andes Blue Rail"),
        ("The minister, the judges said, had broken the law.", "judges"),
    ],
)
def test_bodies_without_an_owner_are_those_of_the_country_most_named(text: str, speaker: str) -> None:
    assert [list(s.speakers) for s in statements(text)] == [[speaker]]


def test_judges_speak_for_the_court_named_before() -> None:
    at = analysed("The High Court of Chile sat. The judges found that the works were harmless.")
    court = Mention(Evidence(at.report.id, 4, 23, "High Court of Chile"), "High Court of Chile", "organisation", "name")
    found = find_statements(replace(at, mentions=(court, *at.mentions)))
    assert [list(s.speakers) for s in found] == [["High Court of Chile"]]


def test_what_is_quoted_and_no_speaking_noun_says_nothing() -> None:
    assert [list(s.speakers) for s in statements("“If the works go on we will be back,” said Amina Sow.")] == [["Amina Sow"]]


@pytest.mark.parametrize(("certainty", "speakers"), [(0.98, [["Amina Sow"]]), (0.9, [])])
def test_a_sure_frame_stands_where_no_rule_does(certainty: float, speakers: list[list[str]]) -> None:
    text = "Amina Sow wagered Peru would sign soon."
    at = analysed(text)
    frame = Frame((2,), None, certainty, roles={"source": (0, 1), "content": (3, 4, 5, 6)})
    at.doc.marks = Marks(attributions=(frame,))
    assert [list(s.speakers) for s in find_statements(replace(at))] == speakers
