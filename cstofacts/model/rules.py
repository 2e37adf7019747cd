"""Every rule that can be reported, by its stable code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `level` is `error` or `warning` for a problem of the registry, `verdict` for what two claims are to each other."""

    code: str
    name: str
    level: str
    what: str = ""
    why: str = ""
    example: str = ""
    settle: str = ""


_ROWS = """
CF001 registry-not-found error
CF002 empty-registry error
CF003 unreadable-file error
CF004 not-utf8 error
CF005 yaml-syntax error
CF006 too-deep error
CF007 too-long error
CF101 duplicate-key error
CF102 anchor error
CF103 tag error
CF104 cut-value error
CF105 no-break-indent error
CF106 several-documents error
CF201 unknown-key error
CF202 missing-key error
CF203 wrong-shape error
CF204 duplicate-id error
CF205 unknown-word error
CF206 text-outside-quote error
CF301 unreadable-value error
CF302 ambiguous-number error
CF303 out-of-range error
CF304 impossible-date error
CF305 reversed-range error
CF306 duplicate-member error
CF307 wrong-type error
CF401 unknown-property error
CF402 unknown-entity error
CF403 unknown-qualifier error
CF404 ambiguous-spelling error
CF501 numeric verdict
CF502 date verdict
CF503 membership verdict
CF504 negation verdict
CF505 category verdict
CF506 role verdict
CF507 modality verdict
CF508 arithmetic verdict
CF509 attribution verdict
CF601 missing-qualifier verdict
CF602 missing-time verdict
CF603 uncertain-value verdict
CF604 wording verdict
CF701 apparent-conflict verdict
CF702 separator verdict
CF703 question verdict
CF801 later verdict
CF901 same verdict
CF902 narrower verdict
CF903 broader verdict
CF904 overlaps verdict
CF905 unstated-qualifier verdict
CF906 additional verdict
"""
RULES = {row.split()[0]: Rule(*row.split()) for row in _ROWS.strip().splitlines()}
_CODES = {rule.name: rule.code for rule in RULES.values()}


def code_of(name: str) -> str:
    """The stable code of the rule with this name."""
    return _CODES[name]
