import ast
import re
from pathlib import Path

import pytest

from cstofacts.model.rules import RULES, Rule, can_be_ignored, code_of, manual, silencing
from cstofacts.model.severity import Severity, refusal
from cstofacts.values.base import Reason

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"

PLACE_OF_NAME = {"Fault": 0, "code_of": 0, "refuse": 1, "report": 0, "report_key": 0, "report_node": 0}

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)


def names_in_code() -> set[str]:
    """The rule names that the code reports, as they are written in its calls."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "cstofacts").rglob("*.py"))
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    arguments = (call.args[PLACE_OF_NAME[name]] for call in calls if (name := called(call)) in PLACE_OF_NAME)
    return {str(argument.value) for argument in arguments if isinstance(argument, ast.Constant)}


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@every_rule
def test_a_rule_has_all_its_texts(rule: Rule) -> None:
    assert re.fullmatch(r"CF\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.level in {"error", "warning", "verdict"}
    for text in (rule.what, rule.why, rule.settle):
        assert text == text.strip()
        assert text.endswith(".")
    assert rule.example.endswith("\n")
    assert "```" not in rule.example


@every_rule
def test_an_example_shows_the_bad_and_the_good_or_two_claims(rule: Rule) -> None:
    if rule.level == "verdict":
        assert re.fullmatch(r"A: .+\n[AB]: .+\n", rule.example)
    else:
        assert re.match(r"# bad.*\n(?s:.+)\n# good.*\n(?s:.+)", rule.example)


@every_rule
def test_a_rule_says_how_it_is_silenced_or_that_it_is_not(rule: Rule) -> None:
    words = silencing(rule)
    assert (f"# ignore {rule.code}: reason" in words) == can_be_ignored(rule)
    assert (f'{rule.code} = "off"' in words) == (not refusal(rule.code, Severity.OFF))
    assert words in manual()


@every_rule
def test_code_and_name_lead_to_each_other(rule: Rule) -> None:
    assert RULES[rule.code] is rule
    assert code_of(rule.name) == rule.code


def test_names_are_unique_and_codes_sorted() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert list(RULES) == sorted(RULES)


def test_the_verdicts_are_the_reasons() -> None:
    assert {rule.name for rule in RULES.values() if rule.level == "verdict"} == {reason.value for reason in Reason}


def test_the_problems_are_what_the_code_reports() -> None:
    assert {rule.name for rule in RULES.values() if rule.level != "verdict"} == names_in_code()


def test_the_page_is_current() -> None:
    write = 'python -c \'from cstofacts.model.rules import manual; open("docs/rules.md", "w", encoding="utf-8").write(manual())\''
    assert PAGE.read_text(encoding="utf-8") == manual(), f"docs/rules.md is out of date; write it again: {write}"
