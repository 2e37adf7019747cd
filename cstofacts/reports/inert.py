r"""Make hostile text inert: what a source wrote is shown, and never acts on a terminal or in a file.

Control characters (terminal escapes, NUL, line breaks) and the bidi characters that reorder what follows them (overrides, embeddings, isolates) are
shown as escapes such as `\x1b` and `\u202e`. Arabic marks that only shape their own word stay.
"""

import re

ACTING = "\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"

_ANY_ACTING = f"[{ACTING}]"


def inert(text: str) -> str:
    """The text with every acting character shown as an escape."""
    if text.isprintable():  # as nearly every text is: what acts is never printable
        return text
    return re.sub(_ANY_ACTING, _escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 (one byte)
