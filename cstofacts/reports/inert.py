r"""Make hostile text inert: what a source wrote is shown, and never acts on a terminal or in a file.

Control characters (terminal escapes, NUL, line breaks) and the bidi characters that reorder what follows them (overrides, embeddings, isolates) are
shown as escapes such as `\x1b` and `\u202e`. Arabic marks that only shape their own word stay.

A build server takes lines such as `::error::text` and `##[error]text` in a log for commands. Where one runs the program, the first letter of
what would begin a command is shown as an escape too; everywhere else such a text is shown as it is.
"""

import os
import re

ACTING = "\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb"

# What GitHub and Azure set in every step of theirs.
_SERVERS = ("GITHUB_ACTIONS", "TF_BUILD")
_ON_SERVER = any(map(os.environ.get, _SERVERS))

# `##[` and `##vso[` act anywhere in a line, `::` at its beginning: that is wherever a line may be broken.
_COMMAND = r"#(?=#(?:\[|vso\[))|(?<!\S):(?=:)"

_ANY_ACTING = f"[{ACTING}]"


def inert(text: str) -> str:
    """The text with every acting character shown as an escape."""
    if _ON_SERVER:
        text = without_commands(text)
    if text.isprintable():  # as nearly every text is: what acts is never printable
        return text
    return re.sub(_ANY_ACTING, _escape, text)


def without_commands(text: str) -> str:
    """The text with what a build server would take for the beginning of a command shown as an escape."""
    return re.sub(_COMMAND, _escape, text, flags=re.IGNORECASE) if "##" in text or "::" in text else text


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 (one byte)
