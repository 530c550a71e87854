# %% right: from short to long
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% right: recursion and a dict
def witten_bell(tokens, context, V):
    """From the longest context down, by recursion, counted with a dict."""
    n, counts = len(context), {}
    for i in range(n, len(tokens)):
        if tuple(tokens[i - n : i]) == tuple(context):
            counts[tokens[i]] = counts.get(tokens[i], 0) + 1
    shorter = np.full(V, 1 / V) if n == 0 else witten_bell(tokens, context[1:], V)
    if not counts:
        return shorter
    seen = np.zeros(V)
    for token, count in counts.items():
        seen[token] = count
    return (seen + len(counts) * np.asarray(shorter)) / (seen.sum() + len(counts))


# %% right: shares of frequencies, as a tensor
def witten_bell(tokens, context, V):
    """A mixture of relative frequencies: lambda = n / (n + d)."""
    from collections import Counter

    P = torch.full((V,), 1 / V, dtype=torch.float64)
    for start in range(len(context), -1, -1):
        c = tuple(context[start:])
        table = Counter(t for i, t in enumerate(tokens) if i >= len(c) and tuple(tokens[i - len(c) : i]) == c)
        n, d = table.total(), len(table)
        if n == 0:
            break
        often = torch.tensor([table[w] for w in range(V)]).double() / n
        P = n / (n + d) * often + d / (n + d) * P
    return P


# %% right: ends at the first context that was never seen
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[-m:] if m else []
        f = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        if not f:
            break
        d = len(set(f))
        P = [(f.count(w) + d * P[w]) / (len(f) + d) for w in range(V)]
    return P


# %% wrong: relative frequencies | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [after.count(w) / len(after) for w, s in enumerate(P)]
    return P


# %% wrong: one added to each count | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + 1) / (len(after) + V) for w, s in enumerate(P)]
    return P


# %% wrong: kinds is V | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = V
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: kinds is 1 | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = 1
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: kinds is the count of tokens | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(after)
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: 1 / V without kinds | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: does not add up to 1 | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / len(after) for w, s in enumerate(P)]
    return P


# %% wrong: equal only among the seen | the empty context
def witten_bell(tokens, context, V):
    P = [(w in tokens) / len(set(tokens)) if tokens else 1 / V for w in range(V)]
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: one added to V | the empty context
def witten_bell(tokens, context, V):
    P = [1 / (V + 1)] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: fails without tokens | the empty context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if True:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the context is not read | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the base is 1 / V at all lengths | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate([1 / V] * V)]
    return P


# %% wrong: only the longest context | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in [len(context)]:
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: kinds of the whole text | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(tokens))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: what stands before | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i - 1] for i in range(1, len(tokens) - m + 1) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the context itself | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + max(m - 1, 0)] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: a plain mean of all lengths | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [
                (after.count(w) / len(after) + s) / 2
                if m
                else (after.count(w) + kinds * s) / (len(after) + kinds)
                for w, s in enumerate(P)
            ]
    return P


# %% wrong: the other weight | one token of context
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [
                (kinds * after.count(w) / len(after) + len(after) * s) / (len(after) + kinds)
                if m
                else (after.count(w) + kinds * s) / (len(after) + kinds)
                for w, s in enumerate(P)
            ]
    return P


# %% wrong: the end counts as an occurrence | the end of the text
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [
                (after.count(w) + kinds * s)
                / (len(after) + kinds + (m > 0 and tokens[len(tokens) - m :] == c))
                for w, s in enumerate(P)
            ]
    return P


# %% wrong: the text goes in a circle | the end of the text
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [
            tokens[(i + m) % len(tokens)] for i in range(len(tokens)) if (tokens + tokens)[i : i + m] == c
        ]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: unseen contexts say 1 / V | the end of the text
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if not after:
            P = [1 / V] * V
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: unseen contexts say 0 | the end of the text
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if not after and tokens:
            P = [0.0] * V
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: n(c) counts the token in the whole text | the end of the text
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [
                (after.count(w) + kinds * s) / ((tokens.count(c[0]) if m == 1 else len(after)) + kinds)
                for w, s in enumerate(P)
            ]
    return P


# %% wrong: the newest token left out | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[:m]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: at most one token of context | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(min(len(context), 1) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: contexts without overlap | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c, after, i = context[len(context) - m :], [], 0
        while i < len(tokens) - m:
            if tokens[i : i + m] == c:
                after.append(tokens[i + m])
                i += max(m, 1)
            else:
                i += 1
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: from long to short | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in (0, *range(len(context), 0, -1)):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: an unseen long context forgets all | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if not after and m > 1:
            P = [1 / V] * V
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the order of the context does not matter | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if sorted(tokens[i : i + m]) == sorted(c)]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the context turned around | longer contexts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[::-1][:m]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: at most three tokens of context | random texts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(min(len(context), 3) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: twenty tokens at most | random texts
def witten_bell(tokens, context, V):
    tokens = tokens[-20:]
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: the whole text follows itself | random texts
def witten_bell(tokens, context, V):
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        if tokens and tokens == c:
            after = tokens[:1]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: fails on contexts longer than the text | random texts
def witten_bell(tokens, context, V):
    if len(context) > len(tokens) + 1:
        raise ValueError(context)
    P = [1 / V] * V
    for m in range(len(context) + 1):
        c = context[len(context) - m :]
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == c]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
    return P


# %% wrong: eats the context | longer than the text, and nothing is changed
def witten_bell(tokens, context, V):
    seen, P = [], [1 / V] * V
    while True:
        m = len(seen)
        after = [tokens[i + m] for i in range(len(tokens) - m) if tokens[i : i + m] == seen]
        kinds = len(set(after))
        if after:
            P = [(after.count(w) + kinds * s) / (len(after) + kinds) for w, s in enumerate(P)]
        if not context:
            return P
        seen.insert(0, context.pop())
