"""Where things stand in a file, in words."""

from extraction.document import Place, Span
from ontology.wording import Language, say


def words_for(span: Span | None, language: Language) -> str:
    """Return where a passage begins; a table has no room for where it ends.

    >>> words_for(Span(Place(page=3), Place(page=4)), "en"), words_for(None, "en")
    ('p. 3', '')
    """
    return "" if span is None else _words(span.first, language)


def _words(place: Place, language: Language) -> str:
    parts = []
    if place.page is not None:
        parts.append(say("terminal.place-page", language, page=place.page))
    if place.sheet is not None:
        parts.append(say("terminal.place-sheet", language, sheet=place.sheet, row=place.row, column=place.column))
    elif place.table is not None:
        parts.append(say("terminal.place-cell", language, table=place.table, row=place.row, column=place.column))
    elif place.paragraph is not None:
        parts.append(say("terminal.place-paragraph", language, paragraph=place.paragraph))
    return say("terminal.separator", language).join(parts)
