"""The methods of `support`: held against other implementations on the same votes, and to laws that none of them may break."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cstofacts.support.methods import METHODS
from cstofacts.support.methods.base import Estimate
from cstofacts.support.votes import Floats, Votes, votes_of

CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((Path(__file__).parent / "cases" / "support").glob("*.json"))}
COMPARED = [(case, peer) for case, found in CASES.items() for peer in found["peers"]]
Rows = list[tuple[int, int, int]]


def cast(rows: Rows) -> Votes:
    columns = np.array(rows, dtype=np.intp).reshape(-1, 3)
    return votes_of(columns[:, 0], columns[:, 1], columns[:, 2])


def named(votes: Votes, found: Estimate) -> tuple[dict[tuple[int, int], float], dict[int, float]]:
    keys = zip(votes.asked[votes.question].tolist(), votes.given.tolist(), strict=True)
    trust = {} if found.trust is None else dict(zip(votes.cast_by.tolist(), found.trust.tolist(), strict=True))
    return dict(zip(keys, found.scores.tolist(), strict=True)), trust


def as_scored_by(peer: str, votes: Votes, scores: Floats) -> Floats:
    """Scores on the scale of a peer; none of these changes their order within a question."""
    match peer:
        case "truthdiscovery/majority":
            return scores * (1 / float(scores.max()))
        case "truthdiscovery/truthfinder":
            scaled: Floats = 1 / (1 + np.exp(-scores))
            return scaled
        case "crowd-kit/majority" | "crowd-kit/wawa":
            return scores / votes.by_question(scores)
        case _:
            return scores


@pytest.mark.parametrize(("case", "peer"), COMPARED)
def test_scores_and_trust_are_those_of_other_implementations(case: str, peer: str) -> None:
    votes = cast(CASES[case]["votes"])
    found = METHODS[peer.partition("/")[2]](votes)
    scores, trust = named(votes, Estimate(as_scored_by(peer, votes, found.scores), found.trust))
    expected: dict[str, Any] = CASES[case]["peers"][peer]
    assert scores == pytest.approx({(question, answer): score for question, answer, score in expected["scores"]}, abs=1e-6)
    if trust:
        assert trust == pytest.approx(dict(expected["trust"]), abs=1e-6)


# Few voters, questions and answers, so that ties, lone voters and repeated votes are frequent.
ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=40)
ANY_METHOD = pytest.mark.parametrize("name", METHODS)

# Sums of floats in another order differ in their last digits; after some rounds, in a few more.
SAME = 1e-6


def leading(rows: Rows, name: str) -> set[tuple[int, int]]:
    votes = cast(rows)
    scores = METHODS[name](votes).scores
    found, _ = named(votes, Estimate(np.where(scores >= votes.best(scores) - SAME * np.abs(votes.best(scores)), 1.0, 0.0)))
    return {key for key, leads in found.items() if leads}


@ANY_METHOD
@given(rows=ROWS)
def test_every_score_is_finite_and_every_question_has_a_best_answer(name: str, rows: Rows) -> None:
    found = METHODS[name](cast(rows))
    assert np.isfinite(found.scores).all()
    assert found.trust is None or not np.isinf(found.trust).any()
    assert {question for question, _ in leading(rows, name)} == {question for _, question, _ in rows}


@ANY_METHOD
@given(rows=ROWS, seed=st.randoms())
def test_neither_order_nor_repetition_nor_the_codes_count(name: str, rows: Rows, seed: Any) -> None:
    again = [*rows, *seed.sample(rows, len(rows) // 2)]
    seed.shuffle(again)
    renamed = [(10 * voter + 3, 7 * question, answer + 2) for voter, question, answer in again]
    assert leading(rows, name) == leading(again, name) == {(question // 7, answer - 2) for question, answer in leading(renamed, name)}


@ANY_METHOD
@given(rows=ROWS)
def test_a_second_answer_of_equal_voters_is_a_tie(name: str, rows: Rows) -> None:
    """Whoever says one also says the other, so nothing can tell them apart."""
    mirrored = [*rows, *((voter, question, answer + 4) for voter, question, answer in rows)]
    led = leading(mirrored, name)
    assert {(question, (answer + 4) % 8) for question, answer in led} == led


@ANY_METHOD
def test_what_all_but_one_say_is_picked(name: str) -> None:
    rows = [(voter, question, int(voter == question)) for voter in range(6) for question in range(6)]
    assert leading(rows, name) == {(question, 0) for question in range(6)}


@ANY_METHOD
def test_the_right_answers_to_many_questions_are_found(name: str) -> None:
    rng = np.random.default_rng(3)
    question = np.repeat(np.arange(20_000), 5)
    voter = rng.integers(0, 50, len(question))
    wrong = (question % 5 == 0) & (rng.random(len(question)) > np.linspace(0.3, 0.95, 50)[voter])
    votes = votes_of(voter, question, np.where(wrong, rng.integers(1, 5, len(question)), 0))
    found = METHODS[name](votes)
    right = (found.scores >= votes.best(found.scores)) & (votes.given == 0)
    assert right.sum() > 19_300
