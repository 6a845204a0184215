"""The places of a query where values are bound."""


def slot(name: str, term: str = "UNDEF") -> str:
    """Return the clause that binds a variable, as a query holds it before and after.

    >>> slot("plan"), slot("year", "2017")
    ('VALUES ?plan { UNDEF }', 'VALUES ?year { 2017 }')
    """
    return f"VALUES ?{name} {{ {term} }}"
