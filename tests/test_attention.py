"""Attention: torch's two implementations as oracles, what masks and orders may not change, and refusals."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from minilib.attention import MultiHeadAttention, attend, causal, merge_heads, softmax, split_heads, weights


def randn(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def near(got, expected, atol=1e-10):
    torch.testing.assert_close(got, expected, rtol=0, atol=atol)


SHAPES = [(1, 1, 1, 1, 1), (2, 3, 5, 4, 7), (3, 5, 2, 1, 6), (1, 1, 6, 8, 3), (4, 6, 1, 3, 2)]


@pytest.mark.parametrize("shape", [(1,), (4,), (3, 5), (2, 1, 7)])
def test_softmax_is_torchs_also_far_out(shape):
    x = 3 * randn(*shape)
    for shift in (0, 900, -900):
        near(softmax(x + shift), F.softmax(x + shift, dim=-1))


def test_softmax_of_minus_infinity_is_exactly_nothing():
    x = torch.tensor([[0.0, -torch.inf, 0.0], [5.0, -torch.inf, -torch.inf]])
    assert softmax(x).tolist() == [[0.5, 0, 0.5], [1, 0, 0]]


@pytest.mark.parametrize(("B", "T", "S", "D", "E"), SHAPES)
def test_attend_is_torchs_with_and_without_a_mask(B, T, S, D, E):
    q, k, v = randn(B, T, D), randn(B, S, D, seed=1), randn(B, S, E, seed=2)
    near(attend(q, k, v), F.scaled_dot_product_attention(q, k, v))
    mask = randn(T, S, seed=3) > 0.3
    mask[:, S // 2] = True
    near(attend(q, k, v, mask), F.scaled_dot_product_attention(q, k, v, attn_mask=mask))


@pytest.mark.parametrize(("B", "T", "S", "D", "E"), SHAPES)
def test_gradients_are_torchs(B, T, S, D, E):
    leaves = [randn(B, T, D), randn(B, S, D, seed=1), randn(B, S, E, seed=2)]
    grads = []
    for f in (attend, F.scaled_dot_product_attention):
        q, k, v = (x.clone().requires_grad_() for x in leaves)
        (f(q, k, v) ** 2).sum().backward()
        grads.append((q.grad, k.grad, v.grad))
    for ours, theirs in zip(*grads, strict=True):
        near(ours, theirs, 1e-9)


def test_the_chapters_sentence():
    q = torch.tensor([[0.0, 0, 2, 0], [1, 2, 0, 0], [0, 0, 1, 1]])
    k = torch.tensor([[2.0, 0, 0, 0], [0, 0, 2, 0], [0, 2, 0, 0]])
    v = torch.tensor([[1.0, 0], [0, 1], [2, 2]])
    e = torch.tensor([1.0, 0.0, 2.0]).exp()
    near(weights(q, k)[1], e / e.sum(), 1e-6)
    near(attend(q, k, v)[1], torch.tensor([1.5752, 1.4206]), 1e-4)


def test_rows_of_weights_add_up_to_one_and_forbidden_ones_are_zero():
    mask = causal(5)
    a = weights(randn(2, 5, 3), randn(2, 5, 3, seed=1), mask)
    near(a.sum(-1), torch.ones(2, 5).double())
    assert (a[:, ~mask] == 0).all()
    assert (a[:, mask] > 0).all()


def test_what_comes_later_changes_nothing():
    x, later = randn(6, 4), randn(6, 4)
    later[4:] = randn(2, 4, seed=5)
    near(attend(x, x, x, causal(6))[:4], attend(later, later, later, causal(6))[:4])


def test_the_order_of_what_is_read_does_not_matter_and_arguments_stay():
    q, k, v = randn(3, 4), randn(5, 4, seed=1), randn(5, 2, seed=2)
    before = [x.clone() for x in (q, k, v)]
    order = torch.tensor([3, 1, 4, 0, 2])
    near(attend(q, k[order], v[order]), attend(q, k, v))
    assert all(torch.equal(a, b) for a, b in zip(before, (q, k, v), strict=True))


@pytest.mark.parametrize(("B", "T", "H", "D"), [(1, 1, 1, 1), (2, 5, 3, 4), (3, 2, 4, 1), (1, 7, 2, 5)])
def test_heads_are_slices_side_by_side_and_merging_undoes_splitting(B, T, H, D):
    x = randn(B, T, H * D)
    heads = split_heads(x, H)
    for h in range(H):
        assert torch.equal(heads[:, h], x[..., h * D : (h + 1) * D])
    assert torch.equal(merge_heads(heads), x)


@pytest.mark.parametrize(("B", "T", "S", "H", "D"), [(1, 1, 1, 1, 1), (2, 3, 5, 2, 4), (3, 6, 2, 4, 3)])
def test_multi_head_attention_is_torchs_with_the_same_weights(B, T, S, H, D):
    C = H * D
    ours = MultiHeadAttention(C, H, torch.Generator().manual_seed(0)).double()
    theirs = nn.MultiheadAttention(C, H, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(torch.cat([ours.wq.T, ours.wk.T, ours.wv.T]))
        theirs.out_proj.weight.copy_(ours.wo.T)
    x, memory = randn(B, T, C), randn(B, S, C, seed=1)
    near(ours(x), theirs(x, x, x)[0])
    near(ours(x, memory), theirs(x, memory, memory)[0])
    mask = causal(T)
    near(ours(x, mask=mask), theirs(x, x, x, attn_mask=~mask)[0])
    keep = torch.arange(S) < 1 + torch.arange(B)[:, None] % S  # a padding mask, another one for each example
    near(
        ours(x, memory, keep[:, None, None]),
        theirs(x, memory, memory, key_padding_mask=~keep)[0],
    )


def test_multi_head_attention_moves_with_its_input_until_positions_are_added():
    from minilib.positions import sinusoid

    model = MultiHeadAttention(8, 2, torch.Generator().manual_seed(1)).double()
    x, order, where = randn(5, 8), torch.tensor([2, 0, 4, 1, 3]), sinusoid(5, 8).double()
    near(model(x[order]), model(x)[order])
    assert (model(x[order] + where) - model(x + where)[order]).abs().max() > 0.01


def test_multi_head_attention_starts_with_the_promised_spread_and_its_generator_alone():
    one, two = (MultiHeadAttention(64, 4, torch.Generator().manual_seed(3)) for _ in range(2))
    assert torch.equal(one.wk, two.wk)
    assert not torch.equal(one.wq, one.wk)
    assert one.wo.std().item() == pytest.approx(1 / 8, rel=0.05)
    assert sum(p.numel() for p in one.parameters()) == 4 * 64**2


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: softmax(torch.full((2,), -torch.inf)), "expected something above -inf, got -inf"),
        (lambda: weights(torch.zeros(2, 3), torch.zeros(2, 4)), "expected 3, as the queries, got 4"),
        (lambda: attend(torch.zeros(2, 3), torch.zeros(5, 3), torch.zeros(4, 3)), "expected 5, got 4"),
        (
            lambda: attend(*torch.zeros(3, 2, 3), torch.tensor([[True, True], [False, False]])),
            "expected something above -inf, got -inf",
        ),
        (lambda: split_heads(torch.zeros(2, 6), 4), "expected a divisor of 6, got 4"),
        (lambda: MultiHeadAttention(6, 4, torch.Generator()), "expected a divisor of 6, got 4"),
        (lambda: MultiHeadAttention(6, 0, torch.Generator()), "expected a divisor of 6, got 0"),
    ],
)
def test_bad_input_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()
