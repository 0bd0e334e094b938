"""English predicates: agreement, subjects that Indonesian leaves out, adverbs of manner."""

from __future__ import annotations

from corpus.languages.english import adverb, quality

from ..pieces import Piece
from .attributes import DEGREES
from .chunks import Chunk, Part
from .forms import LINKING, NEEDS_SUBJECT, THERE, form_of
from .sentence import Clause, Sentence
from .subjects import write_nouns
from .verbs import Agreement, Form, VerbGroup, adverb_text, conjugate

MANNER = frozenset({"secara", "dengan"})
_ADVERBIAL = frozenset(
    "umumnya biasanya khususnya sebenarnya seharusnya selanjutnya sebaliknya utamanya normalnya "
    "idealnya singkatnya jelasnya lazimnya pastinya resminya".split()
)
_REPORTING = frozenset("say state announce admit claim stress emphasise affirm believe add".split())
_APPEARING = frozenset("terjadi muncul lahir hilang tampak terbentuk tercipta".split())


def write_verb(sentence: Sentence, place: int, group: VerbGroup) -> None:
    """Write a verb group: conjugated, or as an adverb of manner, with the subject it needs."""
    before = sentence.before(place)
    if (
        sentence.clause.finite
        and group.main.word in _APPEARING
        and (before is not None and before.unit.surface == ",")
    ):
        sentence.clause = Clause()  # `Ketika hujan turun, muncul pelangi`
    if group.is_adjective and group.main.clitic == "nya" and not group.helpers:
        sentence.pieces += _of_quality(sentence, place, group)
        return
    if group.is_adjective and is_manner(sentence, place, group, before):
        sentence.pieces += _manner(group)
        return
    if group.main.word == "ada" and sentence.clause.relative and not sentence.clause.finite:
        following = sentence.at(place + 1)
        group.instead = "have" if following is not None and following.phrase else "exist"
    if group.main.word == "menjadi" and not group.helpers and _is_result(sentence, place, before):
        sentence.pieces += [Piece(one.rendering("en") or one.surface, one) for one in group.adverbs]
        after = sentence.at(place + 1)
        figure = after is None or after.phrase is None or bool(after.phrase.numbers)
        sentence.pieces.append(Piece("to" if figure else "into", group.main))
        return
    if _reports_itself(sentence, place, group):
        sentence.pieces.append(Piece(sentence.pronoun()))
        sentence.clause = Clause(subject=sentence.topic)
        form = Form.FINITE
    else:
        form = form_of(sentence, place, group, before)
    clause = sentence.clause
    if form is Form.FINITE and clause.subject is None and not clause.finite:
        if _inverted(sentence, place, group):
            return
        _expletive(sentence, place, group, before)
    subject = clause.subject
    agreement = Agreement(
        form,
        past=sentence.past,
        plural=_plural(sentence, place, group),
        first_person=subject is not None and subject.head.word in ("saya", "aku"),
        question=form is Form.FINITE and sentence.question >= 0 and not clause.relative,
    )
    pieces = conjugate(group, agreement)
    if agreement.question:
        sentence.pieces.insert(sentence.question, pieces.pop(0))
        sentence.question = -1
    sentence.pieces += pieces
    if group.main.clitic == "nya" and not group.is_passive and group.main.pos == "v":
        after = sentence.at(place + 1)
        sentence.pieces.append(Piece("of" if after is not None and after.phrase else "it"))
    clause.last, clause.form = group, form
    if form is Form.FINITE or (form is Form.DESCRIBING and clause.relative):
        clause.finite = True


def _reports_itself(sentence: Sentence, place: int, group: VerbGroup) -> bool:
    """Whether a verb says what its subject said of itself: `mengatakan akan datang`."""
    direct = sentence.at(place - 1)
    if direct is None or direct.group is None or sentence.topic is None:
        return False
    reported = group.is_adjective or bool(group.helpers)
    return reported and direct.group.text.split(" ")[0] in _REPORTING


def _is_result(sentence: Sentence, place: int, before: Chunk | None) -> bool:
    """Whether `menjadi` says what a figure changed to: `turun menjadi 5 persen`."""
    after = sentence.at(place + 1)
    return (
        sentence.clause.finite
        and before is not None
        and before.part in (Part.VERB, Part.AMOUNT, Part.NOUNS)
        and after is not None
        and after.part in (Part.AMOUNT, Part.NOUNS)
    )


def _inverted(sentence: Sentence, place: int, group: VerbGroup) -> bool:
    """Put a subject that follows its verb before it: `ditemukan bukti`, evidence was found."""
    after = sentence.at(place + 1)
    if after is None or after.phrase is None or group.is_adjective:
        return False
    if not group.is_passive and group.main.word not in _APPEARING:
        return False
    sentence.chunks[place], sentence.chunks[place + 1] = after, sentence.chunks[place]
    write_nouns(sentence, place, after.phrase)
    return True


def _expletive(sentence: Sentence, place: int, group: VerbGroup, before: Chunk | None) -> None:
    """Write the subject that Indonesian leaves out: `there`, `it`, or the topic again."""
    after = sentence.at(place + 1)
    repeats = before is not None and before.unit.word.partition(" ")[0] in NEEDS_SUBJECT
    if group.main.word == "ada":
        sentence.pieces.append(Piece("there"))
    elif repeats and sentence.topic is not None:
        topic = sentence.topic
        sentence.pieces.append(Piece(sentence.pronoun()))
        sentence.clause.plural = topic.is_plural
    elif (group.is_adjective or group.is_passive) and (
        after is None or after.part is not Part.NOUNS
    ):
        sentence.pieces.append(Piece("it"))


def _plural(sentence: Sentence, place: int, group: VerbGroup) -> bool:
    clause = sentence.clause
    if group.main.word in THERE and not clause.relative:
        after = sentence.at(place + 1)
        return after is not None and after.phrase is not None and after.phrase.is_plural
    return clause.plural or (clause.subject is not None and clause.subject.is_plural)


def is_manner(sentence: Sentence, place: int, group: VerbGroup, before: Chunk | None) -> bool:
    """Whether an adjective says how something is done: `secara luas`, `bekerja keras`."""
    if group.helpers or before is None:
        return False
    if before.group is not None and before.group.text.split(" ")[0] in (*_REPORTING, "make"):
        return False
    if before.unit.word in MANNER:
        after = sentence.at(place + 1)
        return after is None or after.phrase is None or before.unit.word == "secara"
    last = before.group
    if last is None or last.is_adjective:
        return False
    return last.text.split(" ")[0] not in LINKING and last.main.word not in (
        "menjadi", "tampak", "terlihat", "terasa", "merasa", "dianggap", "dinilai"
    )  # fmt: skip


def _of_quality(sentence: Sentence, place: int, group: VerbGroup) -> list[Piece]:
    """Write an adjective with -nya: `pentingnya X` is the importance of X, `umumnya` an adverb."""
    after = sentence.at(place + 1)
    others = [Piece(adverb_text(unit), unit) for unit in group.adverbs]
    if group.degree is not None:
        others.append(Piece(DEGREES[group.degree.word], group.degree))
    adverbial = group.main.surface.lower() in _ADVERBIAL
    if adverbial or after is None or after.phrase is None or after.phrase.head.pos == "pron":
        return [*others, Piece(adverb(group.text), group.main)]
    return [*others, Piece("the"), Piece(quality(group.text), group.main), Piece("of")]


def _manner(group: VerbGroup) -> list[Piece]:
    """Write an adjective that says how something is done: `bekerja sangat keras`."""
    pieces = [Piece(unit.rendering("en") or unit.surface, unit) for unit in group.adverbs]
    if group.degree is not None:
        pieces.append(Piece(DEGREES[group.degree.word], group.degree))
    return [*pieces, Piece(adverb(group.text), group.main)]
