"""What a number counts: object, property, grade, event, whole and tier, each with the words it was read from."""

from policycmp.naming.namer import Namer

__all__ = ["Namer"]
