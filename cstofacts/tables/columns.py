"""The columns of a table of claims: those that a table may have, and those that an ingested one has."""

REQUIRED = {
    "source": "who asserts it: the id of a document, or the name of an outlet",
    "subject": "what it is about: an entity's id or spelling, or any name",
    "property": "the property of properties.yaml that it gives a value of",
    "value": "the value, written as in a registry: ~3600, >=12, 70..75, [RU, BY, ...], 1992/2002, yes",
}

OPTIONAL = {
    "text": "the value as written, a part of the quote",
    "quote": "the shortest phrase of the text that carries the value",
    "line": "the quote's line in the text, from 1",
    "id": "a name for the claim; made from its content when left out",
    "as_of": "the date, in EDTF, of which the value speaks",
    "phase": "planned, done or standing",
    "certainty": "certain, probable, possible, alleged or conditional",
    "attribution": "who says that who says: one name, or a list, nearest first",
    "origin": "the agency or body that the source relays",
    "note": "in your own words",
    "qualifiers": 'what narrows the claim, as a JSON object: {"role": "total"}',
    "superseded": "the date from which the source no longer says this: such a row takes no part; what is no date is a problem",
    "replaces": "the id of the superseded claim whose place this one takes",
    "about": "the source's metadata, as a JSON object; a reference's rows take no part",
}
"""Beside these, a column that is called as a separator of a property is that qualifier, unless its name is in `RESERVED`."""

COLUMNS = REQUIRED | OPTIONAL

KEY = ("subject", "question")
"""What rows are grouped by."""

HOLDER = ("position", "source", "origin", "attribution", "certainty")
"""Who holds which position on a question; rows that are alike in these are counted, not listed."""

DETAIL = ("line", "id", "property", "value", "qualifiers", "text", "quote", "note", "file", "row")
"""What tells one claim of a holder from another; of several the least is shown."""

NUMBERS = ("line", "row")
"""Which of these are whole numbers."""

SHAPE = ("frame", "low", "high")
"""What tells how a position lies to others (see `order`)."""

DIGESTS = ("asked", "held")
"""Two whole numbers that a table may have beside its texts (see `select.DIGESTS`)."""

CANONICAL = (*KEY, *HOLDER, *SHAPE, *DETAIL)
"""The columns of an ingested table: all text, and nothing is NULL.

`question` is the property, or the set whose members it counts. `position` says what is held, and two claims hold the same exactly when it is the
same text. `low` and `high` sort as the bounds of the value do, and `frame` is what else a comparison looks at. `attribution` is a JSON list that
begins with the body that the source relays; `qualifiers` a JSON object; `file` and `row` say where the row stood.
"""

RESERVED = frozenset({*COLUMNS, *CANONICAL}) - {"as_of", "phase"}
"""What no column for a separator is called: a column of such a name is that column, and the qualifier is stated in `qualifiers`."""
