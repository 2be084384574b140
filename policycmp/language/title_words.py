"""What titles and headings are made of: what a text is called, goals, and the slogans that promise nothing."""

from __future__ import annotations

TEXTS = "措施|意见|方案|政策|办法|规定|规划|计划|细则"
"""What plans are called, for patterns; each stage adds what else it may meet (条例, 通知, 要点)."""
GOALS = "目标|任务|举措|措施|重点"
"""What a heading names that promises something, also beside principles."""
SLOGANS = "指导思想|总体要求|总体思路|基本思路|(?:指导|基本|工作)原则|发展理念"
"""What a heading names that promises nothing."""
