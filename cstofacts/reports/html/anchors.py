"""Anchors: where on the page a question, a source or a section stands, the same in every run.

An id of the registry is its own anchor when it is made of letters, digits and `-_./`; else what is not is left out, and a short hash of the id keeps
two such ids apart.
"""

import re
from hashlib import blake2b

_OTHER = re.compile(r"[^A-Za-z0-9_./-]+")
_MOST = 60


def anchor(id: str) -> str:
    """The anchor of an id."""
    plain = _OTHER.sub("-", id)[:_MOST]
    return plain if plain == id else f"{plain}~{blake2b(id.encode(errors='surrogatepass'), digest_size=4).hexdigest()}"


def source_anchor(id: str) -> str:
    """The anchor of a source, which may be called as a question is."""
    return f"source:{anchor(id)}"
