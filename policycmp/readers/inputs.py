"""What the user names (files, folders, globs, standard input) → the plans to read, each with its id."""

from __future__ import annotations

import glob
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policycmp.errors import ReadError
from policycmp.models import Issue, Severity
from policycmp.readers.file_bytes import load_file
from policycmp.readers.members import CONTAINERS, find_members, is_container, is_member, load_member
from policycmp.readers.names import STDIN, cut_name, name_docs, shown_path
from policycmp.readers.ocr_engine import can_recognise
from policycmp.readers.remote import find_urls, is_url, path_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Pages of scans.
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
ENDINGS = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mht",
    ".mhtml",
    ".docx",
    ".doc",
    ".docm",
    ".dotx",
    ".dotm",
    ".dot",
    ".wps",
    ".wpt",
    ".odt",
    ".rtf",
    ".pdf",
    ".ofd",
    *PICTURES,
    *CONTAINERS,
)
_NO_PLANS = frozenset({"readme", "license", "changelog"})
_MOST_ENDINGS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Input:
    """One plan to read: where it is (`-` is standard input) and its id."""

    path: str
    doc: str


@dataclass(slots=True)
class _Search:
    """What was found so far; the same file counts once, by where it really is."""

    paths: dict[str, list[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    folders: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, path: str) -> None:
        if path == STDIN or is_url(path):
            self.paths[path] = [path]
            return
        if is_container(path):
            if reason := self.take_members(path):
                self.tell(Severity.ERROR, f"{shown_path(path)}: {reason}")
            return
        real, plain = self._places(path)
        self.paths.setdefault(real, []).append(plain)

    def take_members(self, path: str) -> str | None:
        """Take the plans in an archive or a workbook; tell why there are none."""
        try:
            real, plain = self._places(path)
            for member in find_members(plain, _known_endings()):
                self.paths.setdefault(f"{real}{member.removeprefix(plain)}", []).append(member)
        except ReadError as error:
            return str(error)
        return None

    def _places(self, path: str) -> tuple[str, str]:
        """Tell where a file really is, and its path without detours; each folder is looked at once."""
        folder, name = os.path.split(path)
        if not name or Path(path).is_symlink():
            return os.path.realpath(path), os.path.normpath(path)
        if folder not in self.folders:
            self.folders[folder] = os.path.realpath(folder), os.path.normpath(folder) if folder else ""
        real, plain = self.folders[folder]
        plain = f"{plain.rstrip(os.sep)}{os.sep}{name}" if plain not in {"", "."} else name
        return f"{real.rstrip(os.sep)}{os.sep}{name}", plain

    def tell(self, severity: Severity, message: str) -> None:
        self.issues.append(Issue(severity, "read", message))


def load_bytes(source: Input) -> bytes:
    """Read the bytes of an input: a file, a URL, standard input, or a plan in an archive or a workbook.

    Raises:
        ReadError: it is missing, forbidden, no file, empty or too large; the message does not name the path.
    """
    return load_member(source.path) if is_member(source.path) else load_file(source.path)


def find_inputs(plans: Sequence[str]) -> tuple[list[Input], list[Issue]]:
    """Find the plans that the arguments of a command name.

    Args:
        plans: files, folders (searched through for known endings), globs, and `-` for standard input.

    Returns:
        The inputs by their ids, whatever the order of the arguments; and what was not found or passed over.
    """
    search = _Search()
    for plan in sorted(set(plans)):
        _find_plan(plan, search)
    paths = [
        same[0] if len(same) == 1 else min(same, key=lambda path: _plainness(path, real))
        for real, same in search.paths.items()
    ]
    inputs = [Input(path, doc) for path, doc in name_docs(sorted(paths)).items()]
    return sorted(inputs, key=lambda source: (source.doc, source.path)), search.issues


def _find_plan(plan: str, search: _Search) -> None:
    if plan == STDIN:
        search.take(plan)
    elif is_url(plan):
        _find_at_url(plan, search)
    elif Path(plan).is_dir():
        _find_in_folder(plan, search)
    elif os.path.lexists(plan):
        search.take(plan)
    elif glob.has_magic(plan):
        _find_by_glob(plan, search)
    else:
        search.tell(Severity.ERROR, f"{shown_path(plan)}: no such file or folder; check the spelling")


def _find_by_glob(pattern: str, search: _Search) -> None:
    try:
        matches = sorted(_matches(pattern))
    except (ValueError, NotImplementedError) as error:
        search.tell(
            Severity.ERROR, f"{pattern}: is no glob ({error}); use * within a name and ** for any folders"
        )
        return
    if not matches:
        search.tell(Severity.ERROR, f"{pattern}: nothing matches; check the folder and the ending")
    for match in matches:
        if Path(match).is_dir():
            _find_in_folder(match, search)
        else:
            search.take(match)


def _matches(pattern: str) -> Iterator[str]:
    """Match a glob as a shell does; pathlib's `**` enters no linked folder, so it cannot run in circles."""
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:first])
    for match in root.glob(str(Path(*parts[first:]))):
        hidden = any(part.startswith(".") for part in match.relative_to(root).parts)
        if not hidden and (match.is_dir() or not pattern.endswith(("/", os.sep))):
            yield str(match)


def _find_at_url(url: str, search: _Search) -> None:
    try:
        urls, is_folder = find_urls(url)
    except ReadError as error:
        search.tell(Severity.ERROR, f"{url}: {error}")
        return
    if is_folder:
        _take_plans(url, ((found, _kind_of_name(path_in(found).name)) for found in urls), search)
        return
    if not urls:
        search.tell(Severity.ERROR, f"{url}: nothing matches; check the folder and the ending")
    for found in urls:
        search.take(found)


def _find_in_folder(folder: str, search: _Search) -> None:
    _take_plans(folder, _walk(folder, search), search)


def _take_plans(folder: str, entries: Iterable[tuple[str, str | None]], search: _Search) -> None:
    """Take the plans of a folder, and tell what else is there."""
    found = 0
    others: Counter[str] = Counter()
    for path, kind in entries:
        if kind is None and is_container(path) and not is_url(path):
            # A folder of plans may well hold a workbook that is no list of plans.
            if search.take_members(path):
                others[cut_name(path)[1].lower()] += 1
            else:
                found += 1
        elif kind is None:
            search.take(path)
            found += 1
        else:
            others[kind] += 1
    if others:
        count, names = others.total(), _count_names(others)
        verb = "is" if count == 1 else "are"
        search.tell(
            Severity.NOTE,
            f"{shown_path(folder)}: {count} {verb} not read ({names}); name a file to have it read",
        )
    if not found:
        search.tell(
            Severity.ERROR,
            f"{shown_path(folder)}: no plans in this folder; known endings are {' '.join(ENDINGS)}",
        )


def _count_names(others: Counter[str]) -> str:
    ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{count} {name}" for name, count in ranked[:_MOST_ENDINGS_NAMED]]
    rest = sum(count for _, count in ranked[_MOST_ENDINGS_NAMED:])
    return ", ".join(names + ([f"{rest} others"] if rest else []))


def _walk(folder: str, search: _Search) -> Iterator[tuple[str, str | None]]:
    """Go through a folder; give each path with None for a plan, or with the kind of thing that it is instead.

    Linked folders are not entered: a link to a folder above would never end, another was not asked for.
    """
    folders = [folder]
    while folders:
        for entry in _entries(folders.pop(), search):
            kind = _kind(entry)
            if kind == "folder":
                folders.append(entry.path)
            else:
                yield entry.path, kind


def _entries(folder: str, search: _Search) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(_outside_stores(list(entries)), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        search.tell(
            Severity.ERROR, f"{shown_path(folder)}: cannot be searched, {reason}; check its permissions"
        )
        return []


def _outside_stores(entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Leave out what `index` made: a store, its lock and the folder of its shards."""
    stores = [entry.name.removesuffix(".shards") for entry in entries if entry.name.endswith(".shards")]
    made = {f"{store}{ending}" for store in stores for ending in ("", ".lock", ".shards")}
    return [entry for entry in entries if entry.name not in made] if made else entries


def _kind(entry: os.DirEntry[str]) -> str | None:
    kind = _kind_of_name(entry.name)
    if kind in {"hidden", entry.name}:
        return kind
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "linked folder" if entry.is_symlink() and Path(entry.path).is_dir() else kind


def _known_endings() -> tuple[str, ...]:
    """Give the endings of plans: pictures are taken for such where they can be recognised."""
    return ENDINGS if can_recognise() else tuple(ending for ending in ENDINGS if ending not in PICTURES)


def _kind_of_name(name: str) -> str | None:
    # Word leaves `~$plan.docx` beside a document that is open.
    if name.startswith((".", "~$")):
        return "hidden"
    stem, ending = cut_name(name)
    if stem.lower() in _NO_PLANS:
        return name
    ending = ending.lower()
    return None if ending in _known_endings() else ending or "without ending"


def _plainness(path: str, real: str) -> tuple[bool, str]:
    """Order the names of one file: its own name before that of a link to it."""
    return Path(path).name != Path(real).name, path
