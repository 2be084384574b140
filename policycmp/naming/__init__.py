"""What a number counts: object, property, grade, event, whole and tier, each with the words it was read from."""

from policycmp.naming.namer import Namer
from policycmp.naming.number_names import name_number

__all__ = ["Namer", "name_number"]
