"""What the methods of `support` pick where the truth is known: three public data sets.

    git clone https://github.com/totucuong/spectrum && python benchmarks/truth.py spectrum/data

Population: editors of Wikipedia on the populations of cities, against census figures (Pasternack and Roth, COLING 2010). Weather: what 16 web sites
said of the weather of American cities, against a station's record. Book: book shops on who wrote a book, against the covers of a hundred (Yin, Han
and Yu, TKDE 2008). Nobody's values are corrected: two are the same when they are written alike, for books when they name the same last names. Of a
source that says several things the last counts.
"""

import argparse
import csv
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cstofacts.support.methods import METHODS
from cstofacts.support.votes import Votes, votes_of

Said = dict[tuple[str, str], str]
"""What each source says of each object."""

Truth = dict[str, str]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def _triples(claims: list[Path], truth: Path) -> tuple[Said, Truth]:
    said = {(row["SourceID"], _object(row)): row["PropertyValue"] for path in claims for row in _rows(path)}
    return said, {_object(row): row["PropertyValue"] for row in _rows(truth)}


def _object(row: dict[str, str]) -> str:
    return f"{row['ObjectID']}/{row['PropertyID']}"


def population(folder: Path) -> tuple[Said, Truth]:
    """Editors on the populations of cities."""
    return _triples([folder / "population/population_claims.csv"], folder / "population/population_truth.csv")


def weather(folder: Path) -> tuple[Said, Truth]:
    """Web sites on the weather."""
    return _triples(sorted((folder / "weather/claims").glob("*.csv")), folder / "weather/ground_truth/weather_truth.csv")


def book(folder: Path) -> tuple[Said, Truth]:
    """Book shops on the authors of books."""
    lines = [line.split("\t") for line in (folder / "book/book.txt").read_text(encoding="utf-8", errors="replace").splitlines()]
    said = {(line[0], line[1]): _last_names(line[3]) for line in lines if len(line) > 3 and _last_names(line[3])}  # noqa: PLR2004 (shop, book, title, authors)
    golden = [line.split("\t") for line in (folder / "book/book_golden.txt").read_text(encoding="utf-8", errors="replace").splitlines() if line]
    return said, {line[0]: _last_names(line[1]) for line in golden}


def _last_names(authors: str) -> str:
    """The last names of a list such as `Knuth, Donald E.; Ada Lovelace`, in order."""
    names = [name for name in re.split(r"[;/&]| and ", re.sub(r"\(.*?\)", "", authors.lower())) if re.search(r"\w", name)]
    lasts = (name.split(",")[0] if "," in name else name.split()[-1] for name in names)
    return " ".join(sorted({re.sub(r"\W", "", last) for last in lasts}))


SETS: dict[str, Callable[[Path], tuple[Said, Truth]]] = {"book": book, "population": population, "weather": weather}


def votes_on(said: Said) -> tuple[Votes, list[str], list[str]]:
    """The votes, with the objects and the values by their codes."""
    sources, objects, values = ({word: code for code, word in enumerate(sorted(set(words)))} for words in (*zip(*said, strict=True), said.values()))
    rows = np.array([(sources[source], objects[asked], values[value]) for (source, asked), value in said.items()], dtype=np.intp)
    return votes_of(rows[:, 0], rows[:, 1], rows[:, 2]), list(objects), list(values)


def main() -> None:
    """Print how often each method picks the truth; of several best answers each counts as a part of a pick."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    shares = {}
    for name, read in SETS.items():
        said, truth = read(given.folder)
        votes, objects, values = votes_on(said)
        known = np.array([truth.get(objects[votes.asked[q]], "") for q in votes.question])
        right = known == np.array([values[code] for code in votes.given])
        disputed = (votes.rivals() > 1) & (known != "")
        asked = len(np.unique(votes.question[disputed]))
        print(f"{name}: {len(said):,} claims, {len(votes.cast_by):,} sources, {len(votes.first):,} objects, {asked:,} disputed ones with known truth")
        shares[name] = {method: _share(votes, run(votes).scores, right & disputed) / asked for method, run in METHODS.items()}
        shares[name]["any answer"] = len(np.unique(votes.question[right & disputed])) / asked
    print(f"\n| method | {' | '.join(SETS)} |\n|---|{'---|' * len(SETS)}")
    for method in (*METHODS, "any answer"):
        print(f"| {method} | {' | '.join(f'{shares[name][method]:.3f}' for name in SETS)} |")


def _share(votes: Votes, scores: np.ndarray, right: np.ndarray) -> float:
    best = (scores >= votes.best(scores) - 1e-9 * np.abs(votes.best(scores))).astype(float)
    return float((best / votes.by_question(best))[right].sum())


if __name__ == "__main__":
    main()
