"""The words of the furniture round a plan: fields of page headers, buttons, footers, blurbs.

All patterns run on folded lines without the pipes of layout tables.
"""

from __future__ import annotations

from policycmp.language import patterns as re


def _words(text: str) -> list[str]:
    return text.split()


def _spaced(words: list[str]) -> str:
    """Alternatives, longest first, that also match with blanks between the characters (索 引 号)."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


_FIELDS = _words(
    "索引号 信息索引号 主题分类 组配分类 体裁分类 信息分类 服务对象分类 公文种类 公文类型 发文机关 "
    "发布机关 制定机关 发布机构 发文单位 发布部门 颁布部门 制发机关 发文日期 成文日期 发布日期 "
    "公布日期 公开日期 生成日期 生成时间 成文时间 发文时间 发布时间 公开时间 实施日期 施行日期 "
    "生效日期 失效日期 废止日期 失效时间 发文字号 发文文号 统一编号 登记号 有效性 时效性 文件状态 "
    "公文时效 效力状态 效力级别 效力位阶 法规类别 公开方式 公开范围 公开形式 公开时限 公开责任部门 "
    "公开类别 信息公开编号 法宝引证码 批准部门 批准日期 法规名称 信息名称 文件名称 信息来源 "
    "内容概述 文章来源 稿件来源 浏览次数 阅读次数 访问次数 点击次数 点击数 浏览量 阅读量 访问量 "
    "更新时间 更新日期 发稿时间 责任编辑 发布人 发布者 投稿 投稿人 发布单位 颁布单位 颁布时间 颁布日期 "
    "规范性文件标识 规范性文件编号 政策解读部门 政策解读电话 有无政策解读"
)
# Words that a plan may use itself: they count with a colon only.
_COLON_FIELDS = _words(
    "名称 标题 文号 文件编号 编号 来源 时间 日期 作者 编辑 主题词 关键词 关键字 摘要 分类号 分类 "
    "标签 字号 字体 浏览 阅读 点击 访问 供稿 撰稿 录入 审核 审签 校对 初审 复审 终审 一审 二审 三审 "
    "签发 字体大小 文字大小 选择字号 视力保护色 背景色 载体 语种 发布 作者单位 信息员 所属栏目 "
    "所属主题"
)
_TAIL_FIELDS = _words(
    "责任编辑 编辑 来源 稿源 信息来源 文章来源 稿件来源 本文来源 作者 审核 审签 校对 初审 复审 终审 一审 "
    "二审 三审 供稿 撰稿 录入 上传 浏览次数 阅读次数 访问次数 点击次数 点击数 浏览量 阅读量 访问量 "
    "信息员 公开方式 公开属性 发布人 发布者 发布时间 更新时间 标签 关键词 关键字 本文地址 本文链接 "
    "原文链接 原文地址 文章链接 相关热词搜索 相关热词 推荐访问 下载时间 下载日期 分享到 分享 转发到"
)
_BUTTONS = _words(
    "打印本页 打印页面 打印此页 打印文章 打印正文 打印 关闭窗口 关闭本页 关闭页面 关闭此页 关闭 "
    "返回顶部 回到顶部 返回首页 返回列表 返回上页 返回 顶部 分享到 分享至 分享按钮 一键分享 分享 "
    "转发 收藏本页 加入收藏 收藏 设为首页 我要纠错 纠错 复制链接 朗读 语音播报 保存 下载word 下载 "
    "放大 缩小 默认 微信好友 微信扫一扫 微信 新浪微博 腾讯微博 微博 qq空间 qq好友 qq 人人网 豆瓣 "
    "朋友圈 更多 点赞 手机版 电脑版 无障碍 长者助手 无障碍阅读 用户登录 登录 注册 繁體 繁体 简体 "
    "english rss 字号 字体 超大 大 中 小 相关附件 附件下载 二维码开始 二维码结束 二维码 扫码阅读 "
    "扫描二维码阅读原文 顶一下 踩一下 发表评论 查看全部 新闻搜索 站内搜索 告诉好友 打印本文 违规举报 "
    "我来说两句 网友评论"
)
_MENU = _words(
    "政府信息公开 政府信息公开目录 政府信息公开指南 政府信息公开制度 政府信息公开年报 信息公开 "
    "信息公开目录 政务公开 政务服务 政务信息公开 法定主动公开内容 互动交流 政民互动 公众参与 "
    "办事服务 网上办事 新闻中心 新闻动态 要闻动态 要闻 政策文件 政策法规 政策发布 政策解读 政策 "
    "规范性文件 行政规范性文件 法规文件 文件库 政策库 政策文件库 公示公告 通知公告 数据发布 走进 "
    "首页 网站首页 网站地图 联系我们 领导之窗 市政府文件 市政府办公室文件 省政府文件 政府文件 "
    "其他文件 基本信息 正文 信息详情 文件详情 内容详情 智能问答 搜索 搜索热词 站内搜索"
)


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_FIELD_START = (
    rf"^[\[【(•·●]?\s*(?:\*\*)?(?:(?:{_spaced(_FIELDS)})(?:\*\*)?\s*(?:[\]】:|]|\s|$)"
    rf"|(?:{_spaced(_COLON_FIELDS)})(?:\*\*)?\s*[\]】]?\s*:)"
)
# • 制发机关某区政府办公室, • 中文名:某市规划: a bullet before the name of a field, its value right behind.
_BULLETED_FIELD = _pattern(
    rf"^[•·●]\s*(?:文章标题|文件标题|文件名称|制发机关|中文名|外文名|特色主题|文件字号|{_spaced(_FIELDS)})(?!化|[^:]*[。;]).{{0,80}}$"
)
_BUTTON = rf"(?:{_spaced(_BUTTONS)})"
_BETWEEN = r"[\s|\[\]【】()<>«»/·:,、.+\-]*+"
# Possessive: 返回顶部 is one button or two, and a long row of them must not be read in every way.
_MORE_BUTTONS = rf"(?:{_BETWEEN}{_BUTTON})*+{_BETWEEN}$"
_MENU_ITEM = rf"(?:{'|'.join(_MENU)})"
_SCAN = (
    r"(?:扫一扫|扫描(?:上方|下方)?二维码)[,\s]*在?(?:手机|微信)?上?(?:打开|查看|阅读|浏览|分享|关注|访问)"
    r"(?:(?!用来校验|扫一扫|扫描|打印|关闭|相关|二维码|责任编辑)[^。;,\n|]){0,16}"
    r"|用来校验该?浏览器是否支持html5"
)
_DATE_TIME = r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}"

EMPTY_FIELD = _pattern(rf"(?:{_spaced(_FIELDS + _COLON_FIELDS)})\s*[\]】]?\s*:?$")
BREADCRUMB = _pattern(r"^(?:您|你)?(?:现在)?的?(?:当前|所在)?的?位置(?:是)?\s*[:>]")
CRUMB = _pattern(r"^(?:[>»›/]+|[^。;:]{1,24})$")
SITE_SUFFIX = _pattern(
    r"(?<![-_—|\s])\s*+[-_—|]++\s*+\S{0,16}(?:门户网站|政府网站?|信息网|公众网|政务网|文库|范文网)$",
)
RELATED = _pattern(
    r"^(?:相关(?:解读|链接|文档|文件|阅读|新闻|信息|稿件|文章|推荐)|推荐阅读|延伸阅读|猜你喜欢|政策解读)\s*(?::|$)"
)

_YOU = r".{0,16}(?:大家|您|你).{0,12}(?:借鉴|阅读|下载|分享|收藏|有所?帮助)"
BLURB = _pattern(
    r"小编(?!制)|范文大全|更多.{0,30}请(?:关注|访问|点击|登录)"
    r"|供(?:大家|您|你|各位|读者)(?:朋友)?(?:阅读|学习|借鉴|下载)?[与和、]?参考"
    rf"|欢迎{_YOU}|希望{_YOU}"
)
BLURB_LEAD = _pattern(r"(?:下面|以下|本文|今天|接下来|这里|以上)[就便]?[是为由来]?")

DIGEST = _pattern(r"由会员分享|珍藏版|文库上搜索|在线阅读.{0,60}文库")

RUNNING_TAIL = _pattern(
    rf"(?:{_SCAN}|相关附件|附件下载|二维码(?:开始|结束)?|打印本页|关闭窗口|分享到|返回顶部|我要纠错",
    r"|责任编辑:\S{2,4}|[\s|\[\]【】:])++$",
)
RUNNING_TAIL_SIGN = _pattern(r"二维码|扫一扫|打印本页|关闭窗口|分享到|浏览器|返回顶部|责任编辑")

# On a page whose line ends are lost, furniture stands before the first sentence and behind the last.
RUNNING_HEAD = _pattern(
    r"(?:(?:您|你)?(?:现在)?的?(?:当前|所在)?的?位置是?\s*[:>]\s*)?(?:网站)?首页(?:\s*[>»›/]+\s*[^\s>»›/。]{2,16})+",
    rf"|(?:(?:{_spaced(_FIELDS)})|(?:{_spaced(_COLON_FIELDS)})(?=\s*:))\s*:?\s*",
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d\d)?)?|\d+次?|[\[(【][^\])】]{1,12}[\])】]|[^\s。,:]{1,16})",
    r"|(?:打印本页|关闭窗口|分享到|收藏本页)\s*:?",
)
CREDIT_BEHIND = re.compile(
    r"[ \t(](?<=[。!”].)(?:(?<=\()|[ \t]*\()"
    r"(?:[^()。\n]{0,10}(?:记者(?![站证会节])|通讯员)|责编|文/图)[ \t:]*[^()。\n]{2,30}\)[ \t]*$",
    re.MULTILINE,
)
"""Who wrote it, in brackets behind the last sentence of a paragraph."""
SITE_STAMP = re.compile(
    r"^[ \t]*[a-z0-9][a-z0-9.-]{1,40}\.(?:com|cn|net|org)[ \t]+(?:\d{4}-)?\d\d-\d\d(?:[ \t]+\d\d:\d\d)?"
    r"(?:[ \t]+\d*次(?:遇见|浏览|阅读|点击|围观))?(?=[ \t]*[㐀-鿿])"
    r"|^[ \t]*\S{2,10}[网报社]\([\w.]{5,40}\)[ \t]*\d{4}-\d{1,2}-\d{1,2}(?:[ \t]+[\d:]{4,8})?讯?[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
"""The name of a site with a date, run into the first line of the text."""
RUNNING_FOOT = _pattern(
    r"(?<=[。).])[ \t]*(?:[上下]一[篇条]\s*:|责任编辑|分享到|打印本页|关闭窗口|扫一扫|版权所有|[主承]办单位"
    r"|网站地图|友情链接|相关(?:链接|解读|阅读|新闻|稿件)\s*:|\((?:来源|编辑|责编|记者)\s*:?[^()\n]{0,20}\)|凡本网)[^。\n]*。?[^。\n]*$"
)

# Who wrote and pictured a news item: 记者 王某 通讯员 李某, 摄影:张某.
_WRITERS = (
    r"(?:(?:[^\s。,;:]{2,24}(?:报|网|社|台|媒体)|本报|本网|首席|实习|见习|全媒体)*(?:记者|通讯员)"
    r"|[^\s。,;:]{2,24}(?:报社?|网|社|台|中心|客户端)(?:\([^()]{2,8}\))?编辑|摄影(?:报道)?|撰文|制图)"
)
_MAKERS = "(?:文字?|文/图|图|海报|统筹|策划|主笔|监制)"
_NAMES = r"[㐀-鿿]{2,4}(?:[\s、/]+(?:[^\s、/。;,]{2,8}))*"

# Lines that no plan holds, wherever they stand. A pattern is anchored, or each of its branches begins with a
# character without case: then `re` skips to where one stands.
ANYWHERE = (
    ("page header", _BULLETED_FIELD),
    (
        "share and print buttons",
        _pattern(rf"^{_BETWEEN}(?:打印本页|关闭窗口|关闭本页|返回顶部|分享到)", _MORE_BUTTONS),
    ),
    ("editor", _pattern(r"^[\[【(]?\s*责\s*任\s*编\s*辑\s*[\]】]?\s*:?\s*\S{0,8}\s*[\]】)]?$")),
    (
        "page number",
        _pattern(
            r"^(?:[-—–―─~]+\s*\d{1,3}\s*[-—–―─~]+|<\d{1,3}/\d{1,3}>|p(?:age)?[.\s]*\d{1,3}|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?",
            r"|\d{1,3}\s*/\s*\d{1,3}\s*页|page\s*\d{1,3})$",
        ),
    ),
    ("page tail", _pattern(rf"^(?:{_SCAN})$|^top$")),
    (
        "page of a library",
        _pattern(
            r"^\.{0,3}\s*\[(?:收起|展开|查看更多|阅读全文)\]$|^(?:文本内容|免费制作|更多内容|阅读全文|展开全文|点击查看更多)$|\{\{",
            r"|由会员分享|^.{0,80}在线阅读.{0,80}文库|^[^。]{4,80}\.mp[34]$",
            # what a library says of a file: • 约6.22千字
            r"|^[•·]?\s*(?:\d+|约\s*[\d.]+\s*[千万]?字|约?\s*\d+\s*页|\d{4}-\d\d-\d\d\s*发布于\S{2,6}|举报|版权申诉|下载)$(?<=[^\d])",
            r"|^[•·]\s*\d+$",
        ),
    ),
    (
        "site footer",
        _pattern(
            r"备(?<=ICP备|公网安备)\s*\d|网站标识码\s*:?\s*\w*\d|:\s*版权所有|©\s*版权所有",
        ),
    ),
    ("site footer", _pattern(r"^(?:版权所有\s*[:©]|copyright\b|©)")),
    ("site footer", _pattern(r"^[(【]?(?:版权所有[\s,]*)?(?:不得|请勿|严禁|禁止)(?:擅自)?转载[)】]?$")),
    (
        "credit",
        _pattern(
            r"^[(【\[](?:(?:资料|配|题|组|供|本文)图片?|图片|图)(?:仅供参考|来源?\s*:?\s*[^()。]{0,16}|/[^()。]{1,12})?[)】\]]$",
            rf"|^[(【\[]?(?:{_WRITERS}\s+|(?:{_WRITERS}|{_MAKERS})\s*[:/]\s*)(?!.*(?:局|委|部门|单位)){_NAMES}[)】\]]?$",
        ),
    ),
    (
        "credit",  # 图为大会现场。某社记者 王某 摄
        _pattern(
            r"^[▲△]?图为[^。,]{2,60}(?:。[^。]{0,30})?$|^[^。]{2,60}[ ]?(?:记者|通讯员)?[ ]+\S{2,4}[ ]*/?摄$"
        ),
    ),
    (
        "page header",
        _pattern(
            r"^(?:发[布表]|更新)(?:日期|时间)\s*:\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s[^。]{0,60})?$"
        ),
    ),
    (
        "newspaper header",
        _pattern(r"^《?\s*\S{2,10}报\s*》?\s*[(]\s*\d{4}年\d{1,2}月\d{1,2}日.{0,20}版\s*[)]$"),
    ),
    (
        "page tail",
        _pattern(r"^(?:#[^#\s]{1,16}){2,}#?$|^\d+\s*条记录\s*\d+/\d+\s*页$|^qrcode$|^访问(?:手机|电脑)版$"),
    ),
    (
        "menu",
        _pattern(
            r"^\S{2,24}欢迎(?:您|光临|访问)!?$|^\S{2,16}登[录陆]入口$|^关于我们(?:\s*[-|·]\s*\S{2,8})+$"
        ),
    ),
    ("page mark", _pattern(r"^(?:the\s+(?:beginning|end)|tags?\s*:.{0,80})$")),
    ("legal database", _pattern(r"法宝引证码|\.com(?<=pkulaw\.com)")),
    (
        "legal database",
        _pattern(
            r"^(?:(?:来源|转自|下载自|数据来源)\s*:?\s*)?北大法宝",
            r"|^【(?:发布部门|发文字号|发布日期|公布日期|实施日期|施行日期|时效性|效力级别|效力位阶|法规类别)】",
        ),
    ),
    # what a compiler of policies writes between them
    (
        "source of a page",
        _pattern(
            r"^(?:(?:政策|文件)?依据\s*:(?:[^。]{4,80})?|\(?https?://[\x21-\x7e]+|[—-]{0,2}摘[自录].{4,60}",
            r"|(?:以下|本文|上述|以上).{0,16}(?:摘录自|摘自|来源于|整理自|转自).*|.{0,60}我们编辑整理.*)$",
        ),
    ),
    ("newspaper header", _pattern(r"^\S{2,10}报\s*/.*年.*月.*日.*版")),
)
HEADER = (
    ("page header", _pattern(_FIELD_START, "|", _DATE_TIME)),
    ("breadcrumb", _pattern(BREADCRUMB.pattern, r"|^(?:网站)?首页\s*[>»›]")),
    ("menu", _pattern(rf"^{_MENU_ITEM}(?:[\s|·]+{_MENU_ITEM})*$")),
    ("share and print buttons", _pattern("^", _BETWEEN, _BUTTON, _MORE_BUTTONS)),
)
# How the foot of a page begins: with what stands below it, it goes, whatever that is.
FOOT = _pattern(
    rf"[\[【(①-⑳➊-➓*\s]*(?:{_SCAN}|扫码|顶一下$|-{{3,}}分隔线|(?:发表|网友|最新)评论(?:$|[:(]|\s?共有)|请自觉遵守互联网相关|为确保最佳浏览效果|建议(?:您)?使用.{{0,16}}浏览器|网站标识码|(?:总|总的)?访问量\s*:",
    r"|[主承协]办(?:单位)?\s*[:|]|版权所有|版权(?:与|及|声明)|copyright|©|网站地图|凡(?:本|注明|未注明|署名).{0,16}(?:注明|来源|作品|稿件)"
    r"|(?:\d[.、]\s*)?(?:所|凡|如)?(?:本(?:网站?|站|文|平台|信息)|转载).{0,16}(?:转载|版权[属归]|来源于网络|仅供参考|不代表|来源|注明|归原作者|侵权)|免责声明|(?:特别|郑重|法律)?[声申]明\s*(?::|$)|未经.{0,16}(?:授权|许可|同意)"
    r"|.{0,30}ICP备|.{0,30}公网安备|[上下]一[篇条页]\s*(?::|$)|关注.{0,10}(?:微信|公众号)|长按.{0,6}二维码|(?:如需|欢迎|更多).{0,24}(?:致电|来电|联系我们|咨询热线|关注我们)|(?:咨询|服务|免费)热线|温馨提示[^。]{0,20}(?:微信|公众号|关注)|猜你喜欢|相关推荐|热门(?:推荐|文章|资讯|标签)|(?:最新|新闻|精彩)(?:文章|资讯|发布|推荐)$|(?:推荐|栏目)(?:资讯|更新|热门)$|站点信息$"
    r"|更多.{0,12}请下载|您?也?可以?关注(?:我们|本)|\(此页无正文\)$)",
)
TAIL = (
    ("page tail", _pattern(rf"^[\[【(]?\s*(?:{_spaced(_TAIL_FIELDS)})\s*[\]】]?\s*:|^\(?转载请注明|^[a-z]$")),
    ("related pages", _pattern(RELATED.pattern, r"|^[上下]一[篇条页]\s*(?::|$)")),
    ("site footer", _pattern(r"^(?:[主承]办(?:单位)?|技术支持|维护单位|网站地图|联系我们)\s*[:|]")),
    (
        "site name",
        _pattern(
            r"^(?:\S{2,6}(?:网|在线)\s+)?\S{2,8}(?:app|客户端|融媒体中心|日报社?|晚报社?|电视台)$|^中国\S{2,4}网$"
        ),
    ),
    ("share and print buttons", HEADER[3][1]),
)
