"""Lists in one cell of a table: `[RU, BY, ...]`, with quotation marks where a member has a comma or bracket in it; JSON lists are such."""

import json
import re
from collections.abc import Iterable

from cstofacts.values.base import Fault

_ITEM = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^",\[\]]*?))\s*(,|$)', re.DOTALL)
_BARE = re.compile(r'[^\s",\[\]\\](?:[^",\[\]\\\n\r\t]*[^\s",\[\]\\])?')


def is_list(cell: str) -> bool:
    """Whether a cell holds a list."""
    return cell.startswith("[") and cell.endswith("]")


def read_list(cell: str) -> tuple[str, ...] | Fault:
    """The members of a list, or why it cannot be read."""
    inner, items, place = cell[1:-1], [], 0
    if not inner.strip():
        return ()
    while place <= len(inner):
        match = _ITEM.match(inner, place)
        if match is None:
            return Fault("unreadable-value", f"{cell[:40]!r} is not a list: write [a, b] or, when it may go on, [a, b, ...]")
        items.append(_plain(match))
        place = match.end()
        if not match[3]:
            break
    return tuple(items)


def _plain(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    try:
        return str(json.loads(f'"{match[1]}"', strict=False))
    except ValueError:
        return match[1].replace('\\"', '"')


def list_text(members: Iterable[str]) -> str:
    """A list in one cell; `read_list` gives the same members again."""
    return f"[{', '.join(member if _BARE.fullmatch(member) else json.dumps(member, ensure_ascii=False) for member in members)}]"
