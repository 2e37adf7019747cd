"""The keys of the files of decisions: apart from the others, since few registries have any."""

from cstofacts.model.decision import Ruling
from cstofacts.registry.shapes import TEXT, TEXTS, Key, list_of, one_of, shape_of, shaped

JUDGED = shape_of(
    "Judged",
    "A claim as it was when it was judged.",
    id=Key(TEXT, "Its id then", required=True),
    source=Key(TEXT, "Its source", required=True),
    value=Key(TEXT, "Its value then", required=True),
    quote=Key(TEXT, "Its quote then", required=True),
    content=Key(TEXT, "Digest of all that it said: 16 hexadecimal digits", required=True),
    accepted=Key(TEXT, "yes when the person goes by it; no when left out"),
)

DECISION = shape_of(
    "Decision",
    "What a person decided about a question; never edited, only followed by another.",
    question=Key(TEXT, "The question: subject/property", required=True),
    ruling=Key(one_of(Ruling), "What was decided", required=True),
    by=Key(TEXT, "Who decided", required=True),
    decided=Key(TEXT, "When, in UTC: 2022-01-08T14:05:09Z", required=True),
    because=Key(TEXT, "Why", required=True),
    claims=Key(list_of(shaped(JUDGED)), "All claims of the question, as they were then", required=True),
    follows=Key(TEXTS, "The ids of the decisions that this one takes the place of"),
)

DECISIONS_FILE = shape_of(
    "DecisionsFile",
    "Decisions: one in each file of the folder decisions, or several in decisions.yaml.",
    decisions=Key(list_of(shaped(DECISION)), required=True),
)
