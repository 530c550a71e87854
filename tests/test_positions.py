"""The sinusoid: the lecture's table, the slow formula, what a shift does, and refusals."""

import math

import pytest
import torch

from minilib.positions import sinusoid


def test_the_lectures_table_of_five_positions():
    slide = [
        [0.000, 0.841, 0.909, 0.141, -0.757],
        [1.000, 0.540, -0.416, -0.990, -0.654],
        [0.000, 0.025, 0.050, 0.075, 0.100],
        [1.000, 1.000, 0.999, 0.997, 0.995],
        [0.000, 0.001, 0.001, 0.002, 0.003],
    ]
    torch.testing.assert_close(sinusoid(5, 5), torch.tensor(slide).T, rtol=0, atol=5.1e-4)


@pytest.mark.parametrize(("T", "C"), [(1, 1), (3, 2), (7, 5), (40, 8)])
def test_every_entry_follows_the_formula(T, C):
    p = sinusoid(T, C)
    assert p.shape == (T, C)
    for t in range(T):
        for c in range(C):
            angle = t / 10000 ** (2 * (c // 2) / C)
            assert p[t, c].item() == pytest.approx((math.cos if c % 2 else math.sin)(angle), abs=1e-6)


def test_a_shift_is_the_same_rotation_everywhere_so_similarity_knows_only_the_distance():
    p = sinusoid(50, 16)
    similar = p @ p.T
    for distance in (0, 1, 7):
        diagonal = similar.diagonal(distance)
        torch.testing.assert_close(diagonal, diagonal[0].expand_as(diagonal), rtol=0, atol=1e-5)
    assert similar.diagonal().mean().item() == pytest.approx(8, abs=1e-5)


def test_positions_are_bounded_and_unlike():
    p = sinusoid(2000, 16)
    assert p.abs().max() <= 1
    apart = torch.cdist(p, p) + 9 * torch.eye(2000)
    assert apart.min() > 0.1


def test_the_base_sets_the_slowest_clock():
    assert sinusoid(2, 4, base=100.0)[1, 2].item() == pytest.approx(math.sin(0.1))


@pytest.mark.parametrize("shape", [(0, 4), (3, 0)])
def test_bad_sizes_are_refused_with_their_numbers(shape):
    with pytest.raises(ValueError, match=rf"at least 1 each, got \({shape[0]}, {shape[1]}\)"):
        sinusoid(*shape)
