"""Words that oblige somebody: 应, 应当, 须, 必须, 不得. 应 inside another word (供应, 响应, 应用) obliges nobody."""

from __future__ import annotations

SHALL = r"应(?<![供响反适效相对感顺照理报]应)当?(?![用急对届收变聘邀付有诉税])"
MUST = rf"{SHALL}|须(?<!无须)(?!知)|必须"
STRICT = rf"{MUST}|不得"
