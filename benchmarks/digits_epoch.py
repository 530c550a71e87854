"""How long one epoch over the digits takes: the book's engine beside torch, on the same batches."""

import time
from itertools import pairwise

import numpy as np
import torch

from minilib.arrays import Array, cross_entropy
from minilib.data import digits, minibatches
from minilib.layers import MLP
from minilib.optim import SGD
from minilib.train import train

SIZES, BATCH, LR, REPEATS = (64, 64, 32, 10), 32, 0.1, 7


def ours(x, y):
    net = MLP(SIZES, Array.tanh, np.random.default_rng(0))
    batches = minibatches(x, y, BATCH, epochs=1, rng=np.random.default_rng(1))
    return list(train(net, cross_entropy, SGD(net.parameters(), LR), batches))


def torchs(x, y):
    layers = [torch.nn.Linear(i, o, dtype=torch.float64) for i, o in pairwise(SIZES)]
    net = torch.nn.Sequential(layers[0], torch.nn.Tanh(), layers[1], torch.nn.Tanh(), layers[2])
    pairs = minibatches(x, y, BATCH, epochs=1, rng=np.random.default_rng(1))
    batches = ((torch.from_numpy(x), torch.from_numpy(y)) for x, y in pairs)
    return list(train(net, torch.nn.functional.cross_entropy, torch.optim.SGD(net.parameters(), LR), batches))


def seconds(epoch, x, y) -> float:
    began = time.perf_counter()
    epoch(x, y)
    return time.perf_counter() - began


def main() -> None:
    torch.set_num_threads(1)
    x, y, _, _ = digits()
    pairs = [
        (seconds(ours, x, y), seconds(torchs, x, y)) for _ in range(REPEATS)
    ]  # paired, so that load hits both
    mine, theirs = min(p[0] for p in pairs), min(p[1] for p in pairs)
    ratio = sorted(a / b for a, b in pairs)[REPEATS // 2]
    print(f"one epoch, {len(x)} digits, batches of {BATCH}, network {SIZES}, one thread, best of {REPEATS}")
    print(f"  book's engine (NumPy)  {1000 * mine:6.1f} ms")
    print(f"  torch                  {1000 * theirs:6.1f} ms")
    print(f"  median ratio           {ratio:6.2f}")


if __name__ == "__main__":
    main()
