"""Money by what it is called, for patterns: what is granted, and what those who are granted something may charge."""

from __future__ import annotations

GRANTS = "奖励|奖补|补助|补贴|资助"
"""What is granted, and the verbs that grant it; what else a pattern means it adds (贴息, 津贴, 奖)."""
PRICES = r"(?<!单)(?:价格?|费标准)"
"""A price by the end of its name; a price of one piece (单价) describes what is bought."""
FEES = r"(?:费率|收费)"
