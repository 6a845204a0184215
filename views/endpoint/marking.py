"""An answer that is not all there is says so in its own form, where that has a place for it."""

import json
from xml.sax.saxutils import quoteattr

from ontology.wording import say
from queries.foreign.inquiry import Rows, Statements


def marked(content: bytes, form: Rows | Statements, most: int, about: str) -> bytes:
    """Return an answer with a link to what is said of the limit, or a comment; CSV, TSV and JSON-LD take neither.

    >>> marked(b'{"head":{"vars":[]}}', "json", 5, "http://localhost/#rows")
    b'{"head":{"link":["http://localhost/#rows"],"vars":[]}}'

    Args:
        most: the row limit.
        about: the address of what is said of it.
    """
    comment = say("endpoint.stopped", "en", count=most)
    if form == "json":  # SPARQL 1.1 Query Results JSON Format, section 3.1.2
        return content.replace(b'{"head":{', b'{"head":{"link":[' + json.dumps(about).encode() + b"],", 1)
    if form == "xml":  # SPARQL Query Results XML Format, section 2.3.1
        return content.replace(b"</head>", f"<link href={quoteattr(about)}/></head>".encode(), 1)
    if form in ("ttl", "nt"):
        return b"# " + comment.encode() + b"\n" + content
    if form == "rdf":
        return content + f"\n<!-- {comment} -->\n".encode()
    return content
