"""Write a registry of any size, for measuring: the same bytes for the same size and seed.

N claims answer N / 5 questions, each by five sources out of 50 (one file per source). On every fifth subject one of the five claims gives a rival
value, so a fifth of the questions is disputed; another of the five is looser (about, at least, a month for a day, an open list). Quotes and
notes are made of generated Arabic words; a claim takes about 700 bytes.

    python benchmarks/generate.py 10000 /tmp/registry
"""

import argparse
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 2022
SOURCES = 50
CLAIMS_PER_QUESTION = 5
DISPUTED_EVERY = 5

_LETTERS = "ابتجحدرسشصطعغفقكلمنهوي"
_PLACES, _AGENCIES, _SPEAKERS, _ROLES = 40, 20, 60, 6
_REGIONS = 8


@dataclass(frozen=True, slots=True)
class Answers:
    """Three ways to answer one question: as most sources do, more loosely, and in contradiction to both."""

    usual: str
    looser: str
    rival: str


def _number(rng: random.Random) -> Answers:
    amount = rng.randrange(20, 5000)
    return Answers(str(amount), rng.choice((f"~{amount}", f"'>={amount * 9 // 10}'", f"{amount - 5}..{amount + 5}")), str(amount * 3))


def _date(rng: random.Random) -> Answers:
    year, month, day = rng.randrange(1990, 2022), rng.randrange(1, 13), rng.randrange(1, 29)
    written = f"{year}-{month:02}-{day:02}"
    return Answers(written, rng.choice((written[:7], written[:4], f"{written}~")), f"{year + 2}-{month:02}-{day:02}")


def _duration(rng: random.Random) -> Answers:
    days = rng.randrange(2, 60)
    return Answers(f"P{days}D", f"~P{days}D", f"P{days * 2}D")


def _set(rng: random.Random) -> Answers:
    members = [f"place-{index}" for index in rng.sample(range(_PLACES), 6)]
    return Answers(f"[{', '.join(members)}]", f"[{', '.join(members[:3])}, ...]", f"[{', '.join(members[:5])}]")


def _entity(rng: random.Random) -> Answers:
    place = rng.randrange(_PLACES)
    return Answers(f"موقع {place}", f"region-{place % _REGIONS}", f"place-{(place + 1) % _PLACES}")


def _boolean(_rng: random.Random) -> Answers:
    return Answers("yes", "yes", "no")


def _text(rng: random.Random) -> Answers:
    said, other = _words(rng, 3), _words(rng, 4)
    return Answers(f'"{said}"', f'"{said}"', f'"{other}"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A property of the registry: its type, its other keys as YAML, how it is answered, and what every claim on it is qualified with."""

    type: str
    keys: str
    answers: Callable[[random.Random], Answers]
    qualified: str = ""


PROPERTIES = {
    "approved": Asked("boolean", "", _boolean),
    "began": Asked("date", "", _date, "phase: done"),
    "killed": Asked("number", "time: grows, separators: [place, population]", _number, "as_of: 2022-01-09, place: place-1"),
    "lasts": Asked("duration", "", _duration, "phase: planned"),
    "members": Asked("set", "time: varies, separators: [role]", _set, "as_of: 2022-01"),
    "personnel": Asked("number", "time: varies, unit: person, separators: [role], tolerance: 10%", _number, "role: role-1, as_of: 2022-01-08"),
    "place": Asked("entity", "", _entity),
    "reason": Asked("text", "", _text),
}


def write_registry(directory: Path, claims: int, seed: int = SEED, *, sources: int = SOURCES, to_a_question: int = CLAIMS_PER_QUESTION) -> None:
    """Write a registry of so many claims into a folder, from so many sources, of which so many answer each question."""
    rng = random.Random(seed)
    questions = claims // to_a_question
    write_vocabulary(directory, rng, subjects=questions // len(PROPERTIES) + 1)
    written: list[list[str]] = [[] for _ in range(sources)]
    for question in range(questions):
        for source, claim in _claims_on(rng, question, sources, to_a_question):
            written[source].append(f"  - id: S{source}-{len(written[source]) + 1}\n{claim}    line: {len(written[source]) // 3 + 1}\n")
    for source, items in enumerate(written):
        _write_source(directory, rng, source, items)


def _claims_on(rng: random.Random, question: int, sources: int, to_a_question: int) -> Iterator[tuple[int, str]]:
    """The claims on one question, each with its source."""
    subject, name = question // len(PROPERTIES), list(PROPERTIES)[question % len(PROPERTIES)]
    asked = PROPERTIES[name]
    answers = asked.answers(rng)
    given = [answers.usual] * to_a_question
    given[1] = answers.looser
    if subject % DISPUTED_EVERY == 0:
        given[2] = answers.rival
    for source, value in zip(rng.sample(range(sources), to_a_question), given, strict=True):
        yield source, f"    subject: subject-{subject}\n    property: {name}\n    value: {value}\n{_circumstances(rng, asked.qualified)}"


def _circumstances(rng: random.Random, qualified: str) -> str:
    """The rest of a claim: words, qualifiers, who said it, how firmly, and a note."""
    text = _words(rng, rng.randrange(1, 4))
    lines = [f'text: "{text}"', f'quote: "{_words(rng, rng.randrange(4, 14))} {text} {_words(rng, rng.randrange(4, 14))}"']
    if qualified:
        lines.append(f"qualifiers: {{{qualified}}}")
    speaker = rng.randrange(_SPEAKERS * 2)
    if speaker < _SPEAKERS:
        lines.append(f"attribution: [agency-{speaker % _AGENCIES}, speaker-{speaker}]")
    if rng.random() < 1 / 4:
        lines.append(f"certainty: {rng.choice(('certain', 'probable', 'alleged'))}")
    lines.append(f'note: "{_words(rng, rng.randrange(8, 24))}"')
    return "".join(f"    {line}\n" for line in lines)


def write_one_question(directory: Path, values: list[str], *, per_source: int, named: bool = True, property: str = "personnel") -> None:
    """Write a registry in which so many claims answer one question, with so many claims to a source."""
    rng = random.Random(SEED)
    write_vocabulary(directory, rng, subjects=1)
    for source in range(-(-len(values) // per_source)):
        own = values[source * per_source : (source + 1) * per_source]
        names = [f"id: S{source}-{number}, " if named else "" for number in range(len(own))]
        items = [
            f'  - {{{name}subject: subject-0, property: {property}, value: {value}, quote: "عدد", line: 1, '
            "qualifiers: {as_of: 2022-01-08, role: role-1, phase: done}}\n"
            for name, value in zip(names, own, strict=True)
        ]
        _write_source(directory, rng, source, items)


def _write_source(directory: Path, rng: random.Random, source: int, items: list[str]) -> None:
    head = f'source:\n  id: S{source}\n  title: "{_words(rng, 8)}"\n  language: ar\n  published: 2022-01-08\n  origin: agency-{source % _AGENCIES}\n'
    (directory / f"S{source}.yaml").write_text(f"{head}claims:\n{''.join(items)}", encoding="utf-8")


def write_vocabulary(directory: Path, rng: random.Random, *, subjects: int) -> None:
    """Write the properties that are asked, and entities for those who speak and what is spoken of."""
    directory.mkdir(parents=True, exist_ok=True)
    properties = [
        f'  {name}: {{type: {asked.type}, {asked.keys}{", " if asked.keys else ""}label: {{en: "{name}"}}, '
        f'question: {{en: "What is {name} of {{subject}}?", ar: "ما هو {_words(rng, 2)} {{subject}}؟"}}}}\n'
        for name, asked in PROPERTIES.items()
    ]
    entities = [
        *(f'  subject-{n}: {{kind: event, label: {{en: "Subject {n}", ar: "{_words(rng, 2)} {n}"}}}}\n' for n in range(subjects)),
        *(f'  region-{n}: {{kind: place, label: {{en: "Region {n}", ar: "منطقة {n}"}}}}\n' for n in range(_REGIONS)),
        *(f'  place-{n}: {{kind: place, label: {{en: "Place {n}", ar: "موقع {n}"}}, part_of: region-{n % _REGIONS}}}\n' for n in range(_PLACES)),
        *(f'  agency-{n}: {{kind: organisation, label: {{en: "Agency {n}", ar: "وكالة {n}"}}}}\n' for n in range(_AGENCIES)),
        *(f'  speaker-{n}: {{kind: person, label: {{en: "Speaker {n}", ar: "متحدث {n}"}}}}\n' for n in range(_SPEAKERS)),
        *(f'  role-{n}: {{kind: role, label: {{en: "Role {n}"}}}}\n' for n in range(_ROLES)),
    ]
    (directory / "properties.yaml").write_text(f"properties:\n{''.join(properties)}", encoding="utf-8")
    (directory / "entities.yaml").write_text(f"entities:\n{''.join(entities)}", encoding="utf-8")


def _words(rng: random.Random, count: int) -> str:
    """So many words of three to seven letters, every third with the article."""
    return " ".join(f"{'ال' if rng.random() < 1 / 3 else ''}{''.join(rng.choices(_LETTERS, k=rng.randrange(3, 8)))}" for _ in range(count))


def main() -> None:
    """Write one registry."""
    parser = argparse.ArgumentParser(description="Write a registry of any size, for measuring.")
    parser.add_argument("claims", type=int)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    write_registry(given.directory, given.claims, given.seed)


if __name__ == "__main__":
    main()
