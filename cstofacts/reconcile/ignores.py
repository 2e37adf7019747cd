"""Leave out what the comments `# ignore` of a registry ignore, and say which of them ignore nothing.

A problem is ignored where a comment covers its line. A finding is ignored once all its pairs that weigh are: a pair is when a comment that names its
rule stands at each of the claims of one of its two sides. Until then the finding is shown whole, so that an ignore never hides another contradiction.
"""

from collections import defaultdict

from msgspec.structs import replace

from cstofacts.language import say
from cstofacts.model.finding import Finding, Pair, Side
from cstofacts.model.ignore import Ignore, Ignored
from cstofacts.model.problem import Location, Problem
from cstofacts.model.registry import Registry
from cstofacts.model.rules import RULES, code_of
from cstofacts.values.base import Relation

_Used = set[tuple[Ignore, str]]
"""The comments that ignore something, each with the code."""

# Rules of which nothing is known unless the texts are there.
_OF_TEXTS = ("CF21", "CF22")

# Of more claims of a side without a comment these are named.
_MOST_BARE = 3

_WEIGHING = (Relation.CONTRADICTS, Relation.UNDETERMINED, Relation.UPDATES)


class _Comments:
    """The comments of a registry, found by place, and which of them were of use."""

    def __init__(self, registry: Registry) -> None:
        self.by_file: dict[str, list[Ignore]] = defaultdict(list)
        for ignore in registry.ignores:
            self.by_file[ignore.location.path].append(ignore)
        self.used: _Used = set()
        self.alone: dict[Ignore, list[str]] = {}

    def at(self, place: Location, code: str) -> list[Ignore]:
        """The comments that cover a place for a rule."""
        return [ignore for ignore in self.by_file.get(place.path, ()) if ignore.covers(place, code)]

    def use(self, ignores: list[Ignore], code: str) -> None:
        self.used |= {(ignore, code) for ignore in ignores}


def without_ignored(registry: Registry) -> Registry:
    """The registry with its ignored problems put aside."""
    return _without_problems(registry, _Comments(registry))


def ignored(registry: Registry, findings: list[Finding], *, with_texts: bool) -> tuple[Registry, list[Finding]]:
    """The registry with its ignored problems put aside and the unused comments reported, and the findings with what is ignored marked."""
    comments = _Comments(registry)
    left = _without_problems(registry, comments)
    marked = [_marked(finding, comments) for finding in findings]
    unused = _unused(registry, comments, with_texts=with_texts)
    return replace(left, problems=sorted([*left.problems, *unused])) if unused else left, marked


def _without_problems(registry: Registry, comments: _Comments) -> Registry:
    kept, aside = [], []
    for problem in registry.problems:
        found = comments.at(problem.location, problem.code)
        comments.use(found, problem.code)
        if found:
            aside.append(Ignored(problem, found[0]))
        else:
            kept.append(problem)
    return replace(registry, problems=kept, ignored=[*registry.ignored, *aside])


def _marked(finding: Finding, comments: _Comments) -> Finding:
    weighing = [pair for pair in finding.pairs if pair.relation in _WEIGHING or pair.is_apparent_conflict]
    found = [_ignores_of(pair, finding, comments) for pair in weighing]
    if not weighing or not all(found):
        return finding
    ignores = tuple(sorted({ignore for each in found for ignore in each}))
    told = (say("ignored at {place}: {reason}", place=ignore.location, reason=ignore.reason) for ignore in ignores)
    return replace(finding, ignored=ignores, notes=(*finding.notes, *told))


def _ignores_of(pair: Pair, finding: Finding, comments: _Comments) -> list[Ignore]:
    """The comments that ignore a pair: those at all claims of one side; none when a claim of each side has none."""
    code = code_of(pair.reason)
    sides = [_at_all_claims(finding.sides[index], code, comments) for index in (pair.left, pair.right)]
    return [ignore for side in sides for ignore in side]


def _at_all_claims(side: Side, code: str, comments: _Comments) -> list[Ignore]:
    found = [comments.at(claim.location, code) for claim in side.claims]
    if not all(found):
        bare = [claim.id for claim, ignores in zip(side.claims, found, strict=True) if not ignores]
        comments.alone |= {ignore: bare for ignores in found for ignore in ignores}
        return []
    ignores = [ignore for ignores in found for ignore in ignores]
    comments.use(ignores, code)
    return ignores


def _unused(registry: Registry, comments: _Comments, *, with_texts: bool) -> list[Problem]:
    unused = []
    for ignore in registry.ignores:
        codes = [code for code in ignore.codes if (ignore, code) not in comments.used and (with_texts or not code.startswith(_OF_TEXTS))]
        if codes:
            names = ", ".join(f"{code} {RULES[code].name}" for code in codes)
            unused.append(
                Problem(
                    ignore.location,
                    code_of("unused-ignore"),
                    f"this ignores nothing ({names}): {_advice(comments.alone.get(ignore))}",
                )
            )
    return unused


def _advice(bare: list[str] | None) -> str:
    """What to do about a comment that ignores nothing; `bare` are the claims of its side that have none."""
    if not bare:
        return "take it away"
    more = f" and {len(bare) - _MOST_BARE} more" if len(bare) > _MOST_BARE else ""
    return f"write it also at the other claims of its side, {', '.join(id[:40] for id in bare[:_MOST_BARE])}{more}, or take it away"
