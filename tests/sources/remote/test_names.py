"""Names of downloaded files: readable, safe on every system, never taken for what a person wrote beside a plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.sources.remote.file_names import file_name
from assets.sources.remote.title import holds_title
from assets.sources.roles import role_of
from assets.sources.scan import Role
from tests.sources.remote.site import PAGE

SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("wish", "url", "data", "name"),
    [
        ("云汀市“十四五”科技创新规划", "https://a.example/art/1.html", PAGE, "云汀市“十四五”科技创新规划-0123456789ab.html"),
        (None, "https://a.example/zwgk/kjgh.html?id=3", PAGE, "kjgh-0123456789ab.html"),
        (None, "https://a.example/%E8%A7%84%E5%88%92.pdf", b"%PDF-1.7 ...", "规划-0123456789ab.pdf"),
        (None, "https://a.example/down.jsp", b"%PDF-1.7 ...", "down-0123456789ab.pdf"),
        (None, "https://a.example/", "到2025年".encode(), "a.example-0123456789ab.txt"),
        (None, "https://a.example/t.csv", "指标,2025年".encode(), "t-0123456789ab.csv"),
        (None, "https://a.example/p.htm", PAGE.decode().encode("gbk"), "p-0123456789ab.htm"),
        (None, "https://a.example/p", PAGE.decode().encode("utf-16"), "p-0123456789ab.html"),
        ("a/b\\c:d*e?", "https://a.example/", PAGE, "a-b-c-d-e-0123456789ab.html"),
        ("../../etc/passwd", "https://a.example/", PAGE, "etc-passwd-0123456789ab.html"),
        (".hidden~", "https://a.example/", PAGE, "hidden-0123456789ab.html"),
        ("~$lock", "https://a.example/", PAGE, "lock-0123456789ab.html"),
        ("gh\u202efdp.exe", "https://a.example/", PAGE, "gh-fdp.exe-0123456789ab.html"),
        (None, "https://a.example/plan.html.meta.yaml", b"title: lie", "plan.html.meta-0123456789ab.txt"),
        (None, "https://a.example/x.corrections.yaml", b"- at: {}", "x.corrections-0123456789ab.txt"),
        (None, "https://a.example/x.exe", b"\x00\x01\x02", "x-0123456789ab.bin"),
        ("规" * 200, "https://a.example/", PAGE, "规" * 40 + "-0123456789ab.html"),
    ],
)
def test_names(wish: str | None, url: str, data: bytes, name: str) -> None:
    assert file_name(wish, url, data, SHA) == name


@given(wish=st.text(max_size=300), last=st.text(max_size=50), data=st.binary(max_size=50))
def test_whatever_is_wished_and_served_the_name_is_one_part_of_a_path_and_that_of_a_plan(wish: str, last: str, data: bytes) -> None:
    name = file_name(wish, f"https://a.example/{last}".split("?")[0].split("#")[0].replace("[", ""), data, SHA)
    assert "/" not in name and "\\" not in name and name.isprintable()
    assert len(name.encode()) < 200
    assert role_of(name)[0] not in (Role.SIDECAR, Role.CORRECTIONS)
    assert role_of(name) == role_of("plan" + name[name.rindex(".") :])


TITLE = "云汀市“十四五”科技创新规划"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE, True),
        (PAGE.decode().encode("gb18030"), True),
        (PAGE.decode().encode("utf-16"), True),
        ("<h1>云汀市<br/>&ldquo;十四五&rdquo;\n 科技<b>创新</b>规划</h1>".encode(), True),
        ('<meta name="ArticleTitle" content="云汀市&quot;十四五&quot;科技创新规划">'.encode(), True),
        ("雲汀市「十四五」科技創新規劃".encode("big5hkscs"), True),
        ("<h1>您访问的页面不存在</h1>".encode(), False),
        ("澜桥市“十四五”科技创新规划".encode(), False),
        (b"%PDF-1.7", None),
        (b"<" * 2_000_000, False),
    ],
    ids=range(10),
)
def test_a_page_holds_its_title_however_it_is_written(data: bytes, expected: bool | None) -> None:
    assert holds_title(data, TITLE) is expected
