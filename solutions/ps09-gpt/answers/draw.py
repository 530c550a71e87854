# %% right: counting the ends
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% right: searchsorted
def draw(P, u):
    ends = P.cumsum(-1)
    place = torch.searchsorted(ends, u[:, None], right=True)[:, 0]
    final = torch.tensor([int(row.nonzero().max()) for row in P])
    return torch.where(place > final, final, place)


# %% right: token by token
def draw(P, u):
    found = []
    for row, chance in zip(P.tolist(), u.tolist()):
        so_far = 0.0
        for i, share in enumerate(row):
            so_far += share
            if share > 0:
                token = i
            if so_far > chance:
                break
        found.append(token)
    return found


# %% right: argmax of True
def draw(P, u):
    """Lay out the line with its length made exactly 1."""
    P, u = P.numpy(), u.numpy()
    ends = np.cumsum(P, axis=1)
    ends[ends >= ends[:, -1:]] = 2
    return np.argmax(ends > u[:, None], axis=1)


# %% right: bisection, back to what is possible
def draw(P, u):
    import bisect, itertools

    out = []
    for row, x in zip(P.tolist(), u.tolist()):
        ends = list(itertools.accumulate(row))
        i = bisect.bisect_right(ends, x)
        while i == len(row) or row[i] == 0:
            i -= 1
        out.append(i)
    return out


# %% wrong: the most probable | one row
def draw(P, u):
    return P.argmax(-1)


# %% wrong: the probability nearest to u | one row
def draw(P, u):
    return (P - u[:, None]).abs().argmin(-1)


# %% wrong: ends below u, one too many | one row
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1) + 1
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: one too few | one row
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final) - 1


# %% wrong: u times V | one row
def draw(P, u):
    return (u * P.shape[-1]).long()


# %% wrong: sorted by probability | one row
def draw(P, u):
    ends = P.sort(-1, descending=True).values.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: from the right end | one row
def draw(P, u):
    u = 1 - u
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: a draw of its own | one row
def draw(P, u):
    return torch.multinomial(P, 1, generator=torch.Generator().manual_seed(0))[:, 0]


# %% wrong: a number instead of a row | one row
def draw(P, u):
    found = []
    for row, chance in zip(P.tolist(), u.tolist()):
        so_far = 0.0
        for i, share in enumerate(row):
            so_far += share
            if share > 0:
                token = i
            if so_far > chance:
                break
        found.append(token)
    return found[0]


# %% wrong: a column | one row
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)[:, None]


# %% wrong: the probability, not the token | one row
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return P.gather(-1, torch.minimum(place, final)[:, None])[:, 0]


# %% wrong: the first u for all rows | each row has its own u
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:1, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: the first row for all | each row has its own u
def draw(P, u):
    ends = P[:1].cumsum(-1).expand(P.shape)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: sums go on over the rows | each row has its own u
def draw(P, u):
    ends = P.flatten().cumsum(0).reshape(P.shape)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: sums down the columns | one row
def draw(P, u):
    ends = P.cumsum(0)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: only one row comes back | each row has its own u
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)[:1]


# %% wrong: at or above u | at the ends of the pieces
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends < u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: at or above u, in a loop | at the ends of the pieces
def draw(P, u):
    found = []
    for row, chance in zip(P.tolist(), u.tolist()):
        so_far = 0.0
        for i, share in enumerate(row):
            so_far += share
            if share > 0:
                token = i
            if so_far >= chance:
                break
        found.append(token)
    return found


# %% wrong: searchsorted from the left | at the ends of the pieces
def draw(P, u):
    ends = P.cumsum(-1)
    place = torch.searchsorted(ends, u[:, None])[:, 0]
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: zeros left out and not put back | at the ends of the pieces
def draw(P, u):
    found = []
    for row, chance in zip(P, u):
        ends = row[row > 0].cumsum(0)
        found.append(min(int((ends <= chance).sum()), len(ends) - 1))
    return torch.tensor(found)


# %% wrong: probabilities raised by a little | at the ends of the pieces
def draw(P, u):
    ends = (P + 1e-3).cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: at most ten tokens | many draws
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final).clamp(max=9)


# %% wrong: P is summed in place | many draws
def draw(P, u):
    ends = P.cumsum_(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: rounded to two digits | many draws
def draw(P, u):
    ends = P.cumsum(-1).round(decimals=2)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: half precision | many draws
def draw(P, u):
    ends = P.half().cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.minimum(place, final)


# %% wrong: V at the end | rounding at the end
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return place


# %% wrong: the last token, even if it is impossible | rounding at the end
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return place.clamp(max=P.shape[-1] - 1)


# %% wrong: token 0 if none is above | rounding at the end
def draw(P, u):
    return (P.cumsum(-1) > u[:, None]).int().argmax(-1)


# %% wrong: the most probable at the end | rounding at the end
def draw(P, u):
    ends = P.cumsum(-1)
    place = (ends <= u[:, None]).sum(-1)
    final = (ends < ends[:, -1:]).sum(-1)
    return torch.where(place > final, P.argmax(-1), place)


# %% wrong: made to add up to 1, and then trusted | rounding at the end
def draw(P, u):
    P = P / P.sum(-1, keepdim=True)
    return (P.cumsum(-1) <= u[:, None]).sum(-1)
