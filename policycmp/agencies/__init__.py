"""Who is charged with what: the bodies that clauses name, their names in one form, and the network of joint duties."""

from policycmp.agencies.statements import find_agencies, find_agency_lines, tells_first_leads

__all__ = ["find_agencies", "find_agency_lines", "tells_first_leads"]
