"""Files as office programs make them, for tests: one plan and one ledger in every format."""

import csv
import html
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook

from tests.printer import Printer, Rows

PLAN = (
    "青石县城乡供水提升行动实施方案（2021—2025年）",
    "青石县人民政府",
    "2021年3月8日",
    "一、总体目标",
    "到2025年，全县农村自来水普及率达到96%以上，集中式饮用水水源水质达标率稳定在100%，城乡供水管网漏损率控制在9%以内，"
    "规模化供水工程覆盖的农村人口比2020年提高12个百分点，供水保障能力和服务水平走在全市前列。",
    "二、重点任务",
    "（一）保护饮用水水源",
    "1.划定水源保护区。2021年10月底前，完成全部乡镇集中式饮用水水源保护区的划定和标志设置，拆除保护区内与供水设施无关的建设项目。"
    "（县生态环境局牵头，县水利局、各乡镇人民政府参与）",
    "2.开展水质监测。自2022年起，每季度公开一次集中式饮用水水源水质监测结果。（县生态环境局牵头，县卫生健康局参与）",
    "（二）建设供水工程",
    "1.延伸城市供水管网。2023年底前，新建改造供水管网160公里，关闭城区周边自备水井45眼，实现城区和近郊同网同质同服务。"
    "（县住房城乡建设局牵头，县财政局、县城市投资集团参与）",
    "2.改造农村小型供水工程。2024年6月底前，完成老旧小型供水工程改造80处。（县水利局牵头，县农业农村局、县乡村振兴局参与）",
)

LEDGER = (
    ("序号", "重点领域", "工作任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "水源保护", "划定乡镇集中式饮用水水源保护区", "县生态环境局", "县水利局、各乡镇", "2021年10月"),
    ("2", "", "拆除保护区内无关建设项目，恢复岸线生态", "县水利局", "县公安局", "2022年6月"),
    ("3", "供水工程", "新建改造供水管网160公里", "县住房城乡建设局", "县财政局", "2023年底"),
)
"""The second row's field is merged with that above it."""

NUMBERED = {  # how each paragraph of the plan is numbered in Word: its level, and what remains of it
    3: (0, "总体目标"),
    5: (0, "重点任务"),
    6: (1, "保护饮用水水源"),
    7: (2, PLAN[7][2:]),
    8: (2, PLAN[8][2:]),
    9: (1, "建设供水工程"),
    10: (2, PLAN[10][2:]),
    11: (2, PLAN[11][2:]),
}
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def ledger_text(rows: Rows = LEDGER) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def plan_text() -> str:
    return "\n".join(PLAN) + "\n"


def html_plan() -> bytes:
    body = "".join(f"<p>&emsp;&emsp;{html.escape(paragraph)}</p>\n" for paragraph in PLAN[1:])
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(8))
    page = (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<title>门户</title><script>var a = '<p>脚本</p>';</script></head><body><ul class='nav'>{menu}</ul>"
        f"<div class='wrap'><h1>{PLAN[0]}</h1><div class='share'>分享到：微信</div><div class='TRS_Editor'>{body}</div>"
        "</div><div id='footer'>主办单位：某办公室 备案号00000000</div></body></html>"
    )
    return page.encode("gb18030")


def html_table(rows: Rows = LEDGER) -> bytes:
    lines = []
    for number, row in enumerate(rows):
        cells = [
            f"<td{' rowspan=2' if (number, column) == (1, 1) else ''}>{cell}</td>" for column, cell in enumerate(row)
        ]
        lines.append("<tr>" + "".join(cell for cell in cells if (number, cell) != (2, "<td></td>")) + "</tr>")
    return f"<html><meta charset=utf-8><body><table>{''.join(lines)}</table></body></html>".encode()


def word(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def define_list(document: Any, levels: Sequence[tuple[str, str]] = LEVELS, *, number: int = 90) -> int:
    """Add a list definition and a list of the same number that counts in it."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )
    xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
    numbering.insert(0, parse_xml(xml))
    xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    numbering.append(parse_xml(xml))
    return number


def restart_list(document: Any, number: int, start: int) -> None:
    """Add a list that counts in the same definition as list 90, from another number on."""
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'
    document.part.numbering_part.element.append(parse_xml(xml))


def number_paragraph(paragraph: Any, level: int, number: int = 90) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def word_plan() -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉：内部资料"
    document.sections[0].footer.paragraphs[0].text = "页脚：第1页"
    define_list(document)
    for index, text in enumerate(PLAN):
        level, rest = NUMBERED.get(index, (None, text))
        paragraph = document.add_paragraph(rest)
        if level is not None:
            number_paragraph(paragraph, level)
        delete(paragraph, "这句删掉了。")
    return word(document)


def delete(paragraph: Any, text: str) -> None:
    """Add text to a paragraph that was deleted with changes tracked."""
    xml = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(xml))


def insert(paragraph: Any, text: str) -> None:
    xml = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>{text}</w:t></w:r></w:ins>'
    paragraph._p.append(parse_xml(xml))


def word_table(rows: Rows = LEDGER) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(line, row.cells, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(1, 1).text = rows[1][1]
    return word(document)


def hide(run: Any) -> None:
    run._r.get_or_add_rPr().append(OxmlElement("w:vanish"))


def mark_deleted(paragraph: Any) -> None:
    """Mark a paragraph's end as deleted, so that it goes on in the next."""
    properties = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="3" w:author="a"/></w:rPr>')
    paragraph._p.get_or_add_pPr().append(properties)


def delete_row(row: Any) -> None:
    """Delete a row with changes tracked."""
    xml = f'<w:trPr {nsdecls("w")}><w:del w:id="4" w:author="a"/></w:trPr>'
    row._tr.insert(0, parse_xml(xml))


def add_text_box(paragraph: Any, *texts: str) -> None:
    """Fix a text box to a paragraph, as Word does: once for itself, once more for old programs."""
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    spaces = nsdecls("w", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    shape = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
    xml = f"<w:r {spaces}><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    paragraph._p.append(parse_xml(xml))


def add_footnote(paragraph: Any) -> None:
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))


def add_contents(document: Any, entry: str, page: str) -> None:
    """Add a table of contents as Word builds it in, its entries in a field."""
    kind = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    text = f"<w:p><w:r><w:t>{entry}</w:t><w:tab/><w:t>{page}</w:t></w:r></w:p>"
    xml = f"<w:sdt {nsdecls('w')}><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(xml))


def wrap_in_control(element: Any) -> None:
    """Put a paragraph or a cell into a content control, as forms have them."""
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    element.addprevious(control)
    control[1].append(element)


def workbook(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def sheet_table(rows: Rows = LEDGER) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("B2:B3")
    return workbook(book)


def delimited_table(rows: Rows = LEDGER, mark: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=mark).writerows(rows)
    return made.getvalue().encode("gbk")


def printed_plan() -> bytes:
    printer = Printer("青石县人民政府公报")
    printer.title(PLAN[0][:14])
    printer.title(PLAN[0][14:])
    for paragraph in PLAN[1:] + PLAN[4:5] * 8:
        printer.paragraph(paragraph)
    return printer.pages()


def printed_table(rows: Rows = LEDGER) -> bytes:
    printer = Printer()
    printer.table(rows)
    return printer.pages()


def scan() -> bytes:
    """A page that is a picture."""
    printer = Printer(numbered=False)
    printer.picture()
    return printer.pages()
