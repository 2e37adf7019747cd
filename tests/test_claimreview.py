"""The reviews are schema.org's, as far as its vocabulary says, and only of what a person has decided."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import HOME, cstofacts

VOCABULARY = yaml.safe_load((HOME / "tests" / "cases" / "schema.org.yaml").read_text("utf-8"))
TYPES: dict[str, list[str]] = VOCABULARY["types"]
PROPERTIES: dict[str, dict[str, Any]] = VOCABULARY["properties"]
DATA = {
    "Text": re.compile(r".+", re.DOTALL),
    "URL": re.compile(r"https?://\S+"),
    "Date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
}


def kinds(name: str) -> set[str]:
    """A type and all that it is a kind of."""
    return {name}.union(*(kinds(above) for above in TYPES[name]))


def faults(node: Any, takes: list[str]) -> list[str]:
    """Where a node says something that the vocabulary does not."""
    if not isinstance(node, dict):
        return [] if isinstance(node, str) and any(name in DATA and DATA[name].fullmatch(node) for name in takes) else [f"{node!r} is no {takes}"]
    type = node["@type"]
    found = [] if kinds(type) & set(takes) else [f"{type} is no {takes}"]
    for name, value in node.items():
        if name[0] != "@":
            found += [] if PROPERTIES[name]["of"] in kinds(type) else [f"{type} has no {name}"]
            found += faults(value, PROPERTIES[name]["takes"])
    return found


def reviews(folder: Path) -> list[dict[str, Any]]:
    document = json.loads(cstofacts("export", "--format", "claimreview", cwd=folder).out)
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


@pytest.fixture
def desk(articles: Path, tmp_path: Path) -> Path:
    """The five articles, with a decision on the two questions on which they clash."""
    shutil.copytree(articles / "claims", tmp_path / "claims")
    for id in ("csto/members", "csto/founded"):
        assert cstofacts("resolve", id, "--as", "explained", "--by", "ليلى", "--because", "<script>", cwd=tmp_path).status == 0
    return tmp_path


def test_the_reviews_are_what_the_vocabulary_says(desk: Path, decided: Path) -> None:
    for review in (*reviews(desk), *reviews(decided)):
        assert faults(review, ["ClaimReview"]) == []
        assert {"claimReviewed", "author", "datePublished", "reviewRating", "itemReviewed"} <= review.keys()


def test_the_test_would_find_a_fault() -> None:
    wrong = {"@type": "ClaimReview", "appearance": "x", "author": {"@type": "Rating"}, "datePublished": "1992/2002"}
    assert len(faults(wrong, ["ClaimReview"])) == 4


def test_one_review_for_every_claim_of_what_was_decided(desk: Path) -> None:
    findings = json.loads(cstofacts("export", "--format", "json", cwd=desk).out)["findings"]
    claims = [id for finding in findings if finding["settlement"] for side in finding["sides"] for id in side["claims"]]
    made = reviews(desk)
    assert sorted(review["itemReviewed"]["@id"].rpartition(":")[2] for review in made) == sorted(claims)
    assert len({review["@id"] for review in made}) == len(made)


def test_what_a_person_goes_by_is_told_apart(decided: Path) -> None:
    ratings = {review["itemReviewed"]["@id"]: review["reviewRating"] for review in reviews(decided)}
    assert ratings == {
        "urn:cstofacts:claim:post-killed": {"@type": "Rating", "alternateName": "confirmed, accepted"},
        "urn:cstofacts:claim:sahil-killed": {"@type": "Rating", "alternateName": "confirmed, not accepted"},
    }


def test_what_is_open_has_no_review(starter: Path, desk: Path) -> None:
    assert reviews(starter) == []
    cstofacts("reopen", "csto/members", "--by", "ليلى", "--because", "x", cwd=desk)
    cstofacts("defer", "csto/founded", "--by", "ليلى", "--because", "x", cwd=desk)
    assert reviews(desk) == []
