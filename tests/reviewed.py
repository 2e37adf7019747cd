"""A small registry with candidates, and the review of it as people run it."""

import hashlib
import subprocess
from pathlib import Path

from conftest import PROGRAM, TIMEOUT, Run, environment

TEXT = """\
فيضان في الوادي

أعلنت الوزارة أن ستة أشخاص على الأقل قتلوا في الفيضان. وبدأ الفيضان في 1 مايو 2024.
ونقل 120 جريحا إلى المستشفى، وقالت الوكالة إن 45 منزلا دمرت.
"""

PROPERTIES = """\
properties:
  dead: {type: number, unit: person, time: constant, separators: [place], label: {en: number of dead, ar: عدد القتلى}, words: {ar: [قتلوا]},
    question: {en: "How many died in {subject}?", ar: "كم شخصًا قُتل في {subject}؟"}}
  injured: {type: number, unit: person, time: constant, label: {en: number of injured, ar: عدد الجرحى}, words: {ar: [جريحا]},
    question: {en: "How many were injured in {subject}?", ar: "كم جريحًا في {subject}؟"}}
  began: {type: date, time: constant, label: {en: beginning}, question: {en: "When did {subject} begin?"}}
"""

ENTITIES = """\
entities:
  flood: {kind: event, label: {en: the flood, ar: الفيضان}}
  valley: {kind: place, label: {en: the valley, ar: الوادي}}
  ministry: {kind: organisation, label: {en: the ministry, ar: الوزارة}}
  agency: {kind: organisation, label: {en: the agency, ar: الوكالة}}
"""

OTHER = """\
source: {id: A, title: First}
claims:
  - {id: A-1a, subject: flood, property: dead, value: 9, quote: nine, line: 1}
  - {id: A-1b, subject: flood, property: began, value: 2024-05-01, quote: first of May, line: 1}
"""

CLAIM = """\
  # counted by hand
  - id: B-1a        # the first
    subject: flood
    property: injured
    value: "<200"
    quote: "فيضان"
    line: 1
"""

DEAD = """\
  # from the lead
  - subject: flood
    property: dead
    value: 6
    quote: "ستة أشخاص"
    line: 3          # the third
    attribution: [ministry]
    type: number
    why: "number words; words of dead: قتلوا"
"""

BEGAN = """\
  - subject: flood
    property: began
    value: 2024-05-01
    quote: "1 مايو 2024"
    line: 3
    type: date
    why: digits
"""

INJURED = """\
  - {subject: flood, property: injured, value: 120, quote: "120 جريحا", line: 4, type: number}
"""

HOUSES = """\
  - value: 45
    quote: "45 منزلا"
    line: 4
    certainty: alleged
    type: number
    why: no question fits
"""

SOURCE = f"""\
# the article of the second of May
source:
  id: B
  title: "فيضان في الوادي"
  published: 2024-05-02
  text_file: b.txt
  text_sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}   # as downloaded
"""

WHOLE = f"{SOURCE}claims:\n{CLAIM}candidates:   # not counted\n{HOUSES}{DEAD}\n{BEGAN}{INJURED}"


def write(folder: Path, text: str = WHOLE) -> Path:
    """A registry of two sources, the second of which has candidates, and its text; the path of the second."""
    claims = folder / "claims"
    claims.mkdir(parents=True, exist_ok=True)
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "b.txt").write_text(TEXT, encoding="utf-8")
    for name, content in (("properties", PROPERTIES), ("entities", ENTITIES), ("a", OTHER)):
        (claims / f"{name}.yaml").write_text(content, encoding="utf-8")
    (claims / "b.yaml").write_bytes(text.encode())
    return claims / "b.yaml"


def review(folder: Path, keys: str, *arguments: str, **env: str) -> Run:
    """A review with these keys on stdin."""
    command = [*PROGRAM, "review", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(**env), input=keys.encode(), capture_output=True, check=False, timeout=TIMEOUT)
    return Run(done.stdout.decode(), done.stderr.decode(), done.returncode)
