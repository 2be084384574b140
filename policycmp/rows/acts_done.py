"""Acts that numbers count (新建, 改造, 签约): who counts one does not count another."""

from __future__ import annotations

from policycmp.language import patterns as re

ACTS = re.compile(
    r"""
      (?P<applied>申报|申请)
    | (?P<started>开工)
    | (?P<finished>竣工|完工|投产|投用|投运)
    | (?P<continued>续建)
    | (?P<signed>签约|签订)
    | (?P<planned>储备|谋划)
    | (?P<renewed>改造|改扩?建|扩建|更[新换]|翻新|提升|提质|整治|维修|修缮|加固|升级|修复)
    | (?P<grown>培育|培养|培植|孵化|引育)
    | (?P<attracted>引进|招引|引入|引聚|集聚)
    | (?P<tackled>攻关|揭榜)
    | (?P<solved>突破|攻克|解决)
    | (?P<served>支持|服务|对接|联动|帮扶|惠及|走访|扶持)
    | (?P<trained>培训|轮训)
    | (?P<opened>开放|共享)
    | (?P<built>新建|建成|建设|新增|新开办)
    """,
    re.VERBOSE,
)
# By these there is simply one more.
PLAIN_ACTS = frozenset({"built", "solved"})


def first_done(*places: str) -> str:
    """Give the words for what is done, of several places the first where more than adding is."""
    told = [done for place in places if (done := done_in(place))]
    return next((done for done in told if kinds_of(done) - PLAIN_ACTS), told[0] if told else "")


def done_in(words: str) -> str:
    """Give the words for what is done, from the first act to the last."""
    acts = list(ACTS.finditer(words))
    if not acts:
        return ""
    start = acts[0].start() - words[: acts[0].start()].endswith("新")
    return words[start : acts[-1].end()]


def kinds_of(words: str) -> frozenset[str]:
    """Give the kinds of the acts in words."""
    return frozenset(match.lastgroup or "" for match in ACTS.finditer(words))
