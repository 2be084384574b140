"""Bytes → text: which encoding a Chinese text file is in, without trusting any label on it.

The ladder: a BOM; NUL bytes (UTF-16 without a BOM, or no text); strict UTF-8; the encoding in which the
bytes read as the most common hanzi; where it does not fit all bytes, line by line, with the damage told.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycmp.errors import ReadError, UsageError
from policycmp.models import Issue, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The longest first: the UTF-16 mark is the beginning of the UTF-32 one.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BYTEWISE = ("gb18030", "big5hkscs", "utf-8")
_WIDE = ("utf-16-le", "utf-16-be")
# Labels name the small standard, files hold the large one.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}

# The 360 hanzi that are most frequent in administrative prose (four of five characters there), in code
# order, and the traditional forms of those that have one. A wrong encoding gives hardly any of them.
_COMMON_HANZI = frozenset(
    "一万三上下不与专业东两严个中为主义之习乡争事二五交产人亿代以们件任企众优会位住体作供促保信值做健元先党入全"
    "公共关兴养内农决准出分划创利到制前力办功加务动势化区医十千升协单南县及双发取口台各合同名向员和品商善四团园"
    "固国在地场坚型城域培基境增复外多大央头好委字学安完定实家对导小就局居展山州工市干平年广应府度建开式引强得心"
    "快态思性总意成我战户房才扎打扩批技抓投护招持指排接控推提支收改攻放政效教数整文断新方施旅时明是智更有服期本"
    "术机村条极构林果标校核格模次步民气水求江河治法活流济海消深清港游源点牢物特率环现理生用电百的监目省着督研破"
    "础确示社科积程稳空突立第等策筹管精系级线经结统续综绿网美群老联聚育能自色范获营落融行表西要规解计设评试调质"
    "贯贸费资路车转达过运近进选通速造道部重量金链镇长问防际院险障集面革项预领题风食首验高"
    "個們億優內兩創劃動務勢區協員問單嚴國園團堅場學實專對導幹廣強復態應戰戶擴數斷時會東條業極構標機氣決準濟營爭"
    "獲現環產發監確礎積穩範籌級結統經綜綠網線縣總續羣義習聯臺與興萬衆術規計設評試調護貫費貿資質車轉辦農進遊運過"
    "達選鄉醫鎮鏈長開關際險雙電項預領頭題風養驗體點黨"
)
_SAMPLE_BYTES = 64 * 1024
_RESYNC_BYTES = 24
_MOST_DAMAGE = 0.05  # of the characters; beyond it the bytes are no text
_FEW_LOST = 4
_CERTAIN_SCORE = 0.15  # prose scores 0.5 and more, a list of names still 0.2, a wrong encoding 0.03
_MANY_CHARACTERS = 40  # too few characters prove nothing
_LOST = "\ufffd"
_NAME_IT = "save it as UTF-8, or name its encoding with --encoding"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was read in and the doubts about that."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    r"""Read bytes as text.

    Args:
        raw: the bytes of a file.
        encoding: the encoding that the user names; a BOM still counts for nothing in the text.

    Returns:
        The text, `\r\n` and `\r` turned into `\n` and without a BOM; offsets of everything later count on it.

    Raises:
        ReadError: the bytes are no text in any of the encodings.
        UsageError: no encoding has the name.
    """
    if encoding is not None:
        codec = parse_encoding(encoding)
        if codec is None:
            raise UsageError(f"no encoding is called {encoding!r}; try utf-8, gb18030, big5 or utf-16-le")
        return _finish(raw.decode(codec, "replace"), codec)
    for bom, codec in _BOMS:
        if raw.startswith(bom):
            return _finish(raw.decode(codec, "replace"), codec)
    return _decode_unmarked(raw)


def parse_encoding(name: str) -> str | None:
    """Give the codec for an encoding's name or a page's label, the wider one where labels are too narrow."""
    try:
        b"a".decode(name.strip(), "replace")
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(codec, codec)


def hanzi_score(text: str) -> float:
    """Measure how much a text reads like Chinese: the share of common hanzi among what is not ASCII."""
    letters = [character for character in text if character > "\x7f"]
    common = sum(character in _COMMON_HANZI for character in letters)
    return (common - letters.count(_LOST)) / len(letters) if letters else 0.0


def _decode_unmarked(raw: bytes) -> Decoded:
    if b"\0" in raw:
        return _finish(raw.decode(codec := _utf16_codec(raw), "replace"), codec)
    if (text := _strict(raw, "utf-8")) is not None:
        return _finish(text, "utf-8")
    codec = _likeliest_codec(raw)
    if (text := _strict(raw, codec)) is not None:
        return _finish(text, codec, doubted=True)
    if codec not in _BYTEWISE:
        return _finish(raw.decode(codec, "replace"), codec)
    return _decode_lines(raw, codec)


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _likeliest_codec(raw: bytes) -> str:
    """Choose the encoding that gives the most common hanzi, UTF-16 only where that is certain."""
    sample = _sample(raw)
    scores = {codec: hanzi_score(sample.decode(codec, "replace")) for codec in _BYTEWISE}
    for codec in _WIDE:
        # The lines of the sample are those of bytes, and a hanzi may hold the byte of a line end.
        score = hanzi_score(raw[:_SAMPLE_BYTES].decode(codec, "replace"))
        if score > _CERTAIN_SCORE:
            scores[codec] = score
    return max(scores, key=scores.__getitem__)


def _sample(raw: bytes) -> bytes:
    """Take the first lines that hold more than ASCII: a page may open with a long script."""
    lines = (line for line in raw.splitlines(keepends=True) if not line.isascii())
    sample = b""
    for line in lines:
        sample += line[:_SAMPLE_BYTES]
        if len(sample) >= _SAMPLE_BYTES:
            break
    return sample[:_SAMPLE_BYTES]


def _utf16_codec(raw: bytes) -> str:
    """Tell the byte order of UTF-16. The place of the NULs misleads: 一, 开 and 最 hold one as ASCII does."""
    codec = max(_WIDE, key=lambda name: _plain_share(raw.decode(name, "replace")))
    text = raw.decode(codec, "replace")
    if _plain_share(text) < _CERTAIN_SCORE or _is_ruined(text) or "\0" in text:
        raise ReadError("holds NUL bytes and is no UTF-16 either, so it is no text; give the document itself")
    return codec


def _plain_share(text: str) -> float:
    """Measure the share of common hanzi and ASCII: what UTF-16 in the wrong byte order has hardly any of."""
    return sum(character in _COMMON_HANZI or "\t" <= character <= "~" for character in text) / max(
        len(text), 1
    )


def _decode_lines(raw: bytes, codec: str) -> Decoded:
    """Read each line in the main encoding, in another if only that fits, and else with its damage shown."""
    texts = []
    foreign: dict[str, int] = {}
    for line in raw.splitlines(keepends=True):
        text = _strict(line, codec)
        if text is None:
            name, text = _foreign_line(line, codec) or (codec, _decode_damaged(line, codec))
            if name != codec:
                foreign[name] = foreign.get(name, 0) + 1
        texts.append(text)
    issues = tuple(
        Issue(
            Severity.WARNING,
            "read",
            f"{count} lines are in {name}, the others in {codec}; each was read as what it is",
        )
        for name, count in sorted(foreign.items())
    )
    decoded = _finish("".join(texts), codec)
    if _is_ruined(decoded.text):
        raise ReadError(f"is no text in UTF-8, GB18030, Big5 or UTF-16; {_NAME_IT}")
    return Decoded(decoded.text, codec, issues + decoded.issues)


def _decode_damaged(line: bytes, codec: str) -> str:
    text = line.decode(codec, "replace")
    # UTF-8 is in step again at the next character; where all is bad, there is nothing to save.
    if codec == "utf-8" or _is_ruined(text):
        return text
    start = _best_start(line, 0, codec)
    return _LOST * start + line[start:].decode(codec, "policycmp.resync")


def _foreign_line(line: bytes, codec: str) -> tuple[str, str] | None:
    readings = [
        (name, text) for name in _BYTEWISE if name != codec and (text := _strict(line, name)) is not None
    ]
    readings = [
        (name, text) for name, text in readings if name == "utf-8" or hanzi_score(text) > _CERTAIN_SCORE
    ]
    return max(readings, key=lambda reading: hanzi_score(reading[1]), default=None)


def _best_start(line: bytes, first: int, codec: str) -> int:
    """Choose a byte or the one after it, by which reads better: half a hanzi shifts all that follow."""

    def score(start: int) -> float:
        return hanzi_score(line[start : start + _RESYNC_BYTES].decode(codec, "ignore"))

    return max(first, min(first + 1, len(line)), key=score)


def _resync(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _LOST, _best_start(error.object, error.end, error.encoding)


codecs.register_error("policycmp.resync", _resync)


def _is_ruined(text: str) -> bool:
    """Tell bytes that are no text from a text with a few bad ones, such as half a hanzi at either end."""
    return text.count(_LOST) > max(_FEW_LOST, _MOST_DAMAGE * len(text))


def _finish(text: str, codec: str, *, doubted: bool = False) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    doubts: tuple[Callable[[str, str], Iterator[Issue]], ...] = (_find_damage,)
    if doubted:
        doubts += (_doubt_encoding,)
    return Decoded(text, codec, tuple(issue for doubt in doubts for issue in doubt(text, codec)))


def _find_damage(text: str, codec: str) -> Iterator[Issue]:
    if lost := text.count(_LOST):
        first = text.index(_LOST)
        message = (
            f"{lost} characters are damaged ({codec}) and stand as {_LOST}; check the file, or {_NAME_IT}"
        )
        yield Issue(Severity.WARNING, "read", message, span=Span(first, first + 1))


def _doubt_encoding(text: str, codec: str) -> Iterator[Issue]:
    letters = sum(character > "\x7f" for character in text)
    if letters >= _MANY_CHARACTERS and hanzi_score(text) < _CERTAIN_SCORE:
        yield Issue(
            Severity.WARNING, "read", f"read as {codec}, but hardly a word of it is Chinese; {_NAME_IT}"
        )
