"""What is particular to web pages: which part of one is the document, and what its elements mean."""

import pytest

from extraction.document import Document
from extraction.reader import document_of

TITLE = "清水县河道整治实施方案"
BODY = "".join(
    f"<p>（{number}）{task}。{year}年底前完成，由县水利局牵头，县财政局、各乡镇参与，按季度报送进展情况。</p>"
    for number, task, year in (("一", "清理河道", 2021), ("二", "建设湿地", 2022), ("三", "改造管网", 2023))
)
READ = BODY.replace("<p>", "").replace("</p>", "\n")
LINKS = "".join(f'<a href="/{n}">栏目{n}</a>' for n in range(6))
ITEMS = "".join(f'<li><a href="/{n}">相关文件之{n}</a></li>' for n in range(6))


def read(body: str, head: str = "") -> Document:
    return document_of(f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode(), "a.html")


def text(body: str, head: str = "") -> str:
    return read(body, head).text


@pytest.mark.parametrize(
    "page",
    [
        f"<nav>{LINKS}</nav><div>{BODY}</div>",
        f"<div class='top'>{LINKS}</div><div>{BODY}</div><div id='footer'>主办：县政府办　备案号000</div>",
        f"<div class='pos'>位置：<a href=/>首页</a>&gt;<a href=/a>公开</a>&gt;<a href=b>文</a></div><div>{BODY}</div>",
        f"<div class='share'>分享到：微信</div><div class='TRS_Editor'>{BODY}</div><ul>{ITEMS}</ul>",
        f"<div id='zoom'>{BODY}</div><div class='copyright'>版权所有</div>",
        f"<div class='wrap'><div id='UCAP-CONTENT'>{BODY}</div><div>上一篇：<a href=/1>某通知</a></div></div>",
        f"<div class='v_news_content'><div class='article'>{BODY}</div></div><aside>相关链接</aside>",
        f"<form action='a.aspx'><table><tr><td>{LINKS}</td></tr><tr><td><div>{BODY}</div></td></tr></table></form>",
        f"<table><tr><td width=200>{LINKS}</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>",
        f"<script>var a = '<p>脚本</p>';</script><style>p {{}}</style>{BODY}<noscript>请启用脚本</noscript>",
        f"<div style='display:none'>隐藏的字</div>{BODY}<div hidden>又一处</div>",
        f"<div>{BODY}</div><div class='page-footer'>地址：某路1号　电话：0000</div>",
        f"<!-- 注释 -->{BODY}<select><option>友情链接</option></select><button>打印</button>",
    ],
)
def test_only_the_document_is_read(page: str) -> None:
    assert text(page) == READ


def test_the_title_over_the_document() -> None:
    assert text(f"<div><h1>{TITLE}</h1><p>来源：县府办</p></div><div id='zoom'>{BODY}</div>") == TITLE + "\n" + READ
    assert text(f"<div id='zoom'>{BODY}</div>", f"<meta name='ArticleTitle' content='{TITLE}'>") == TITLE + "\n" + READ
    assert text(f"<h1>{TITLE}</h1><div id='zoom'><p>{TITLE}</p>{BODY}</div>") == TITLE + "\n" + READ


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>一、甲</p><p>二、乙</p>", "一、甲\n二、乙\n"),
        ("一、甲<br>二、乙<br/><br/>三、丙", "一、甲\n二、乙\n三、丙\n"),
        ("<p>牵头\n  单位</p>", "牵头单位\n"),
        ("<p>按 COD\n排放</p>", "按 COD 排放\n"),
        ("<p><b>一、</b><span>甲</span></p>", "一、甲\n"),
        ("<p>&emsp;&emsp;甲&nbsp;乙</p>", "甲 乙\n"),
        ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙\n"),
        ("<ol start=3><li>甲</li><li><p>乙</p></li></ol>", "3. 甲\n4. 乙\n"),
        ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", "1. 甲\n1. 乙\n2. 丙\n"),
        ("<ol type='A'><li>甲</ol>", "A. 甲\n"),
        ("<ol><li>（一）甲<li>（二）乙</ol>", "（一）甲\n（二）乙\n"),
        ("<ol style='list-style-type:none'><li>一、甲</ol>", "一、甲\n"),
        ("<ol><li value=5>甲<li>乙</ol>", "5. 甲\n6. 乙\n"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙\n"),
        ("<pre>甲\n乙</pre>", "甲\n乙\n"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙\n"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", "甲\n乙\n"),
        ("<p>10<sup>4</sup>立方米，SO<sub>2</sub></p>", "104立方米，SO2\n"),
        ("<p>甲&lt;乙&amp;丙</p>", "甲<乙&丙\n"),
        ("<ruby>甲<rt>jia</rt></ruby>乙", "甲乙\n"),
    ],
)
def test_elements(page: str, read: str) -> None:
    assert text(page) == read


def test_a_table_in_the_document() -> None:
    page = (
        f"{BODY}<table><caption>分工表</caption><thead><tr><th>任务</th><th>单位</th></tr></thead>"
        "<tr><td rowspan='2'><p>清淤</p><p>植树</p></td><td>县水利局</td></tr>"
        "<tr><td>县林业局</td></tr></table><p>完。</p>"
    )
    document = read(page)
    assert document.text == READ + "分工表\n任务\t单位\n清淤 植树\t县水利局\n\t县林业局\n完。\n"
    assert document.tables[0].cells[2].rows == 2


def test_a_table_that_is_the_document() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>清理河道{n}</td><td>县水利局</td></tr>" for n in range(1, 9))
    document = read(f"<div>{LINKS}</div><table><tr><td>序号</td><td>任务</td><td>单位</td></tr>{rows}</table>")
    assert document.text.startswith("序号\t任务\t单位\n1\t清理河道1\t县水利局\n")
    assert len(document.tables) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_encodings(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><body><p>由水利局主辦。</p></body></html>"
    assert document_of(page.encode(encoding), "a.htm").text == "由水利局主辦。\n"


def test_an_encoding_that_is_not_the_one_named() -> None:
    page = "<html><head><meta charset=gb2312></head><body><p>由县水利局牵头，县财政局参与。</p></body></html>"
    assert document_of(page.encode(), "a.html").text == "由县水利局牵头，县财政局参与。\n"
