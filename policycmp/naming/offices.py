"""Offices and ministries that recognise things: whose level what they recognise has (省科技厅备案的, 工信部认定的)."""

from __future__ import annotations

from policycmp.language import patterns as re

# 省科技厅确认: an office.
OFFICE_WORDS = (
    r"(?:(?:科技|科学技术|人才|工业和信息化|工信|农业农村|农业|文化|知识产权|数据|制造|产业|商务|市场监管|发展改革|发改"
    r"|人力资源|人社|广播电视|广电|教育|卫生|卫健|民政|住建|住房|交通|文旅|体育|林业|水利)[一-鿿]{0,6}?(?:厅|局|委|部门)|厅|科协|科学技术协会)"
)
OFFICE = re.compile(OFFICE_WORDS)
# What an office does with what has its level.
RECOGNISES = (
    r"(?:联合|共同)?(?:认定|评定|评审|审定|核定|确定|认可|命名|授予|备案|批准|核准|公布|发布|表彰|遴选|评选"
    r"|评为|列为|列入|选为|推荐为)"
)
# 工信部认定的, 列入工信部《5G工厂名录》: what a ministry recognises or lists.
MINISTRY = (
    r"(?:(?<=科技)|(?<=科学技术)|(?<=工信)|(?<=信息化)|(?<=商务)|(?<=教育)|(?<=农业)|(?<=农业农村)|(?<=旅游)|(?<=文旅)"
    r"|(?<=生态环境)|(?<=交通运输)|(?<=自然资源)|(?<=社会保障)|(?<=人社)|(?<=民政)|(?<=财政))部(?!门)"
)
ITS_LIST = (
    r"[^,;。:的]{2,16}?(?:平台|试点|示范|工厂|场景|案例)[^,;。:的]{0,8}的"
    r"|[^,;。:的]{2,18}?(?:名录|名单|榜单|清单|目录(?!外)|公告)"
)
