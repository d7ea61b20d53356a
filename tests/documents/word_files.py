"""Word files written by hand for tests: parts of XML in a zip, as Word, WPS and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.documents import national

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2a"><w:name w:val="本市二级"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="sb"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="sh"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def run(text: str, look: str = "") -> str:
    """A run of text with run properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of plain text, or of runs where ``content`` is XML."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph that a list numbers."""
    return paragraph(run(text) if text else "<w:r/>", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(rows: Sequence[str], widths: Sequence[int] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell of plain text, or of blocks where ``content`` is XML."""
    inner = content if content.startswith("<") else paragraph(content or "<w:r/>")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def docx(
    body: str,
    *,
    numbering: str = "",
    footnotes: str = "",
    styles: str = STYLES,
    core: str = "",
    extra: dict[str, bytes] | None = None,
    strict: bool = False,
) -> bytes:
    """A Word file around a body's XML; ``extra`` are further parts, or other bytes for one of these."""
    parts = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for at, kind in enumerate(parts) if parts[kind]
    )
    outside = f'<Relationship Id="x" Type="{_OFFICE}/styles" Target="http://example.invalid/x.xml" TargetMode="External"/>'
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    package = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types([kind for kind in parts if parts[kind]], has_core=bool(core)),
        "_rels/.rels": package.format(main),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": package.format(relations + outside),
        **{f"word/{kind}.xml": f"<w:{kind} {_NAMESPACES}>{content}</w:{kind}>" for kind, content in parts.items() if content},
        **({"docProps/core.xml": core} if core else {}),
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            text = content if isinstance(content, str) else ""
            archive.writestr(name, _strict(text) if strict and text else content)
    return out.getvalue()


def _content_types(kinds: Sequence[str], *, has_core: bool) -> str:
    """What each part is, as Word asks for it."""
    words = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    told = {"/word/document.xml": f"{words}.document.main+xml", **{f"/word/{kind}.xml": f"{words}.{kind}+xml" for kind in kinds}}
    told |= {"/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"} if has_core else {}
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    parts = "".join(f'<Override PartName="{name}" ContentType="{said}"/>' for name, said in told.items())
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{parts}</Types>'


def _strict(text: str) -> str:
    """A part as a "strict" file spells its namespaces."""
    for kind in ("wordprocessingml/2006/main", "officeDocument/2006/relationships"):
        text = text.replace(f"http://schemas.openxmlformats.org/{kind}", f"http://purl.oclc.org/ooxml/{kind.replace('/2006', '')}")
    return text


def national_table() -> str:
    """The national table as Word holds it: a cell merged downwards stands in every row, the first says restart."""
    going_on: dict[int, tuple[int, int]] = {}  # column: rows left, width
    rows = []
    for placed in national.places():
        by_column = {column: one for _, column, one in placed}
        cells, column, in_head = [], 0, False
        while column < len(national.full_grid()[0]):
            one = by_column.get(column)
            if one is None:
                left, width = going_on[column]
                going_on[column] = (left - 1, width)
                cells.append(cell("", f'<w:gridSpan w:val="{width}"/><w:vMerge/>'))
            else:
                in_head, width = in_head or one.is_header, one.column_span
                merge = '<w:vMerge w:val="restart"/>' if one.row_span > 1 else ""
                going_on[column] = (one.row_span - 1, width)
                cells.append(cell(one.text, f'<w:gridSpan w:val="{width}"/>{merge}'))
            column += width
        rows.append(row(*cells, properties="<w:tblHeader/>" if in_head else ""))
    return table(rows, [900] * len(national.full_grid()[0]))


def national_docx(padding: int = 0) -> bytes:
    """The national plan as a Word file, with ``padding`` further paragraphs."""

    def line(level: int, text: str) -> str:
        return styled(text, str(level)) if level else paragraph(text)

    body = [styled(national.TITLE, "t"), paragraph(national.PERIOD), *(line(*one) for one in national.ABOVE), paragraph(national.CAPTION)]
    body += [national_table(), *map(paragraph, national.NOTES), *(line(*one) for one in national.BELOW)]
    body += [paragraph(f"加强统筹协调，完善第{at}项工作机制，推动规划任务落地见效。") for at in range(padding)]
    return docx("".join(body))
