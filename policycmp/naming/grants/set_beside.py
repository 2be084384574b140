"""What a condition sets beside the thing that a grant is for: asked or given besides, to whom, in which fields."""

from __future__ import annotations

from policycmp.language import patterns as re

# What is asked besides (并实施…) is no thing while another is named.
BESIDES = re.compile(r"(?:并且?|且|同时|以及)(?!购)")
# …设立的,主要从事研发,具有…特征的新型研发机构: the last of what is asked ends in the body.
OF_A_BODY = re.compile(rf"{BESIDES.pattern}|(?:主要)?(?:从事|具有|具备|拥有|面向|专注于?)")
# 由企业兴办的养老院,纳入公办养老机构管理: how it is dealt with.
MANAGED = re.compile(r"(?:并|可)?纳入[^,;。:的]{2,20}(?:管理|序列|体系|监管|统计|扶持范围)")
# 在设立1年内招收博士后后: when it is paid, while a thing is named before.
IN_TIME = re.compile(r"在[^,;。:]{0,8}(?:年|月|日|天)(?:之?内)[^,;。:的]*后$")
_WHO = (
    r"(?:其|该|企业|公司|项目|机构|单位|的)*(?:核心|经营|管理|高管|研发|技术|创始|运营|骨干|主要|领导)*"
    r"(?:团队|班子|人员|负责人|法定代表人|法人代表|企业|单位|高管|个人|主体|机构|员工|职工)(?:给予|再|分别)?"
)
# …的企业，对其核心团队分别给予: who gets it, whatever it is for.
WHOEVER = re.compile(rf"对?{_WHO}")
# 对其研发团队,再给予20万元: who has a part in what was told before.
FOR_ITS_OWN = re.compile(rf"[对给](?:其|该){_WHO}")
# 围绕特色农业、绿色铝硅产业,支持共建…: in which fields, whatever is done there;
# 除对…奖励10万元外: what is given besides.
NOT_FOR = re.compile(
    r"[\d.、()一二三四五六七八九十]*(?:围绕|聚焦|立足|瞄准|面向|突出|针对)[^,;。:]{2,40}(?:产业链?|领域|行业|方向|赛道|集群|需求|环节|战略|任务)$"
    r"|除了?[^,;。:]{0,60}\d[^,;。:]{0,24}[以之]?外$"
)
