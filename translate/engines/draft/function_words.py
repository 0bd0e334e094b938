"""What a function word is between its neighbours: one small rule for each word."""

from __future__ import annotations

from collections.abc import Callable

from .grammar import Grammar, is_nominal, is_time, is_verbal
from .unit import Kind, Unit

Rule = Callable[[list[Unit], int, Grammar], str | None]
"""Takes the units, the place of the word and the grammar; returns what is written, which may be
nothing, or None when the lexicon's rendering will do."""


def function_word(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """Return what the function word at `place` is here, None when no rule has a say."""
    unit = units[place]
    if unit.kind is not Kind.WORD:
        return None
    rule = _RULES.get(unit.word)
    text = rule(units, place, grammar) if rule is not None else None
    return grammar.words.get(unit.word) if text is None else text


def _before(units: list[Unit], place: int) -> Unit | None:
    return units[place - 1] if place else None


def _after(units: list[Unit], place: int) -> Unit | None:
    return units[place + 1] if place + 1 < len(units) else None


def _yang(units: list[Unit], place: int, grammar: Grammar) -> str:
    """A relative clause with its own subject wants a relative word; an ordinal wants none."""
    after = _after(units, place)
    if after is None:
        return grammar.relative
    ordinal = after.kind is Kind.ORDINAL or after.word in ("pertama", *grammar.ordinals)
    if ordinal or after.word in ("lain", "lainnya", "sama"):
        return ""
    return grammar.relative if is_nominal(after) else grammar.relative_verb


def _untuk(units: list[Unit], place: int, grammar: Grammar) -> str:
    """Purpose before a verb, benefit before a noun; nothing after a verb that takes a verb."""
    before = _before(units, place)
    following = place + 1
    while following < len(units) - 1 and (
        units[following].pos == "adv" or units[following - 1].word == "secara"
    ):
        following += 1
    if not (following < len(units) and is_verbal(units[following])):
        return grammar.for_noun
    return "" if before is not None and before.word in _TAKES_VERB else grammar.for_verb


_TAKES_VERB = frozenset(
    "sepakat setuju memutuskan berencana bersedia siap gagal mencoba berusaha berupaya menolak "
    "diminta diizinkan berhak berjanji bertekad enggan ingin mulai terpaksa berhasil cenderung "
    "berkomitmen bermaksud berharap".split()
)


def _agar(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """What is asked for or hoped follows its verb without a word of purpose."""
    before = _before(units, place)
    return grammar.asked if before is not None and before.word in _ASKS else None


_ASKS = frozenset(
    "meminta mendesak mengharapkan berharap menyerukan mengusulkan menyarankan memerintahkan "
    "mengimbau menginginkan memohon mendorong memastikan menuntut menekankan menghimbau".split()
)


def _mereka(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`mereka yang`: those who."""
    after = _after(units, place)
    return grammar.those if after is not None and after.word == "yang" else None


def _dari(units: list[Unit], place: int, grammar: Grammar) -> str:
    """Out of a number (two of the five), of a noun, from a place or from one number to another."""
    before, after = _before(units, place), _after(units, place)
    count = before is not None and (before.kind is Kind.NUMBER or before.pos == "num")
    if count and not any(unit.word in _RANGE for unit in units[place + 1 : place + 5]):
        return grammar.out_of
    whole = after is not None and (after.pos == "n" or after.kind is Kind.TERM)
    return grammar.from_noun if is_nominal(before) and whole else grammar.from_verb


def _di(units: list[Unit], place: int, grammar: Grammar) -> str:
    """At a place, at what has a name; in a field, a group, a body."""
    after = _after(units, place)
    if after is not None and after.word in _INSIDE and not after.capital:
        return grammar.at_place
    named = after is not None and (
        after.kind in (Kind.TERM, Kind.NAME) or after.pos == "propn" or after.capital
    )
    return grammar.in_name if named else grammar.in_noun


_INSIDE = frozenset(
    "sektor bidang kawasan wilayah industri pasar dunia lingkungan kehidupan era masyarakat tubuh "
    "darah otak sel air udara alam hati kelompok tim komunitas organisasi partai berbagai banyak "
    "seluruh sebagian semua beberapa tingkat kelas musim setiap bagian abad zaman masa pikiran "
    "keluarga pertandingan final babak laut hutan ruang atmosfer".split()
)


def _telah(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    after = _after(units, place)
    return grammar.completed if after is not None and after.passive else None


_RANGE = frozenset({"menjadi", "ke", "hingga", "sampai"})


def _pada(units: list[Unit], place: int, grammar: Grammar) -> str:
    after = _after(units, place)
    year = after is not None and after.kind is Kind.NUMBER and len(after.surface) == 4
    return grammar.on_date if year or is_time(after) else grammar.at_place


def _secara(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    after = _after(units, place)
    return grammar.manner if after is not None and after.pos == "adj" else None


def _dengan(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`dengan` and an active verb: by doing."""
    after = _after(units, place)
    if after is not None and after.pos == "v" and after.word.startswith("me"):
        return grammar.by_doing
    return None


def _demonstrative(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`ini` and `itu` that follow no noun are the subject: this is, this thing."""
    unit, before, after = units[place], _before(units, place), _after(units, place)
    joined = before is not None and before.pos in ("conj", "prep")
    opens = before is None or before.kind is Kind.MARK
    if not opens and not (before and joined and before.word not in ("yang", "ketika", "saat")):
        pointing = before is not None and before.word in _POINTED
        return grammar.definite if unit.word == "itu" and not pointing else None
    near = unit.word == "ini"
    if after is not None and after.word in ("adalah", "merupakan", "bukan", "ialah"):
        return grammar.this if near else grammar.that
    return grammar.this_thing if near else grammar.that_thing


_POINTED = frozenset(
    "orang pria wanita perempuan lelaki anak hari waktu saat tahun malam minggu bulan ketika hal "
    "masa seperti kini sekarang".split()
)


def _clause_follows(units: list[Unit], place: int) -> bool:
    """Whether a verb stands in what follows, before the next mark or conjunction."""
    for unit in units[place + 1 : place + 7]:
        if unit.kind in (Kind.MARK, Kind.DATE) or unit.pos == "conj":
            return False
        if is_verbal(unit):
            return True
    return False


def _before_after(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`sebelum` and `setelah` before a noun alone are said without the word for when."""
    return None if _clause_follows(units, place) else grammar.without_clause[units[place].word]


def _cardinal(units: list[Unit], place: int, grammar: Grammar) -> str:
    """`kedua` before a noun counts it; after one it is an ordinal, as it is alone."""
    unit, before, after = units[place], _before(units, place), _after(units, place)
    if unit.clitic == "nya":
        return f"{grammar.both}{grammar.cardinals[unit.word]}"
    series = before is not None and before.word in _SERIES
    if after is not None and is_nominal(after) and not series and after.space:
        return grammar.cardinals[unit.word]
    return grammar.ordinals[unit.word]


_SERIES = frozenset(
    "hari kali tahun putaran babak tahap gelombang anak edisi kuartal semester posisi peringkat "
    "tempat bagian fase langkah sesi set gol periode yang terbesar tertinggi minggu pekan bulan "
    "generasi kalinya dosis".split()
)


def _apa_yang(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`hambatan apa yang`: which obstacle; a question that begins with it asks for a thing."""
    before = _before(units, place)
    if before is not None and before.pos == "n":
        return grammar.which
    ends = (unit.surface for unit in units[place:] if unit.surface in (".", "?", "!"))
    asks = before is None or before.kind is Kind.MARK
    return grammar.what if asks and next(ends, "") == "?" else None


def _ibu(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`Ibu` with a capital, before a name or as an address, is Mrs and no mother."""
    unit, after = units[place], _after(units, place)
    named = after is not None and after.kind in (Kind.NAME, Kind.TERM)
    respectful = unit.surface[0].isupper() and not unit.clitic
    return grammar.madam if respectful and (unit.capital or named) else None


def _menjadi(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    """`dari 20 persen menjadi 30 persen`: up to, or down to after a verb of falling."""
    after = _after(units, place)
    if after is None or after.kind is not Kind.NUMBER:
        return None
    falls = any(unit.word in _FALLS for unit in units[max(0, place - 8) : place])
    return grammar.down_to if falls else grammar.up_to


_FALLS = frozenset(
    "turun menurun berkurang menyusut anjlok merosot melemah menurunkan mengurangi jatuh".split()
)


def _tahun(units: list[Unit], place: int, grammar: Grammar) -> str | None:
    after = _after(units, place)
    decade = after is not None and after.surface.endswith("-an")
    return grammar.decade if decade else None


_RULES: dict[str, Rule] = {
    "yang": _yang,
    "untuk": _untuk,
    "dari": _dari,
    "di": _di,
    "telah": _telah,
    "sudah": _telah,
    "pada": _pada,
    "sebelum": _before_after,
    "setelah": _before_after,
    "sesudah": _before_after,
    "usai": _before_after,
    "agar": _agar,
    "supaya": _agar,
    "mereka": _mereka,
    "secara": _secara,
    "dengan": _dengan,
    "ini": _demonstrative,
    "itu": _demonstrative,
    "kedua": _cardinal,
    "ketiga": _cardinal,
    "keempat": _cardinal,
    "kelima": _cardinal,
    "apa yang": _apa_yang,
    "tahun": _tahun,
    "ibu": _ibu,
    "menjadi": _menjadi,
}
