"""What those who are granted something may charge: 售价, 票价, 收费标准, 费率; stages tell it from what is granted."""

from __future__ import annotations

PRICES = r"(?<!单)(?:价格?|费标准)"
"""A price by the end of its name, for patterns; a price of one piece (单价) describes what is bought."""
FEES = r"(?:费率|收费)"
"""A fee, for patterns."""
