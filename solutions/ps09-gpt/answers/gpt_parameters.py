# %% right: a function for a linear layer
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% right: a list of shapes
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    """Shapes first, then their sizes."""
    W, F = H * D, F or 4 * C
    block = {
        "attention": [(C, W), (C, W), (C, W), (W, C), (W,), (W,), (W,), (C,)],
        "feed": [(C, F), (F,), (F, C), (C,)],
        "norms": [(C,)] * 4,
    }
    counts = {name: L * int(sum(np.prod(shape) for shape in shapes)) for name, shapes in block.items()}
    counts["norms"] += C + C
    counts["tokens"], counts["positions"], counts["head"] = V * C, T_max * C, 0
    if not tied:
        counts["head"] = counts["tokens"]
    counts["total"] = sum(counts.values())
    return counts


# %% right: block by block and head by head
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    if F is None:
        F = 4 * C
    attention = feed = 0
    norms = 2 * C
    for block in range(L):
        for head in range(H):
            attention += 3 * (C + 1) * D + D * C
        attention += C
        feed += C * F + F
        feed += F * C + C
        norms += 2 * (C + C)
    head = 0
    if not tied:
        head = C * V
    total = V * C + T_max * C + attention + feed + norms + head
    return dict(
        total=total, head=head, norms=norms, feed=feed, attention=attention, positions=T_max * C, tokens=V * C
    )


# %% wrong: places and tokens exchanged | vectors for tokens and places
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": T_max * C,
        "positions": V * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: positions by the sinusoid | vectors for tokens and places
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": 0,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: vectors with biases | vectors for tokens and places
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C + C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: vectors in every block | vectors for tokens and places
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": L * V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: only the total comes back | vectors for tokens and places
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return sum(parts.values())


# %% wrong: no biases in attention | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (4 * C * H * D),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: heads as wide as C | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (4 * linear(C, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: one head | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, D) + linear(D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: no way back | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: biases of the way back as wide as the heads | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(C, H * D)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: biases of C everywhere | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(H * D, C) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: one block of attention | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: the heads have a way back each | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + H * linear(D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: keys and values shared by all heads | attention
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (linear(C, H * D) + 2 * linear(C, D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: no biases in the feed-forward | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (2 * C * F),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: two biases of width F | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (2 * linear(C, F)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: F is always 4 C | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: F is 4 H D | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * H * D if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: one block of feed-forward | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: a gate in the feed-forward | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (2 * linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: no last norm | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: one norm in a block | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: norms without a shift | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: norms with one gain for all | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: a tied head counts | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: no head at all | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: tied the wrong way round | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": V * C if tied else 0,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: a head with biases | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C + V,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: the total without places | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values()) - parts["positions"]}


# %% wrong: the total without norms | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values()) - parts["norms"]}


# %% wrong: the total twice | the head and the total
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": 2 * sum(parts.values())}


# %% wrong: GPT-2's layers at most | larger ones
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    L = min(L, 12)
    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: in single precision | larger ones
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": int(np.float32(sum(parts.values())))}


# %% wrong: the heads of GPT-2 have width 64 | larger ones
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    D = min(D, 64)
    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: F never below C | feed-forward and norms
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    F = 4 * C if F is None else max(F, C)
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}


# %% wrong: two heads at least | as PyTorch counts
def gpt_parameters(V, T_max, C, H, D, L, F=None, tied=True):
    def linear(n, m):
        return n * m + m

    V = max(V, 5)
    D = max(D, 2)
    F = 4 * C if F is None else F
    parts = {
        "tokens": V * C,
        "positions": T_max * C,
        "attention": L * (3 * linear(C, H * D) + linear(H * D, C)),
        "feed": L * (linear(C, F) + linear(F, C)),
        "norms": (2 * L + 1) * 2 * C,
        "head": 0 if tied else V * C,
    }
    return parts | {"total": sum(parts.values())}
