"""A page of an OFD → its characters and ruled tables, in points; lengths in the file are millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, normpath
from posixpath import join as join_path
from typing import TYPE_CHECKING, Any, NamedTuple

from policycmp.errors import ReadError
from policycmp.language import patterns as re
from policycmp.readers.docx_parts import child, local_name
from policycmp.readers.page_layout import Character, PrintedPage
from policycmp.readers.ruled_lines import grids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycmp.readers.docx_parts import Package

_POINTS = 72 / 25.4  # to the millimetre
_A4_WIDTH = 210.0
_MOST_OBJECTS = 200_000
_DEEPEST = 32  # composite objects may hold others, and a hostile one itself
_ASCENT, _DESCENT = 0.86, 0.14  # of a letter's size, above and below the line that it stands on
_NARROW = 0.5
_FIRST_WIDE = "\u1100"
_UPRIGHT = 0.02
_STRAIGHT = 0.3  # millimetres by which a rule may lie aslant
_REPEATED = re.compile(r"\bg\s+(\d+)\s+(\S+)")
_MOST_REPEATED = 10_000
_PATH = re.compile(r"([A-Za-z])|(-?\d*\.?\d+(?:[eE][-+]?\d+)?)")


class _Shift(NamedTuple):
    """How lengths of an object become millimetres of the page: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def within(self, outer: _Shift) -> _Shift:
        """Apply another shift after this one."""
        e, f = outer.of(self.e, self.f)
        return _Shift(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: the part `root` names the pages and resources of its document, `name` holds what it shows."""

    package: Package
    root: str
    document: Any
    name: str
    content: Any

    def printed(self) -> PrintedPage:
        """Give what stands on the page; what is written aslant is a watermark and left out."""
        characters: list[Character] = []
        edges: list[dict[str, Any]] = []
        for element, shift in self._objects():
            kind = local_name(element)
            if kind == "TextObject":
                characters += _characters(element, shift)
            elif kind == "PathObject":
                edges += _edges(element, shift)
        # Bold print is imitated by drawing it twice.
        once = {(each["text"], round(each["x0"]), round(each["top"])): each for each in characters}
        return PrintedPage(list(once.values()), grids_of(edges), self._width() * _POINTS)

    def picture(self) -> tuple[bytes, float] | None:
        """Give the file of the largest picture on the page, and the width of the page in points; None without one."""
        names = self.pictures()
        return (self.package.content(names[0]), self._width() * _POINTS) if names else None

    def pictures(self) -> list[str]:
        """Name the parts that hold the pictures on the page, the largest first."""
        files = self._media()
        shown = []
        for element, _ in self._objects():
            if local_name(element) == "ImageObject" and element.get("ResourceID") in files:
                _, _, width, height = _numbers(element.get("Boundary"), 4)
                shown.append((-width * height, files[element.get("ResourceID")]))
        return [name for _, name in sorted(shown)]

    def _objects(self) -> Iterator[tuple[Any, _Shift]]:
        """Give the objects of the page and of its templates, each with its shift."""
        count = 0
        for layer in (*self._templates(), self.content):
            for element in _inside(child(layer, "Content"), _Shift()):
                count += 1
                if count > _MOST_OBJECTS:
                    raise ReadError("has a page of more objects than any page shows; do not trust it")
                yield element

    def _templates(self) -> Iterator[Any]:
        """Give the templates of the page: letterheads, and forms that it fills."""
        used = {each.get("TemplateID") for each in self.content if local_name(each) == "Template"}
        common = child(self.document, "CommonData")
        for template in common if used and common is not None else ():
            if local_name(template) == "TemplatePage" and template.get("ID") in used:
                name = join_part(self.root, template.get("BaseLoc"))
                if name in self.package.names():
                    yield self.package.part(name)

    def _width(self) -> float:
        for owner in (self.content, child(self.document, "CommonData")):
            area = child(owner, "Area") if owner is self.content else child(owner, "PageArea")
            box = child(area, "PhysicalBox")
            if box is not None and (width := _numbers(box.text, 4)[2]) > 0:
                return width
        return _A4_WIDTH

    def _media(self) -> dict[str, str]:
        """Find the files of pictures by their ids."""
        files = {}
        common = child(self.document, "CommonData")
        for place in common if common is not None else ():
            if local_name(place) not in {"PublicRes", "DocumentRes"}:
                continue
            name = join_part(self.root, place.text)
            if name not in self.package.names():
                continue
            resources = self.package.part(name)
            base = join_part(name, resources.get("BaseLoc") or ".")
            for media in resources.iter("{*}MultiMedia"):
                file = child(media, "MediaFile")
                part = join_part(f"{base}/.", file.text if file is not None else None)
                if part in self.package.names():
                    files[media.get("ID")] = part
        return files


def join_part(near: str, place: str | None) -> str:
    """Name a part by a place that another part gives: from the top where it starts so, else from that part's folder."""
    place = (place or "").strip().replace("\\", "/")
    joined = place if place.startswith("/") else join_path(dirname(near), place)
    return normpath(joined).lstrip("/")


def _inside(element: Any, shift: _Shift, depth: int = 0) -> Iterator[tuple[Any, _Shift]]:
    """Give what is drawn inside a layer or block."""
    for inner in element if element is not None and depth < _DEEPEST else ():
        if local_name(inner) in {"Layer", "PageBlock"}:
            yield from _inside(inner, shift, depth + 1)
        elif isinstance(inner.tag, str):
            left, top, _, _ = _numbers(inner.get("Boundary"), 4)
            own = _Shift(*_numbers(inner.get("CTM"), 6)) if inner.get("CTM") else _Shift()
            yield inner, own.within(_Shift(e=left, f=top)).within(shift)


def _characters(element: Any, shift: _Shift) -> Iterator[Character]:
    size = _numbers(element.get("Size"), 1)[0]
    if size <= 0 or abs(shift.b) > _UPRIGHT * abs(shift.a) or shift.a <= 0 or shift.d <= 0:
        return
    height = size * shift.d
    for code in element:
        if local_name(code) != "TextCode" or not code.text:
            continue
        x, y = (_numbers(code.get(name), 1)[0] for name in ("X", "Y"))
        steps_x, steps_y = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for place, text in enumerate(code.text):
            wide = size * (1 if text >= _FIRST_WIDE else _NARROW)
            step = steps_x[place] if place < len(steps_x) else 0 if steps_y else wide
            if text.strip():
                left, line = shift.of(x, y)
                right = left + min(wide, step or wide) * shift.a
                yield Character(
                    text=text,
                    x0=left * _POINTS,
                    x1=right * _POINTS,
                    top=(line - _ASCENT * height) * _POINTS,
                    bottom=(line + _DESCENT * height) * _POINTS,
                    size=height * _POINTS,
                )
            x += step
            y += steps_y[place] if place < len(steps_y) else 0


def _steps(text: str | None) -> list[float]:
    """Read the steps from letter to letter; `g 3 5` stands for three of five."""

    def repeated(match: re.Match[str]) -> str:
        return " ".join([match[2]] * min(int(match[1]), _MOST_REPEATED))

    written = _REPEATED.sub(repeated, text or "").split()
    return [_number(each) for each in written]


def _edges(element: Any, shift: _Shift) -> Iterator[dict[str, Any]]:
    """Give the straight upright and level lines of a drawing, in the form in which pdfplumber knows edges."""
    path = child(element, "AbbreviatedData")
    start = point = None
    for command, numbers in _commands(path.text if path is not None else None):
        if command in "MS":
            start = point = _point(numbers, shift)
        elif command in "LC" and point is not None:
            end = start if command == "C" else _point(numbers, shift)
            if end is not None and (edge := _edge(point, end)):
                yield edge
            point = end
        elif numbers:
            point = _point(numbers[-2:], shift)


def _commands(text: str | None) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for letter, number in _PATH.findall(text or ""):
        if not letter:
            numbers.append(float(number))
            continue
        if command:
            yield command, numbers
        command, numbers = letter, []
    if command:
        yield command, numbers


def _point(numbers: list[float], shift: _Shift) -> tuple[float, float] | None:
    return shift.of(numbers[0], numbers[1]) if len(numbers) > 1 else None


def _edge(start: tuple[float, float], end: tuple[float, float]) -> dict[str, Any] | None:
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
        orientation, y1 = "h", y0
    elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
        orientation, x1 = "v", x0
    else:
        return None
    return {
        "orientation": orientation,
        "x0": min(x0, x1) * _POINTS,
        "x1": max(x0, x1) * _POINTS,
        "top": min(y0, y1) * _POINTS,
        "bottom": max(y0, y1) * _POINTS,
    }


def _numbers(text: str | None, count: int) -> list[float]:
    """Read numbers; where there are fewer than there should be, nought stands for the rest."""
    numbers = [_number(each) for each in (text or "").split()[:count]]
    return numbers + [0.0] * (count - len(numbers))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e6 else 0.0  # noqa: PLR2004 - a kilometre: no page is larger
