"""Word vectors: torch's own functions as oracles, the chapter's numbers, and what must be refused."""

import pytest
import torch
from torch.nn import functional as F

from minilib.embeddings import (
    SkipGram,
    analogy,
    cosine,
    nearest,
    noise,
    one_hot,
    principal_axes,
    samples,
    sgns_gradients,
    sgns_loss,
    windows,
)
from minilib.train import train


def randn(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("shape", [(1,), (5,), (3, 4), (2, 1, 3)])
def test_one_hot_is_torchs_and_its_product_is_a_look_up(shape):
    ids = torch.randint(7, shape, generator=torch.Generator().manual_seed(1))
    x = one_hot(ids, 7)
    assert torch.equal(x, F.one_hot(ids, 7).float())
    table = randn(7, 3).float()
    assert torch.equal(x @ table, table[ids])


@pytest.mark.parametrize(("a", "b"), [((5,), (5,)), ((3, 5), (5,)), ((3, 1, 5), (1, 4, 5)), ((1, 1), (1, 1))])
def test_cosine_is_torchs_over_the_last_axis(a, b):
    a, b = randn(*a), randn(*b, seed=1)
    torch.testing.assert_close(cosine(a, b), F.cosine_similarity(a, b, dim=-1), rtol=0, atol=1e-12)


def test_cosine_knows_directions_not_lengths():
    a, b = randn(4, 3), randn(4, 3, seed=1)
    torch.testing.assert_close(cosine(2 * a, 5 * b), cosine(a, b), rtol=0, atol=1e-12)
    torch.testing.assert_close(cosine(-a, b), -cosine(a, b), rtol=0, atol=1e-12)


def test_nearest_sorts_all_rows_by_cosine_the_first_of_equals_first():
    vectors, query = randn(9, 4), randn(4, seed=2)
    order = nearest(query, vectors, k=9)
    assert sorted(order) == list(range(9))
    assert cosine(vectors[order], query).diff().max() <= 0
    assert nearest(torch.ones(2), torch.tensor([[1.0, 0.0], [2.0, 2.0], [3.0, 3.0]]), k=2) == [1, 2]


def test_nearest_leaves_out_what_it_is_told_and_changes_nothing():
    vectors = randn(6, 3)
    before = vectors.clone()
    assert nearest(vectors[2], vectors) == [2]
    assert 2 not in nearest(vectors[2], vectors, k=5, exclude=[2])
    assert torch.equal(vectors, before)


def test_analogy_finds_the_fourth_corner_whatever_the_lengths_and_never_answers_with_the_question():
    corners = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    base = torch.cat([3 * torch.ones(4, 1), corners], dim=1)
    stretched = base * torch.tensor([[1.0], [7.0], [0.2], [3.0]])
    assert analogy(stretched, 0, 1, 2) == [3]
    vectors = randn(8, 5)
    assert not {0, 1, 2} & set(analogy(vectors, 0, 1, 2, k=5))


def test_analogy_subtracts_the_first_word_not_the_second():
    vectors = torch.tensor(
        [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 2.0], [0.0, 1.0, 2.0], [3.0, -1.0, 2.0]]
    )
    assert analogy(vectors, 0, 1, 2) == [3]
    assert analogy(vectors, 1, 0, 2) == [4]


@pytest.mark.parametrize(("length", "window"), [(1, 3), (2, 1), (7, 2), (5, 9)])
def test_windows_are_all_pairs_that_are_near(length, window):
    slow = [(t, s) for t in range(length) for s in range(length) if 0 < abs(s - t) <= window]
    assert windows(list(range(length)), window) == slow


def test_windows_pair_places_not_words():
    assert windows([4, 4], window=1) == [(4, 4), (4, 4)]


def test_noise_is_a_distribution_between_the_counts_and_all_equal():
    counts = torch.tensor([1.0, 10.0, 1000.0])
    drawn, share = noise(counts), counts / counts.sum()
    torch.testing.assert_close(drawn.sum(), torch.tensor(1.0))
    assert share[0] < drawn[0] < 1 / 3 < drawn[2] < share[2]
    torch.testing.assert_close(noise(counts, 1.0), share)


@pytest.mark.parametrize(("B", "K"), [(1, 1), (7, 3), (2, 5)])
def test_loss_is_binary_cross_entropy_summed_over_candidates(B, K):
    scores, real = 3 * randn(B, 1 + K), torch.eye(1, 1 + K, dtype=torch.float64)[0]
    theirs = F.binary_cross_entropy_with_logits(scores, real.expand_as(scores), reduction="sum") / B
    torch.testing.assert_close(sgns_loss(scores, real), theirs, rtol=0, atol=1e-12)


def test_loss_survives_scores_that_are_far_out():
    scores = torch.tensor([[-300.0, 300.0]])
    assert sgns_loss(scores, torch.tensor([1.0, 0.0])).item() == pytest.approx(600.0)


@pytest.mark.parametrize(("K", "C"), [(1, 1), (2, 5), (6, 3)])
def test_gradients_by_hand_are_torchs(K, C):
    v, u, real = randn(C), randn(1 + K, C, seed=1), torch.eye(1, 1 + K, dtype=torch.float64)[0]
    v.requires_grad_()
    u.requires_grad_()
    sgns_loss((u @ v)[None], real).backward()
    dv, du = sgns_gradients(v.detach(), u.detach(), real)
    torch.testing.assert_close(dv, v.grad, rtol=0, atol=1e-12)
    torch.testing.assert_close(du, u.grad, rtol=0, atol=1e-12)


def test_the_chapters_paper_example():
    dv, du = sgns_gradients(
        torch.tensor([1.0, 0.0]), torch.tensor([[1.0, 1.0], [2.0, -1.0]]), torch.tensor([1.0, 0.0])
    )
    torch.testing.assert_close(dv, torch.tensor([1.4927, -1.1497]), rtol=0, atol=1e-4)
    torch.testing.assert_close(du, torch.tensor([[-0.2689, 0.0], [0.8808, 0.0]]), rtol=0, atol=1e-4)


def test_skip_gram_scores_each_candidate_with_its_own_row():
    model = SkipGram(6, 4, torch.Generator().manual_seed(0))
    centres, candidates = torch.tensor([5, 2, 2]), torch.tensor([[0, 1], [3, 3], [2, 5]])
    scores = model((centres, candidates)).detach()
    u, v = model.u.detach(), model.v.detach()
    for b in range(3):
        for j in range(2):
            assert scores[b, j].item() == pytest.approx(float(u[candidates[b, j]] @ v[centres[b]]))


def test_skip_gram_starts_with_the_promised_spread_and_its_generator_alone():
    one, two = (SkipGram(500, 16, torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(one.v, two.v)
    assert not torch.equal(one.u, one.v)
    assert one.v.std().item() == pytest.approx(0.25, rel=0.05)


def test_samples_are_true_pairs_and_noise_in_its_proportions():
    pairs, chances = torch.tensor([[0, 1], [1, 0], [2, 3]]), torch.tensor([0.0, 0.0, 0.25, 0.75])
    batches = list(samples(pairs, chances, size=100, steps=3, K=4, rng=torch.Generator().manual_seed(0)))
    assert len(batches) == 3
    for (centres, candidates), real in batches:
        assert candidates.shape == (100, 5)
        assert real.tolist() == [1, 0, 0, 0, 0]
        true = {(c, o) for c, o in zip(centres.tolist(), candidates[:, 0].tolist(), strict=True)}
        assert true == {(0, 1), (1, 0), (2, 3)}
        assert set(candidates[:, 1:].flatten().tolist()) == {2, 3}
        assert 0.6 < (candidates[:, 1:] == 3).float().mean() < 0.9


def test_training_separates_two_groups_of_words():
    pairs = torch.tensor([[a, b] for group in ([0, 1, 2], [3, 4, 5]) for a in group for b in group if a != b])
    rng = torch.Generator().manual_seed(0)
    model = SkipGram(6, 3, rng)
    batches = samples(pairs, torch.ones(6) / 6, 64, 300, 2, rng)
    list(train(model, sgns_loss, torch.optim.SGD(model.parameters(), 1.0), batches))
    alike = cosine(model.v[:, None], model.v[None]).detach()
    assert alike[:3, :3].min() > alike[:3, 3:].max()


@pytest.mark.parametrize("k", [1, 2, 4])
def test_principal_axes_are_the_covariances_eigenvectors(k):
    vectors = randn(20, 6) * torch.tensor([9.0, 6, 4, 2.5, 1, 1]) + 40
    axes = principal_axes(vectors, k)
    theirs = torch.linalg.eigh(torch.cov(vectors.T)).eigenvectors.flip(1)[:, :k]
    assert axes.shape == (6, k)
    torch.testing.assert_close((axes * theirs).sum(0).abs(), torch.ones(k).double(), rtol=0, atol=1e-10)
    torch.testing.assert_close(axes.T @ axes, torch.eye(k).double(), rtol=0, atol=1e-10)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: one_hot(torch.tensor([0, 3]), 3), r"expected 0 … 2, got 0 … 3"),
        (lambda: one_hot(torch.tensor([-1]), 3), r"expected 0 … 2, got -1 … -1"),
        (lambda: cosine(torch.zeros(2), torch.ones(2)), "expected lengths above 0, got 0"),
        (lambda: nearest(torch.ones(2), torch.eye(2), k=2, exclude=[0]), "expected 1 … 1, got 2"),
        (lambda: nearest(torch.ones(2), torch.eye(2), k=0), "expected 1 … 2, got 0"),
        (lambda: windows([1, 2], 0), "expected at least 1 place, got 0"),
        (lambda: noise(torch.tensor([3.0, 0.0])), "expected all above 0, got 0.0"),
        (lambda: sgns_loss(torch.zeros(2, 3), torch.ones(2)), "expected 3, got 2"),
        (
            lambda: next(samples(torch.tensor([[0, 1]]), torch.ones(2), 1, 1, 0, torch.Generator())),
            "expected at least 1 for each pair, got 0",
        ),
    ],
)
def test_bad_input_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
