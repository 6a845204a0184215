"""Reads a Chinese plan: tasks, bodies, deadlines and targets, each with its passage.

``docs/architecture.md`` lists the modules by what they are about; here is how those of three areas work together.

Files: ``reader`` tells what a file is, and ``formats`` reads it into a ``document``: text, places, tables, all
of which grow together in a ``draft``.  A PDF goes through ``glyphs``, ``lines``, ``ruled`` (its tables),
``overleaf`` (how they go on) and ``mending`` (its paragraphs).

Targets: ``targets`` finds those of an item, which is a ``scope`` under a ``setting``.  ``quantities``
(``spelled``: in words) finds the figures, and ``figures`` reads each as the first that fits: ``shares``, the
``listed`` member of a count, ``governors`` (a verb, an indicator), ``counts``, ``open_counts``.  What it is
about, ``phrases`` and ``things`` say, what its neighbours add to that, ``distributed`` and ``completed``.
``states`` and ``classes`` need no figure.  ``times`` dates all these, and ``telling`` drops what sets no
target.  ``indicators`` and ``flattened`` read tables by ``figure_cells``.

Marks: ``restore`` puts plausible ones back into a scrambled text: where they are known (``gaps``), around names
(``quoted``), and by the words on both sides (``pauses``).
"""
