"""Writing: every text tried as oracle, the lecture's table, what a finished hypothesis may do, refusals."""

import itertools
import math

import pytest
import torch

from minilib.beam import beam_search, extend, greedy

STOP = 0


def language(V=4, seed=0, sharp=2.0):
    """Log-probabilities that depend on the whole text so far, the same for the same text."""

    def next_logp(ids):
        rows = []
        for text in ids.tolist():
            rng = torch.Generator().manual_seed(hash((seed, *text)) % 2**31)
            rows.append((sharp * torch.randn(V, generator=rng, dtype=torch.float64)).log_softmax(-1))
        return torch.stack(rows)

    return next_logp


def every_text(next_logp, start, V, limit):
    """All texts up to the limit, those that stop and those that are cut off, with their log-probabilities."""
    found = []
    for length in range(1, limit + 1):
        for text in itertools.product(range(V), repeat=length):
            if STOP in text[:-1] or (length < limit and text[-1] != STOP):
                continue
            ids = [*start, *text]
            score = sum(
                next_logp(torch.tensor([ids[:i]]))[0, ids[i]].item() for i in range(len(start), len(ids))
            )
            found.append((ids, score))
    return sorted(found, key=lambda h: -h[1])


def test_the_lectures_numbers():
    table = {0: {1: 0.48, 2: 0.04, 3: 0.03}, 1: {4: 0.99}, 2: {5: 0.21, 6: 0.07}, 3: {7: 0.13, 8: 0.05}}

    def next_logp(ids):
        rows = [[table[i].get(token, 0.0) for token in range(9)] for i in ids[:, -1].tolist()]
        return torch.tensor(rows, dtype=torch.float64).log()

    found = beam_search(next_logp, [0], 3, stop=-1, limit=2)
    assert [ids for ids, _ in found] == [[0, 1, 4], [0, 2, 5], [0, 3, 7]]
    assert [round(math.exp(logp), 4) for _, logp in found] == [0.4752, 0.0084, 0.0039]


@pytest.mark.parametrize("seed", range(5))
def test_a_beam_that_keeps_everything_finds_the_best_of_all_texts(seed):
    next_logp = language(seed=seed)
    expected = every_text(next_logp, [2], V=4, limit=3)
    found = beam_search(next_logp, [2], k=len(expected), stop=STOP, limit=3)
    assert [ids for ids, _ in found] == [ids for ids, _ in expected]
    assert all(abs(a - b) < 1e-9 for (_, a), (_, b) in zip(found, expected, strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_a_beam_of_one_is_greedy_and_a_batch_is_one_by_one(seed):
    next_logp = language(seed=seed)
    start = torch.tensor([[1], [2], [3]])
    rows = greedy(next_logp, start, STOP, 6).tolist()
    for first, row in zip(start.tolist(), rows, strict=True):
        ((ids, _),) = beam_search(next_logp, first, 1, STOP, 6)
        assert row[: len(ids)] == ids
        assert set(row[len(ids) :]) <= {STOP}


def test_a_beam_of_two_finds_what_greedy_misses():
    table = {(): [0, 0.6, 0.4], (1,): [0.36, 0.32, 0.32], (2,): [0.9, 0.05, 0.05]}

    def next_logp(ids):
        return torch.tensor([table.get(tuple(text[1:]), [1.0, 0, 0]) for text in ids.tolist()]).log()

    assert greedy(next_logp, torch.tensor([[9]]), STOP, 3).tolist() == [[9, 1, 0]]
    best, second = beam_search(next_logp, [9], 2, STOP, 3)
    assert best[0] == [9, 2, 0]
    assert abs(math.exp(best[1]) - 0.36) < 1e-6
    assert second[0] == [9, 1, 0]
    assert abs(math.exp(second[1]) - 0.216) < 1e-6


def test_hypotheses_are_distinct_sorted_and_their_scores_true():
    next_logp = language(V=6, seed=3)
    found = beam_search(next_logp, [4], 5, STOP, 7)
    scores = [score for _, score in found]
    assert len(found) == 5 == len({tuple(ids) for ids, _ in found})
    assert scores == sorted(scores, reverse=True)
    for ids, score in found:
        true = sum(next_logp(torch.tensor([ids[:i]]))[0, ids[i]].item() for i in range(1, len(ids)))
        assert abs(score - true) < 1e-9
        assert ids[0] == 4
        assert STOP not in ids[1:-1]


def test_what_is_finished_is_not_asked_again_and_may_be_overtaken_never():
    asked = []

    def next_logp(ids):
        asked.append(ids.tolist())
        return torch.tensor([[0.5, 0.5]]).log().expand(len(ids), 2)

    found = beam_search(next_logp, [1], 2, STOP, 5)
    assert all(STOP not in text for batch in asked for text in batch)
    assert sorted(len(ids) for ids, _ in found)[0] == 2  # the text that stopped at once stays the best
    assert found[0][0] == [1, STOP]


def test_the_search_ends_when_all_are_finished_or_at_the_limit():
    calls = []

    def stops_at_once(ids):
        calls.append(len(ids))
        return torch.tensor([[1.0, 0.0]]).log().expand(len(ids), 2)

    assert beam_search(stops_at_once, [1], 3, STOP, 9) == [([1, STOP], 0.0)]
    assert calls == [1]
    assert greedy(stops_at_once, torch.tensor([[1], [1]]), STOP, 9).shape == (2, 2)
    assert calls == [1, 2]
    never = language(V=3, seed=1)
    assert all(len(ids) <= 5 for ids, _ in beam_search(never, [1], 3, STOP, 4))
    assert beam_search(never, [1], 3, STOP, 0) == [([1], 0.0)]


def test_a_stop_token_in_the_beginning_finishes_nothing():
    found = beam_search(language(), [STOP], 2, STOP, 3)
    assert all(len(ids) > 1 for ids, _ in found)


def test_extending_adds_and_drops_the_impossible():
    logp = torch.tensor([[-1.0, -torch.inf, -2.0], [-0.5, -3.0, -torch.inf]], dtype=torch.float64)
    longer = extend([([7], -1.0), ([8], -2.0)], logp, k=5)
    assert longer == [([7, 0], -2.0), ([7, 2], -3.0), ([8, 0], -2.5), ([8, 1], -5.0)]
    assert extend([([7], 0.0)], logp[:1], k=1) == [([7, 0], -1.0)]


def test_a_beam_of_nothing_is_refused():
    with pytest.raises(ValueError, match="hypotheses kept: expected at least 1, got 0"):
        beam_search(language(), [1], 0, STOP, 3)
