"""Choosing tokens: transformers' filters as oracle, what filters keep, what is drawn, and refusals."""

import pytest
import torch

from minilib.generation import generate, rank, sample, temperature, top_k, top_p
from minilib.gpt import GPT, GPTConfig


def randn(*shape, seed=0):
    return 3 * torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("shape", [(1, 1), (2, 7), (5, 40), (3, 2, 9)])
def test_filters_are_transformers_own(shape):
    warpers = pytest.importorskip("transformers.generation.logits_process")
    logits = randn(*shape).flatten(0, -2)
    for k in (1, 3, 100):
        expected = warpers.TopKLogitsWarper(k)(None, logits)
        assert torch.equal(top_k(logits, k), expected)
    for p in (0.1, 0.5, 0.9):
        assert torch.equal(top_p(logits, p), warpers.TopPLogitsWarper(p)(None, logits))
    assert torch.equal(temperature(logits, 0.7), warpers.TemperatureLogitsWarper(0.7)(None, logits))


def test_top_p_keeps_the_fewest_that_reach_p_and_always_one():
    p = torch.tensor([0.5, 0.3, 0.2]).log()
    kept = {q: (top_p(p, q) > -torch.inf).tolist() for q in (0.001, 0.4, 0.6, 0.79, 0.9, 1.0)}
    assert kept[0.001] == kept[0.4] == [True, False, False]
    assert kept[0.6] == kept[0.79] == [True, True, False]
    assert kept[0.9] == kept[1.0] == [True, True, True]


def test_top_p_counts_what_is_left_by_earlier_filters():
    logits = torch.tensor([0.4, 0.3, 0.2, 0.1]).log()
    assert (top_p(logits, 0.75) > -torch.inf).sum() == 3
    assert (top_p(top_k(logits, 2), 0.75) > -torch.inf).sum() == 2
    assert (top_p(temperature(logits, 0.2), 0.75) > -torch.inf).sum() == 1


def test_of_equal_logits_the_first_stays_so_that_exactly_k_do():
    equal = torch.zeros(2, 5)
    assert (top_k(equal, 2) > -torch.inf).tolist() == [[True, True, False, False, False]] * 2
    assert rank(equal).tolist() == [[0, 1, 2, 3, 4]] * 2


def test_rank_counts_the_larger_ones():
    logits = randn(4, 9)
    assert torch.equal(rank(logits), (logits[..., None, :] > logits[..., :, None]).sum(-1))


def test_temperature_by_numbers():
    p = temperature(torch.tensor([2.0, 0.0]), 2.0).softmax(-1)
    assert p.tolist() == pytest.approx([0.7310586, 0.2689414])
    sharp = temperature(torch.tensor([1.0, 0.9]), 0.01).softmax(-1)
    assert sharp[0] > 0.9999


def test_samples_come_as_often_as_they_should_and_never_what_was_filtered():
    logits = top_k(torch.tensor([0.5, 0.25, 0.15, 0.1]).log(), 3).expand(9000, -1)
    drawn = sample(logits, torch.Generator().manual_seed(1))
    shares = torch.bincount(drawn, minlength=4) / 9000
    assert shares.tolist() == pytest.approx([0.5 / 0.9, 0.25 / 0.9, 0.15 / 0.9, 0], abs=0.02)
    assert shares[3] == 0
    assert sample(randn(2, 3, 8), torch.Generator()).shape == (2, 3)


def test_filters_leave_their_argument_alone():
    logits = randn(2, 6)
    before = logits.clone()
    for f in (lambda z: top_k(z, 2), lambda z: top_p(z, 0.5), lambda z: temperature(z, 2.0)):
        f(logits)
    assert torch.equal(logits, before)


@pytest.fixture
def model():
    return GPT(GPTConfig(V=30, C=12, H=2, L=2, T_max=8), torch.Generator().manual_seed(0)).double()


def slowly(model, ids, n):
    for _ in range(n):
        ids = torch.cat([ids, model(ids)[:, -1].argmax(-1, keepdim=True)], 1)
    return ids


def test_generating_with_a_cache_is_reading_all_again(model):
    ids = torch.tensor([[3, 1], [4, 1]])
    assert torch.equal(generate(model, ids, 6, lambda z: z.argmax(-1)), slowly(model, ids, 6))
    assert torch.equal(generate(model, ids, 0, None), ids)


def test_beyond_its_positions_it_reads_the_later_half_anew(model):
    ids = torch.tensor([[3, 1, 4, 1, 5, 9, 2, 6]])
    got = generate(model, ids, 12, lambda z: z.argmax(-1))
    assert got.shape == (1, 20)
    assert torch.equal(got[:, :8], ids)
    assert got[0, 8] == model(ids)[0, -1].argmax()
    assert got[0, 9] == model(got[:, 4:9])[0, -1].argmax()  # 8 / 2 and the new one
    long = torch.cat([torch.tensor([[7, 7, 7]]), ids], 1)  # a prompt longer than T_max: its end counts
    assert torch.equal(generate(model, long, 1, lambda z: z.argmax(-1))[:, -1], got[:, 8])


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: temperature(torch.zeros(3), 0), "expected above 0, got 0"),
        (lambda: top_k(torch.zeros(3), 0), "expected at least 1, got 0"),
        (lambda: top_p(torch.zeros(3), 0.0), "expected above 0, at most 1, got 0.0"),
        (lambda: top_p(torch.zeros(3), 1.5), "expected above 0, at most 1, got 1.5"),
        (lambda: generate(None, torch.zeros(1, 0).long(), 1, None), "expected at least 1, got 0"),
    ],
)
def test_bad_settings_are_refused_with_their_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
