"""Our GPT beside torch's layers, a KV cache beside none, beam search beside greedy: three tables, one run.

`--seconds 20` trains each model that long in table 1; `--quick` takes about a minute for everything.
"""

import argparse
import math
import random
import time
from collections import Counter
from pydoc_data.topics import topics

import torch
from torch import nn

from minilib import tokens
from minilib.beam import beam_search, greedy
from minilib.gpt import GELU, GPT, GPTConfig, batches, mean_surprise, step
from minilib.ngrams import bits_per_byte

CONFIG = GPTConfig(V=1024, C=96, H=4, L=2, T_max=64)
BATCH, LR = 8, 3e-3


class Plain(nn.Module):
    """The same model of torch's own layers, with the same weights to begin with."""

    def __init__(self, ours):
        super().__init__()
        c = ours.config
        self.tokens, self.positions = nn.Embedding(c.V, c.C), nn.Embedding(c.T_max, c.C)
        how = {"dropout": 0.0, "activation": GELU, "batch_first": True, "norm_first": True}
        layer = nn.TransformerEncoderLayer(c.C, c.H, c.F, **how)
        self.blocks = nn.TransformerEncoder(layer, c.L, nn.LayerNorm(c.C), enable_nested_tensor=False)
        self.register_buffer("mask", nn.Transformer.generate_square_subsequent_mask(c.T_max))
        with torch.no_grad():
            self.tokens.weight.copy_(ours.tokens)
            self.positions.weight.copy_(ours.positions)
            for theirs, block in zip(self.blocks.layers, ours.blocks, strict=True):
                copy(theirs, block)

    def forward(self, ids):
        T = ids.shape[-1]
        x = self.tokens(ids) + self.positions.weight[:T]
        x = self.blocks(x, mask=self.mask[:T, :T], is_causal=True)
        return x @ self.tokens.weight.T


def copy(theirs, block):
    """Give a TransformerEncoderLayer the weights of one of our blocks."""
    qkv = [block.attention.q, block.attention.k, block.attention.v]
    theirs.self_attn.in_proj_weight.copy_(torch.cat([layer.weight for layer in qkv]))
    theirs.self_attn.in_proj_bias.copy_(torch.cat([layer.bias for layer in qkv]))
    pairs = [(theirs.self_attn.out_proj, block.attention.o), (theirs.linear1, block.feed.keys)]
    pairs += [(theirs.linear2, block.feed.values)]
    pairs += [(theirs.norm1, block.norm1), (theirs.norm2, block.norm2)]
    for their, our in pairs:
        their.load_state_dict(our.state_dict())


def manual():
    """Python's manual by topics, each paragraph once: ids to learn and to test, and the tokenizer."""
    names, seen, learn, test = sorted(topics), set(), [], []
    random.Random(2).shuffle(names)
    for name in names:
        part = learn if sum(map(len, test)) > 40_000 else test
        for paragraph in topics[name].split("\n\n"):
            if paragraph.strip() and paragraph.strip("\n") not in seen:
                seen.add(paragraph.strip("\n"))
                part.append(paragraph.strip("\n"))
    learn, test = "\n\n".join(learn), "\n\n".join(test)
    tokenizer = tokens.Tokenizer(tokens.train(Counter(tokens.split(learn)), CONFIG.V - 256))
    return *(torch.tensor(tokenizer.encode(text)) for text in (learn, test)), tokenizer


@torch.no_grad()
def bits(model, ids, tokenizer):
    """Bits per byte, each token with at least half a window before it."""
    half, nats = CONFIG.T_max // 2, 0.0
    for start in range(0, len(ids) - 1, half):
        piece = ids[max(0, start - half) : start + half + 1]
        new = min(half, len(ids) - 1 - start)
        nats += new * mean_surprise(model(piece[None, :-1])[0, -new:], piece[-new:]).item()
    return bits_per_byte(nats, tokenizer.decode(ids[1:].tolist()))


def timed(call):
    began = time.process_time()  # of one thread: other programs on the machine do not count
    result = call()
    return time.process_time() - began, result


def passes(ours, plain, x, y, repeats):
    """Median ratio of seconds, ours to torch's, forward and backward, in turns so that load hits both."""
    ratios = {"forward": [], "backward": []}
    for _ in range(repeats):
        took = {}
        for name, model in (("ours", ours), ("plain", plain)):
            forward, loss = timed(lambda model=model: mean_surprise(model(x), y))
            backward, _ = timed(loss.backward)
            took[name] = forward, backward
        for i, name in enumerate(ratios):
            ratios[name].append(took["ours"][i] / took["plain"][i])
    return {name: sorted(values)[repeats // 2] for name, values in ratios.items()}


def train(models, ids, seconds):
    """Train the models in turns, a few steps each, until each had its seconds; returns their tokens."""
    runs = []
    for model in models:
        optimiser = torch.optim.AdamW(model.parameters(), LR, weight_decay=0.1, fused=True)
        data = batches(ids, CONFIG.T_max, BATCH, 10**9, torch.Generator().manual_seed(0))
        runs.append({"model": model, "optimiser": optimiser, "data": data, "seconds": 0.0, "steps": 0})
    while any(run["seconds"] < seconds for run in runs):
        for run in runs:
            if run["seconds"] < seconds:
                run["seconds"] += timed(lambda run=run: some_steps(run))[0]
    return [run["steps"] * BATCH * CONFIG.T_max / run["seconds"] for run in runs]


def some_steps(run, n=10):
    for _ in range(n):
        x, y = next(run["data"])
        run["optimiser"].zero_grad()
        mean_surprise(run["model"](x), y).backward()
        run["optimiser"].step()
        run["steps"] += 1


def same_size_and_seconds(seconds, repeats):
    learn, test, tokenizer = manual()
    ours = GPT(CONFIG, torch.Generator().manual_seed(0))
    plain = Plain(ours)
    x, y = next(batches(learn, CONFIG.T_max, BATCH, 1, torch.Generator().manual_seed(1)))
    off = (ours(x) - plain(x)).abs().max().item()
    count = sum(p.numel() for p in ours.parameters())
    print(f"1. {count:,} parameters, batches of {BATCH} x {CONFIG.T_max}; same logits to {off:.0e}")
    ratio = passes(ours, plain, x, y, repeats)
    speeds = train([ours, plain], learn, seconds)
    print(f"   {seconds} s each             tokens/s   bits per byte, new topics")
    for name, speed, model in zip(("ours", "torch's layers"), speeds, (ours, plain), strict=True):
        print(f"   {name:18} {speed:12,.0f}   {bits(model, test, tokenizer):.3f}")
    print(f"   time, ours / torch's: forward {ratio['forward']:.2f}, backward {ratio['backward']:.2f}\n")
    return ours, test


@torch.no_grad()
def cache(lengths):
    """Greedy writing with and without a cache, until the text is that long."""
    model = GPT(GPTConfig(V=1024, C=128, H=4, L=4, T_max=max(lengths)), torch.Generator().manual_seed(0))
    print("2. writing from one token, C = 128, L = 4       without      with     times   same text")
    for n in lengths:
        start = torch.tensor([[7]])
        slow, one = timed(lambda n=n, start=start: again(model, start, n))
        fast, two = timed(lambda n=n, start=start: kept(model, start, n))
        same = torch.equal(one, two)
        print(f"   {n:5} tokens {slow:36.2f} s {fast:7.2f} s {slow / fast:8.1f}   {same}")
    print()


def again(model, ids, n):
    while ids.shape[1] < n:
        ids = torch.cat([ids, model(ids)[:, -1].argmax(-1, keepdim=True)], 1)
    return ids


def kept(model, ids, n):
    new, memory = ids, None
    while ids.shape[1] < n:
        logits, memory = step(model, new, memory)
        new = logits[:, -1].argmax(-1, keepdim=True)
        ids = torch.cat([ids, new], 1)
    return ids


@torch.no_grad()
def search(model, test, prompts, length=20):
    """The log-probability that greedy and beams reach on the trained model, over several beginnings."""

    def next_logp(ids):
        return model(ids)[:, -1].log_softmax(-1)

    starts = [test[i * 500 : i * 500 + 12].tolist() for i in range(prompts)]
    print(f"3. {length} tokens after {prompts} beginnings of 12     mean log-probability    seconds each")
    never = -1  # no token ends the text
    for k in (1, 2, 4, 8):
        took, total = 0.0, 0.0
        for start in starts:
            seconds, found = timed(lambda s=start, k=k: beam_search(next_logp, s, k, never, length))
            took, total = took + seconds, total + found[0][1]
        name = "beam 1" if k == 1 else f"beam {k}"
        print(f"   {name:36} {total / prompts:12.3f} {took / prompts:18.3f}")
    took, total = 0.0, 0.0
    for start in starts:
        seconds, ids = timed(lambda s=start: greedy(next_logp, torch.tensor([s]), never, length))
        logp = model(ids)[:, :-1].log_softmax(-1).gather(-1, ids[:, 1:, None])[0, len(start) - 1 :]
        took, total = took + seconds, total + logp.sum().item()
    print(f"   {'greedy':36} {total / prompts:12.3f} {took / prompts:18.3f}")
    print(f"   (in nats; a text that is {math.e:.2f} times as likely has one more)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=45, help="training of each model in table 1")
    parser.add_argument("--quick", action="store_true", help="shorter runs of everything")
    options = parser.parse_args()
    torch.set_num_threads(1)
    seconds, repeats = (8, 20) if options.quick else (options.seconds, 60)
    model, test = same_size_and_seconds(seconds, repeats)
    cache([128, 256] if options.quick else [128, 256, 512, 1000])
    search(model, test, 4 if options.quick else 10)


if __name__ == "__main__":
    main()
