"""Ids that are said once: a repeated one gets a letter."""

from string import ascii_lowercase


class Distinct:
    """Gives ids out, each only once.

    >>> once = Distinct()
    >>> once("2.3"), once("2.3"), once("2.3"), once("2.3b")
    ('2.3', '2.3b', '2.3c', '2.3bb')
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._given: set[str] = set()

    def __call__(self, name: str) -> str:
        """Return the id itself, or with ``b``, ``c`` … ``z``, ``aa`` … behind it where it was given before."""
        unique = name
        while unique in self._given:
            self._times[name] = self._times.get(name, 1) + 1
            unique = name + _letters(self._times[name])
        self._given.add(unique)
        return unique


def _letters(number: int) -> str:
    """The letters of a number, as columns of a spreadsheet have them.

    >>> _letters(2), _letters(26), _letters(27)
    ('b', 'z', 'aa')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters
