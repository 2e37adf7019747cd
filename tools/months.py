#!/usr/bin/env python3
"""Write cstofacts/extract/months.py: the names of the months, from CLDR through Babel (extra `dev`).

    python tools/months.py > cstofacts/extract/months.py

Arabic has four traditions, and Mauritania's spellings; a locale stands for each. What CLDR lacks is listed here: spellings that newspapers
use beside CLDR's, and the Russian cases that follow a preposition.
"""

import sys

from babel import Locale

LOCALES = {"arabic": "ar", "levant": "ar_SY", "tunisia": "ar_TN", "morocco": "ar_MA", "mauritania": "ar_MR", "english": "en", "russian": "ru"}
# Spellings in use that differ in more than what `spelling.fold` removes.
SPELLINGS = {
    "arabic": {2: ["فبرابر"], 4: ["ابريل"], 6: ["يونية"], 7: ["يولية"], 8: ["اغسطوس"]},
    "levant": {3: ["اذار"], 5: ["آيار", "ايار"], 9: ["ايلول"]},
    "tunisia": {4: ["افريل"], 7: ["جويليا"]},
    "morocco": {5: ["مايو"], 11: ["نوفمبر"], 12: ["دجمبر"]},
    "english": {9: ["Sept"]},
}
HEAD = '''"""The names of the months by tradition: month number to spellings. Written by tools/months.py from CLDR {version}; do not edit."""

MONTHS: dict[str, dict[int, tuple[str, ...]]] = {{
'''


def month_names(tradition: str) -> dict[int, tuple[str, ...]]:
    """Every spelling of the twelve months in one tradition, CLDR's first."""
    locale = Locale.parse(LOCALES[tradition])
    extra = SPELLINGS.get(tradition, {})
    return {month: tuple(dict.fromkeys([*_forms(locale, month), *extra.get(month, [])])) for month in range(1, 13)}


def _forms(locale: Locale, month: int) -> list[str]:
    names = locale.months
    wide = names["format"]["wide"][month]
    if locale.language == "ar":
        return [wide]
    short = [names["format"]["abbreviated"][month].rstrip(".")]
    return [wide, *short] if locale.language == "en" else [wide, names["stand-alone"]["wide"][month], *_cases(wide), *short]


def _cases(genitive: str) -> list[str]:
    """The Russian dative, instrumental and prepositional (`января` gives `январю`, `январём`, `январе`)."""
    stem, ending = genitive[:-1], genitive[-1]
    if ending == "а":
        return [f"{stem}у", f"{stem}ом", f"{stem}е"]
    return [f"{stem}ю", f"{stem}ём", f"{stem}ем", f"{stem}е"]


def month_module() -> str:
    """The text of cstofacts/extract/months.py."""
    from babel.core import get_global

    lines = [HEAD.format(version=get_global("cldr")["version"])]
    for tradition in LOCALES:
        lines.append(f'    "{tradition}": {{\n')
        for month, names in month_names(tradition).items():
            spelled = ", ".join(f'"{name}"' for name in names)
            lines.append(f"        {month}: ({spelled}{',' if len(names) == 1 else ''}),\n")
        lines.append("    },\n")
    return "".join([*lines, "}\n"])


if __name__ == "__main__":
    sys.stdout.write(month_module())
