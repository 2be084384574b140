"""A member of a zip archive, unpacked with care: it may be cut, encrypted, or made to fill the memory."""

from __future__ import annotations

import zipfile
from typing import NamedTuple

from policycmp.errors import ReadError

MOST_RATIO = 400
_LEAST_BOMB_BYTES = 1024 * 1024
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class UnpackingReasons(NamedTuple):
    """What is said where a member is not unpacked, and how to mend it; `tight` where it may be a bomb."""

    packing: str
    encrypted: str
    damaged: str
    tight: str


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, reasons: UnpackingReasons) -> bytes:
    """Unpack a member.

    Args:
        archive: open.
        info: of the member.
        most: how many bytes it may have. The size that the archive states may be a lie.
        reasons: for what cannot be unpacked.

    Returns:
        The bytes; one more than `most` where there are more.

    Raises:
        ReadError: it is encrypted, damaged, or packed in a way that few programs know.
    """
    if info.compress_type not in _PACKINGS:
        raise ReadError(reasons.packing)
    try:
        with archive.open(info) as member:
            return member.read(most + 1)
    except MemoryError:
        raise
    except Exception as error:
        raise ReadError(reasons.encrypted if "encrypted" in str(error) else reasons.damaged) from error


def refuse_tight(size: int, info: zipfile.ZipInfo, reasons: UnpackingReasons) -> None:
    """Refuse a large member that was packed more tightly than any text is.

    Raises:
        ReadError: it was.
    """
    if size > _LEAST_BOMB_BYTES and size > MOST_RATIO * max(info.compress_size, 1):
        raise ReadError(reasons.tight)
