"""The file of a baseline: one known finding on each line, so that two people's versions merge and compare well."""

from pathlib import Path

import msgspec

from cstofacts.answers import rests_on
from cstofacts.cli import screen
from cstofacts.cli.registries import stop
from cstofacts.files import write_whole
from cstofacts.language import count, joined, say
from cstofacts.model.finding import Finding
from cstofacts.reconcile.baseline import Known, known_of, stale

# Of more stale entries these are named.
_MOST_NAMED = 10


def read_baseline(path: Path) -> list[Known]:
    """What a baseline knows; exit 2 when it cannot be read, since nothing would be known and everything new."""
    rests_on(None)
    try:
        return [msgspec.json.decode(line, type=Known) for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        stop(f"the baseline {path} cannot be read: {error.strerror}; write one with --write-baseline {path}")
    except (msgspec.MsgspecError, UnicodeError) as error:
        stop(f"{path} is no baseline ({error}): write one with --write-baseline")


def write_baseline(path: Path, findings: list[Finding]) -> list[Known]:
    """Write the baseline that knows these findings, and give it; exit 2 when it cannot be written."""
    known = sorted(map(known_of, findings))
    try:
        write_whole(path, "".join(f"{msgspec.json.encode(entry).decode()}\n" for entry in known))
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}")
    screen.say_text(say("wrote {file}: {findings}", file=path, findings=count("{n} finding", "{n} findings", len(known))))
    return known


def unknown(findings: list[Finding], baseline: list[Known]) -> list[Finding]:
    """The findings that a baseline lacks."""
    known = set(baseline)
    return [finding for finding in findings if known_of(finding) not in known]


def say_known(baseline: list[Known], findings: list[Finding]) -> None:
    """Say on stderr how many findings a baseline knows, and which of its entries are stale: no finding is that any longer."""
    known = len(findings) - len(unknown(findings, baseline))
    screen.say_text(count("{n} finding is known from the baseline", "{n} findings are known from the baseline", known))
    gone = stale(baseline, findings)
    if gone:
        named = [entry.finding for entry in gone[:_MOST_NAMED]] + (["…"] if len(gone) > _MOST_NAMED else [])
        told = count("{n} entry of the baseline is stale", "{n} entries of the baseline are stale", len(gone))
        screen.say_text(f"{told}: {joined(named)}")
