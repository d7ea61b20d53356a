"""What tells that a plan is the country's: its title, its number's issuer, who issued it by its own words, how it speaks of itself."""

from __future__ import annotations

import re

_OPENING = re.compile(r"[“\"《「『<\[]*")
_TITLE = re.compile(r"(?:二?十?[一二三四五六七八九]五[”\"」』])?(?:国家|全国|中国|中华人民共和国)(?!级|高新|自主创新示范区|农业科技园区)")
_BODIES = (
    "国务院|中共中央|中华人民共和国|国家(?:发展|能源|数据|卫生|税务|统计|标准|医疗|林业|体育|知识产权|文物|铁路|邮政|民族|移民|矿山|粮食)|(?:科学技术|科技|教育|财政|商务"
    "|司法|公安|民政|水利|农业农村|交通运输|自然资源|生态环境|应急管理|文化和旅游|工业和信息化|人力资源和?社会保障|住房和城乡建设|退役军人事务)部(?!门|长|署)"
    "|(?:市场监督管理|海关|金融监督管理|体育|广播电视)总局|中国人民银行"
)
_ISSUER = re.compile(rf"(?:{_BODIES}|国家)")
# 国发〔2026〕14号, 发改能源〔2026〕884号; a place's bodies put the place before: 云发改能源, 嘉政发.
_NUMBER = re.compile(
    r"^(?:国发|国办[发函]|国函|中发|中办发|发改[一-鿿]{0,4}|工信[一-鿿]{0,5}|国科[一-鿿]{0,3}|教[一-鿿]{1,3}|财[一-鿿]{1,2}|人社部[一-鿿]{1,2}|自然资[一-鿿]{0,2}"
    r"|环[一-鿿]{1,3}|建[一-鿿]{1,2}|交[一-鿿]{2,4}|农[一-鿿]{1,2}发|文旅[一-鿿]{0,4}|国卫[一-鿿]{0,4}|应急|国市监[一-鿿]{1,3}|国知发|国能[一-鿿]{1,4}|商[一-鿿]{1,3}发)\s*[〔\[(]"
)
_CITED = re.compile(rf"(?:{_BODIES})[^。;]{{0,40}}?(?:印发|发布|批复|公布)|(?:国发|国办发|国函)〔\d{{4}}〕\d+号")
_CITATION = re.compile(r"《[^《》]*》")
_ACCORDING = re.compile(r"(?:根据|依据|按照|贯彻|落实|执行|为)[^。;\n]*$")  # whoever is named behind it issued something else
_REACH_OF_CITED = 600  # characters of the text
_SPEAKS = re.compile(r"我国")
_SPEAKS_OF_LESS = re.compile(r"[我全](?:省|市|县|区(?!域)|州|盟|旗|镇|乡)|自治区党委")
_LEAST_MENTIONS, _TIMES_MORE = 3, 3


def title_is_national(title: str) -> bool:
    """Whether a (folded) title begins with the country's name: “十三五”国家科技创新规划; 国家级高新区 is none."""
    opening = _OPENING.match(title)
    return opening is not None and _TITLE.match(title, opening.end()) is not None


def issuer_is_national(issuer: str) -> bool:
    """Whether a (folded) issuer is one of the country's bodies."""
    return _ISSUER.match(issuer) is not None


def number_is_national(number: str) -> bool:
    """Whether a (folded) document number is one of the country's bodies': 国发〔2026〕14号."""
    return _NUMBER.match(number) is not None


def is_cited_as_national(text: str) -> bool:
    """Whether the first lines of a (folded) text say that one of the country's bodies issued the plan."""
    head = _CITATION.sub("", text[:_REACH_OF_CITED])
    return any(not _ACCORDING.search(head, 0, match.start()) for match in _CITED.finditer(head))


def speaks_of_the_country(text: str) -> bool:
    """Whether a (folded) text says 我国 throughout and hardly 我省, 全市 or the like."""
    ours = len(_SPEAKS.findall(text))
    return ours >= _LEAST_MENTIONS and ours >= _TIMES_MORE * len(_SPEAKS_OF_LESS.findall(text))
