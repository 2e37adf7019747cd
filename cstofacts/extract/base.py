"""What every reader gives: where something stands in a text, what it is, and why it was read so.

A reader is a function `read(text) -> list[Found | Refused]` (dates also take what they are counted from). It works alone, on any text in Arabic,
English or Russian, and gives places in the text as it is: `text[found.start:found.end]` is verbatim. It never guesses: what has two readings is
refused with the reason, and what it does not know it leaves out.
"""

from msgspec import Struct

from cstofacts.values.base import Written


class Found(Struct, frozen=True):
    """One thing read: its place, the type of value, the value in its written form (as a registry writes it), and the rule that read it."""

    start: int
    end: int
    type: str
    written: Written
    why: str


class Refused(Struct, frozen=True):
    """One thing that cannot be read: its place, and the reason, for a person to decide."""

    start: int
    end: int
    type: str
    why: str
