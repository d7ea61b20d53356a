"""Page furniture: what a web page prints around a plan. It stays in the text and is kept out of the blocks of content.

Every pattern is anchored and looks at a whole (folded) line: 来源于…的经费 and a sentence about 版权保护 are plan content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assets.documents.outline.numbering import heading_at
from assets.documents.rendition import Line
from assets.language.fold import fold

_LONGEST = 120  # characters of a furniture line; a paragraph is longer
# Buttons and navigation words; a line made only of them is furniture.
_WORD_LIST = (
    "打印 打印本页 打印文章 打印正文 关闭 关闭窗口 关闭本页 分享 分享到 分享至 收藏 收藏本页 纠错 复制链接 复制 返回 返回顶部 返回首页 "
    "返回上页 返回列表 顶部 首页 网站首页 大 中 小 特大 默认 字体 字号 字体大小 微信 微博 新浪微博 腾讯微博 qq qq空间 朋友圈 繁體 繁体 "
    "繁體版 无障碍 无障碍浏览 无障碍阅读 适老版 长者模式 语音播报 设为首页 加入收藏 登录 注册 搜索 检索 手机版 移动版 english top 保存 "
    "下载 下载文件 推荐 评论 点赞 联系我们 网站地图 关于我们 法律声明 要闻 政务公开 政务服务 政民互动 互动交流 走进 新闻中心 信息公开 "
    "公示公告 通知公告 政策法规 政策文件 专题专栏 办事服务 数据开放 机构概况 机构职能 上一篇 下一篇 上一条 下一条 没有了 责任编辑 背景色 "
    "白色 绿色 正文 扫一扫 扫码阅读 手机看 手机扫一扫打开当前页 打开适老化模式"
)
_WORDS = frozenset(fold(_WORD_LIST).split())
_SEPARATORS = re.compile(r"[\s|｜/、,，:：;；·•【】\[\]［］（）()<>＞»›_+-]+")
_PATTERNS = re.compile(
    r"^(?:"
    r"[【\[]?(?:您?(?:当前|现在|所在)的?(?:所在)?(?:位置|栏目)|您(?:现在)?(?:所在)?的位置|所在位置|当前页面)\s*[:：>＞是].*"
    r"|(?:网站)?首\s*页\s*[>＞»›/\\|\-→].*"
    r"|.{0,60}(?:字体|字号)\s*[:：]?\s*[【\[［(（]?\s*(?:特?大|小|默认).*"
    r"|(?:相关)?热词(?:搜索)?\s*[:：].*|(?:关键词|关键字|标签|tags?)\s*[:：].{0,80}"
    r"|[上下]一(?:篇|条|页|则)\s*[:：].*"
    r"|(?:分享|转发)(?:到|至)\s*[:：]?.{0,30}|.{0,12}扫一扫.{0,30}|.{0,10}扫描?二维码.{0,30}"
    r"|.{0,60}ICP\s*[备证].*|.{0,60}公网安备.*|.{0,40}(?:政府)?网站标识码.*"
    r"|(?:copyright|©|版权所有).*|.{0,40}版权所有.{0,40}"
    r"|(?:主办|承办|协办)(?:单位)?\s*[:：].{0,60}|技术支持\s*[:：]?.{0,40}"
    r"|(?:网站)?(?:地址|联系电话|咨询电话|电话|传真|邮编|邮政编码|举报电话)\s*[:：].{0,60}"
    r"|(?:责任编辑|编辑|审核|责编|作者|录入者?|信息审核|初审|复审|终审)\s*[:：].{0,40}"
    r"|[-－—–]\s*\d{1,3}\s*[-－—–]|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[:：]\s*\d*.{0,10}"
    r"|.{0,10}您访问的链接即将离开.*|.{0,20}浏览器版本.{0,40}"
    r")$",
    re.I,
)
_META_LABEL = re.compile(
    r"(?:信息|文章|稿件|文件)?(?:来源|发布机构|发布单位|发布时间|发布日期|发文时间|更新时间|上传时间|录入时间|作者|编辑|浏览(?:次数|量)|点击(?:次数|数|率|量)|阅读(?:次数|量|数)?"
    r"|访问(?:次数|量)|人气|时间|日期|索\s*引\s*号|信息索引|发文字号|文\s*号|文件编号|发文机关|成文日期|发文日期|生成日期|生效日期|公开日期|主题分类|主题词|有效性|公开方式|公开范围)\s*[:：]"
)
_META_REST = re.compile(r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}")
_LONGEST_META = 100
# What opens the page's tail: from here on nothing is the plan's, unless headings or tables come again.
_TAIL = re.compile(
    r"^[【\[]?(?:相关(?:新闻|链接|文章|阅读|信息|文件|政策|解读|政策解读|附件下载|报道|稿件|推荐|资讯|内容|热词搜索|专题)|延伸阅读|推荐阅读|热门(?:文章|推荐|新闻|点击)|猜你喜欢|版权(?:及免责)?声明|免责声明|最新(?:文章|资讯|动态)"
    r"|解读链接|解读材料|图解|政策图解|返回顶部|友情链接|网友评论|发表评论|分享(?:到|至))\s*[】\]]?\s*[:：|｜]?.{0,40}$"
)
_TAIL_SENTENCE = re.compile(r"转载|本网|本站|侵权|版权")
_SHORT = 80  # a line longer than this in the tail is a paragraph of the plan, unless it speaks of the site's rights


def is_furniture(text: str) -> bool:
    """Whether a line, wherever it stands, is page furniture."""
    if not text or len(text) > _LONGEST:
        return False
    said = fold(text)
    if _PATTERNS.match(said):
        return True
    words = [word for word in _SEPARATORS.split(said.lower()) if word]
    return not words or all(word in _WORDS for word in words)


def is_meta_line(text: str) -> bool:
    """Whether a line prints the page's date, source or number of visits: 2018-05-24 来源:新乡市人民政府."""
    if not text or len(text) > _LONGEST_META or "。" in text:
        return False
    said = fold(text)
    labels = _META_LABEL.findall(said)
    return len(labels) >= 2 or (bool(labels) and bool(_META_REST.search(said))) or (len(labels) == 1 and bool(_META_LABEL.match(said)))


def find_furniture(lines: Sequence[Line], in_table: Set[int], outside: Set[int]) -> set[int]:
    """Line indices that are furniture: known lines anywhere, the page's tail, and what its layout puts behind the article."""
    found = {i for i, line in enumerate(lines) if i not in in_table and len(line.text) <= _LONGEST and is_furniture(line.text)}
    body_end = max((i for i in range(len(lines)) if i not in outside and lines[i].text), default=-1)
    found.update(i for i in outside if i > body_end and lines[i].text)
    start = _tail_start(lines, in_table)
    found.update(i for i in range(start, len(lines)) if lines[i].text)
    return found


def _tail_start(lines: Sequence[Line], in_table: Set[int]) -> int:
    """First line of the page's tail; the number of lines where there is none. Looks up from the end to the last content."""
    start = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        text = lines[i].text
        if not text:
            continue
        if i in in_table:
            break
        if len(text) <= _SHORT and _TAIL.match(fold(text)):
            start = i
        elif _is_content(text):
            break
    return start


def _is_content(text: str) -> bool:
    """Whether a line can only be the plan's: a heading, or a paragraph that does not speak of the site's rights."""
    if _TAIL_SENTENCE.search(fold(text)):
        return False
    mark = heading_at(text)
    return len(text) > _SHORT or (mark is not None and mark.rank <= 50)
