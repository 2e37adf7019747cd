"""Whether a list in a draft is meant to be whole.

`The members of the CSTO are Russia and Armenia` leaves five out; `leaders of CSTO members Russia and Armenia met` leaves out nobody. Only the first
can lack a member, so a list is taken as open unless its clause says that it is whole: a copula or a colon right before it, or a verb like
`comprises`, `تضم`, `входят`.
"""

import re

from cstofacts.model.extraction import Proposal
from cstofacts.spelling import fold
from cstofacts.values.base import Written
from cstofacts.values.set import OPEN

_RIGHT_BEFORE = re.compile(r"(?:\b(?:are|were|is|namely|comprises?|comprised|это|являются|هي|وهي|هم|وهم|هما|وهما)|:)\s*(?:the\s+)?$")
_AMONG = re.compile(r"\b(?:among|amongst|среди|в числе|من بين|ومن بين|بين)\b")
_ONLY = re.compile(r"\b(?:only|solely|только|лишь|فقط|وحدها|وحدهما)\b")
_OF = re.compile(r"\bof\s*$")
_MADE_OF = re.compile(r"\b(?:consists?|consisted|composed|made up|comprised) of\s*(?:the\s+)?$")
_IN_CLAUSE = re.compile(r"(?:^|[^\w])[وف]?(?:تضم|يضم|ضمت|تتالف|يتالف|تتكون|يتكون)(?=[^\w])|\b(?:comprises?|входят|вошли|состоит из|состоят из)\b")


def listed(proposal: Proposal, text: str) -> Written:
    """The value of a proposal as its sentence means it: a list that is not said to be whole may go on."""
    value = proposal.candidate.value
    if isinstance(value, str) or OPEN in value or _is_whole(fold(text[proposal.sentence.start : proposal.candidate.start])):
        return value
    return (*value, OPEN)


def _is_whole(before: str) -> bool:
    clause = re.split(r"[;,.!?]", before)[-1]
    if _AMONG.search(clause):
        return False
    if _ONLY.search(clause):
        return True
    if _OF.search(clause):
        return bool(_MADE_OF.search(clause))
    return bool(_RIGHT_BEFORE.search(clause) or _IN_CLAUSE.search(clause))
