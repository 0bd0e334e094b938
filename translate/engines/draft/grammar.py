"""What Vietnamese and Lao say where Indonesian has an affix or a function word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .unit import Kind, Unit


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a head-initial target language for the rules of `head_initial`.

    Attributes:
        lang: BCP-47 tag.
        passive: before a verb with di-.
        completed: what of `telah` and `sudah` is said before that.
        adverse: the same, for what is bad for the subject.
        plural: before a reduplicated noun.
        possessive: after a noun with -nya.
        object_clitic: after a verb with -nya.
        speaker: who speaks in `katanya` after a quotation.
        of: between a noun and a pronoun that owns it.
        more, most, very: after an adjective; empty where the word stands before it.
        more_done: `lebih` of a verb, after it.
        ordinal: before the number of ke-N.
        occasion: before the number of ke-N after an event.
        for_verb, for_noun: `untuk` before a verb and before a noun.
        from_verb, from_noun, out_of: `dari` after a verb, after a noun, and after a number.
        relative: `yang` before a noun or pronoun.
        relative_verb: `yang` before a verb or an adjective.
        which: `apa yang` after a noun.
        in_name, in_noun: `di` before a name or term, and before another noun.
        on_date: `pada` before a time.
        at_place: `pada` before anything else.
        manner: `secara` before an adjective.
        nominal: before a verb that follows a preposition.
        by_doing: `dengan` before a verb.
        this, this_thing: `ini` as subject, before `adalah` and before another verb.
        that, that_thing: `itu` likewise.
        definite: `itu` after a noun, where it only says that the noun is known; None to point.
        without_clause: `sebelum`, `setelah`, `sesudah`, `usai` before a noun alone.
        what: `apa yang` that begins a question.
        madam: `Ibu` before a name.
        decade: `tahun` before 1990-an.
        question: what closes a question with `apakah`.
        up_to, down_to: `menjadi` before a number.
        asked: `agar` after a verb of asking or hoping.
        those: `mereka` before a relative clause.
        year: before the number of a year that has no `tahun`.
        than: `daripada` after a comparative.
        mutual: `saling`, after its verb.
        both: before the number of `keduanya`.
        cardinals: `kedua` to `kelima` before a noun.
        ordinals: `kedua` to `kelima` elsewhere.
        said_once: what is not said again where one piece ends and the next begins with it.
        words: other function words whose rendering is not the lexicon's.
    """

    lang: str
    passive: str
    completed: str
    adverse: str
    plural: str
    possessive: str
    object_clitic: str
    speaker: str
    of: str
    more: str
    most: str
    very: str
    more_done: str
    ordinal: str
    occasion: str
    for_verb: str
    for_noun: str
    from_verb: str
    from_noun: str
    out_of: str
    relative: str
    relative_verb: str
    which: str
    in_name: str
    in_noun: str
    on_date: str
    at_place: str
    manner: str
    nominal: str
    by_doing: str
    this: str
    this_thing: str
    that: str
    that_thing: str
    definite: str | None
    without_clause: Mapping[str, str]
    what: str
    madam: str
    decade: str
    question: str
    up_to: str
    down_to: str
    asked: str
    those: str
    year: str
    than: str
    mutual: str
    both: str
    cardinals: Mapping[str, str]
    ordinals: Mapping[str, str]
    said_once: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)


VERBAL = frozenset({"v", "vpass"})
AUXILIARIES = frozenset(
    "akan telah sudah sedang tengah tidak belum dapat bisa harus perlu masih lebih juga tak terus "
    "wajib ingin mampu pernah segera hanya selalu mulai".split()
)
TIMES = frozenset(
    "hari minggu pekan bulan tahun abad dekade akhir awal pertengahan masa saat waktu tanggal "
    "pukul jam pagi siang sore malam petang musim kuartal triwulan semester periode era senin "
    "selasa rabu kamis jumat sabtu ahad kesempatan hari-hari dini zaman tahap fase januari "
    "februari maret april mei juni juli agustus september oktober november desember menit detik "
    "kali".split()
)

ADVERSE = frozenset(
    "menangkap membunuh menyerang merusak menghancurkan menuduh menembak melarang mencuri menahan "
    "mengkritik memenjarakan mengecam memukul memperkosa menculik menewaskan melukai mengancam "
    "mengganggu menghukum memecat membubarkan membakar menyita menipu menginfeksi mengalahkan "
    "mengusir mendeportasi menabrak mencurigai menolak memblokir membatasi menunda membatalkan "
    "menjajah menyiksa mendakwa memaksa menjatuhi menggigit menelan mengabaikan menghina "
    "menyalahkan menganiaya mendiskriminasi menutup menangguhkan mencemari merampok membajak "
    "mengeksploitasi menindas meninggalkan menggusur merugikan mengorbankan mengeksekusi menjerat "
    "menyerbu menduduki mengepung mengebom memutus mencopot mengisolasi melecehkan "
    "menembaki".split()
)
"""Verbs whose passive is bad for the subject."""


def is_verbal(unit: Unit | None) -> bool:
    """Whether a unit is a verb or an auxiliary."""
    return unit is not None and (
        unit.pos in VERBAL or unit.passive or (unit.kind is Kind.WORD and unit.word in AUXILIARIES)
    )


def is_nominal(unit: Unit | None) -> bool:
    """Whether a unit is or can be the head of a noun phrase."""
    return unit is not None and (
        unit.pos in ("n", "propn", "pron") or unit.kind in (Kind.TERM, Kind.NAME, Kind.UNKNOWN)
    )


def is_time(unit: Unit | None) -> bool:
    """Whether a unit is a date or begins with a word for a time."""
    return unit is not None and (
        unit.kind is Kind.DATE or unit.word.split(" ", 1)[0].split("-", 1)[0] in TIMES
    )
