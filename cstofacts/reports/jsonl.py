"""jsonl: one record per line, each with the table it belongs to in `table`; for streams and for `grep`."""

import msgspec

from cstofacts.model.report import Report
from cstofacts.reports.json import escaped
from cstofacts.reports.records import document

TABLES = ("sources", "claims", "references", "findings", "problems", "ignored")


def render(report: Report) -> str:
    """The report as JSON Lines."""
    tables = document(report)
    records = ((name, record) for name in TABLES for record in getattr(tables, name) or ())
    return "".join(f"{_line(name, record)}\n" for name, record in records)


def _line(name: str, record: msgspec.Struct) -> str:
    fields = {field: value for field, value in msgspec.structs.asdict(record).items() if value is not msgspec.UNSET}
    return escaped(msgspec.json.encode({"table": name, **fields}).decode())
