"""What `check` prints for other programs, one format per file; each is loaded when it is chosen."""

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the first screen needs no more than the names
    from cstofacts.model.alert import Checked


class CheckFormat(StrEnum):
    """The formats; each but `full`, which is the first screen, is a module here of that name, whose `render` gives the check as text."""

    FULL = "full"
    CONCISE = "concise"
    GITHUB = "github"
    GITLAB = "gitlab"
    JSON = "json"
    JSONL = "jsonl"
    JUNIT = "junit"
    SARIF = "sarif"


def render(checked: "Checked", format: CheckFormat) -> str:
    """The check in one of the formats."""
    return cast("str", import_module(f"cstofacts.reports.checks.{format}").render(checked))
