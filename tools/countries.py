"""Build `cstofacts/extract/countries.tsv`: CLDR's names of countries, and beside them what `tools/countries.yaml` adds by hand.

Run `python tools/countries.py` with the dev extra installed (Babel carries CLDR) after each change of the YAML; a test compares the two.
"""  # noqa: INP001 (a script beside the package, not in one)

from pathlib import Path

import yaml
from babel import Locale

HAND = Path(__file__).with_name("countries.yaml")
TABLE = Path(__file__).parents[1] / "cstofacts" / "extract" / "countries.tsv"
COLUMNS = ("ar", "adj", "people", "en", "en_adj", "ru", "ru_adj")
HEADER = "# Built by tools/countries.py from CLDR and tools/countries.yaml: edit those.\n" + "\t".join(("code", *COLUMNS))


def table() -> str:
    """The whole table, one country a line."""
    # BaseLoader reads every scalar as text: NO is Norway.
    hand = yaml.load(HAND.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    rows = [_row(code, fields) for code, fields in sorted(hand.items())]
    return "\n".join([HEADER, *rows]) + "\n"


def _row(code: str, fields: dict[str, str]) -> str:
    columns = {column: _split(fields.get(column, "")) for column in COLUMNS}
    if code != "-" and fields.get("cldr") != "no":
        for language in ("ar", "en", "ru"):
            columns[language] = [_plain(Locale(language).territories[code]), *columns[language]]
    return "\t".join([code, *("|".join(dict.fromkeys(columns[column])) for column in COLUMNS)])


def _split(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.replace("،", ",").split(",") if name.strip()]


def _plain(name: str) -> str:
    return name.replace("ё", "е")


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
