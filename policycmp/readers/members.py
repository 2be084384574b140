"""Files that hold several plans: an archive (.zip), and a workbook with a policy a row (.xlsx).

A member is named by the path of its file, `!/`, and its name in there: `plans.zip!/2024/a.docx`, and for the third
row `list.xlsx!/list-3.txt`.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from policycmp.errors import ReadError
from policycmp.language import patterns as re
from policycmp.readers.docx_parts import Package, local_name
from policycmp.readers.file_bytes import MOST_BYTES, refuse_size, refuse_special
from policycmp.readers.packed_members import MOST_RATIO, UnpackingReasons, refuse_tight, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "!/"
CONTAINERS = (".zip", ".xlsx")
_MOST_MEMBERS = 5_000
_REASONS = UnpackingReasons(
    packing="is packed in a way that few programs know; unpack it yourself",
    encrypted="is encrypted; unpack it with its password",
    damaged="is damaged in its archive; download it again",
    tight=f"is packed more than {MOST_RATIO} times, which no plan is; do not trust it",
)
_UTF8_NAME = 0x800
_WORKBOOK, _STRINGS, _SHEET = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
_COLUMN = re.compile(r"[A-Z]+")
_ROW_NAME = re.compile(r"-(\d{1,9})\.txt$")
_NUMBER = re.compile(r"[0-9]{1,9}")
_FEWEST_HAN = 20
_MOST_CHARACTERS = 20_000_000
# What the columns of a list of policies are called, and the field that a page's header would give it.
_TEXT = ("正文", "全文", "内容", "政策内容", "政策全文", "文本", "text", "content", "fulltext")
_TITLE = ("标题", "名称", "政策名称", "文件名称", "题名", "title", "name")
_FIELDS = {
    "发布机构": ("发布机构", "发文机关", "发布机关", "制定机关", "发文单位", "发布部门", "机构", "issuer"),
    "发文字号": ("发文字号", "文号", "number", "doc_number"),
    "成文日期": ("成文日期", "发文日期", "印发日期", "issued"),
    "发布日期": ("发布日期", "公布日期", "日期", "时间", "published", "date"),
}


def is_container(path: str) -> bool:
    """Tell whether a path names a file that may hold several plans."""
    return path.lower().endswith(CONTAINERS) and MARK not in path


def is_member(path: str) -> bool:
    """Tell whether a path names a plan in such a file."""
    outer, mark, _ = path.partition(MARK)
    return bool(mark) and outer.lower().endswith(CONTAINERS)


def find_members(path: str, endings: tuple[str, ...]) -> list[str]:
    """List the plans in a file.

    Args:
        path: of an archive or a workbook.
        endings: those of plans.

    Returns:
        The paths of the members, in their order there.

    Raises:
        ReadError: it cannot be opened, holds too much, or no plan; the message does not name the path.
    """
    with _damage_told():
        return _members(path, endings)


def _members(path: str, endings: tuple[str, ...]) -> list[str]:
    content = _load_file(path)
    if path.lower().endswith(".xlsx"):
        stem = Path(path).stem
        members = [f"{stem}-{row}.txt" for row, _ in _policies(content)]
        nothing = "is a workbook without a column of texts (正文, 内容, text); name that column, or save the text alone"
    else:
        members = [name for name in _archive_names(content) if _is_plan(name, endings)]
        nothing = f"is an archive without plans; known endings are {' '.join(endings)}"
    if not members:
        raise ReadError(nothing)
    if len(members) > _MOST_MEMBERS:
        raise ReadError(f"holds more than {_MOST_MEMBERS} plans; unpack it into a folder")
    return [f"{path}{MARK}{member}" for member in members]


def load_member(path: str) -> bytes:
    """Read one plan out of its file.

    Raises:
        ReadError: it is not there (any more), encrypted, or unpacks to more than a plan can be.
    """
    with _damage_told():
        return _loaded(path)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Tell in one line what a damaged or hostile file does to those who open it: it may raise anything."""
    try:
        yield
    except ReadError:
        raise
    except MemoryError:
        raise ReadError("takes more memory than there is; do not trust it") from None
    except Exception as error:
        raise ReadError("is cut off or damaged; download or save it again") from error


def _loaded(path: str) -> bytes:
    outer, _, name = path.partition(MARK)
    try:
        changed = Path(outer).stat().st_mtime_ns
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror or error})") from error
    if not outer.lower().endswith(".xlsx"):
        return _unpack(_opened(outer, changed), name)
    row = _ROW_NAME.search(name)
    text = _listed(outer, changed).get(int(row[1])) if row else None
    if text is None:
        raise ReadError("is not in the workbook (any more)")
    return text.encode()


# The plans of a file are read one after the other.
@lru_cache(maxsize=1)
def _opened(path: str, _: int) -> bytes:
    return _load_file(path)


@lru_cache(maxsize=1)
def _listed(path: str, _: int) -> dict[int, str]:
    return dict(_policies(_load_file(path)))


def _load_file(path: str) -> bytes:
    try:
        refuse_special(Path(path).stat())
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror or error})") from error
    refuse_size(len(content), MOST_BYTES)
    return content


def _is_plan(name: str, endings: tuple[str, ...]) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in endings and path.suffix.lower() not in CONTAINERS and not hidden


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError("is cut off or damaged; download or save it again") from error


def _archive_names(content: bytes) -> list[str]:
    return [_name(info) for info in _archive(content).infolist() if not info.is_dir()]


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member; archives made on Chinese Windows name them in GBK."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unpack(content: bytes, name: str) -> bytes:
    archive = _archive(content)
    info = next((info for info in archive.infolist() if _name(info) == name), None)
    if info is None:
        raise ReadError("is not in the archive (any more)")
    unpacked = unpack(archive, info, MOST_BYTES, _REASONS)
    refuse_size(len(unpacked), MOST_BYTES)
    refuse_tight(len(unpacked), info, _REASONS)
    return unpacked


def _policies(content: bytes) -> Iterator[tuple[int, str]]:
    """Give the rows of a list of policies, each as the text of a page with its fields above it."""
    total = 0
    rows = _rows(Package(content, _WORKBOOK))
    head = next(rows, (0, {}))[1]
    columns = {column: heading.strip().lower() for column, heading in head.items()}
    text = _column(columns, _TEXT)
    title = _column(columns, _TITLE)
    fields = {field: _column(columns, names) for field, names in _FIELDS.items()}
    for number, cells in rows if text else ():
        body = cells.get(text or "", "").strip()
        if len(re.findall("[㐀-鿿]", body)) < _FEWEST_HAN:
            continue
        known = [
            f"{field}：{cells[column].strip()}"
            for field, column in fields.items()
            if column and cells.get(column)
        ]
        # Many rows may share one long text of the workbook.
        total += len(body)
        if total > _MOST_CHARACTERS:
            raise ReadError(f"holds more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
        yield number, "\n".join([*known, cells.get(title or "", "").strip(), body]).strip() + "\n"


def _column(columns: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((column for name in names for column, heading in columns.items() if heading == name), None)


def _rows(package: Package) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of the first sheet: their number and their cells by column."""
    if _SHEET not in package.names():
        return
    strings = []
    if _STRINGS in package.names():
        strings = [_joined(item) for item in package.part(_STRINGS) if local_name(item) == "si"]
    for row in package.part(_SHEET).iter():
        if local_name(row) == "row":
            number = row.get("r", "")
            placed = ((_COLUMN.match(cell.get("r", "")), cell) for cell in row)
            cells = {column[0]: _value(cell, strings) for column, cell in placed if column}
            yield int(number) if _NUMBER.fullmatch(number) else 0, cells


def _value(cell: Any, strings: list[str]) -> str:
    value = next((part.text or "" for part in cell if local_name(part) == "v"), "")
    if cell.get("t") == "s":
        return strings[int(value)] if _NUMBER.fullmatch(value) and int(value) < len(strings) else ""
    return _joined(cell) if cell.get("t") == "inlineStr" else value


def _joined(element: Any) -> str:
    return "".join(part.text or "" for part in element.iter() if local_name(part) == "t")
