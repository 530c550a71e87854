# %% right: one comparison for the whole batch
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% right: cross entropy that ignores
def next_token_loss(logits, ids, prompts=None, lengths=None):
    goal = ids.clone()[:, 1:]
    for b in range(len(goal)):
        if prompts is not None:
            goal[b, : max(0, prompts[b] - 1)] = -100
        if lengths is not None:
            goal[b, max(0, lengths[b] - 1) :] = -100
    if (goal == -100).all():
        return 0 * logits.sum()
    return nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), goal.flatten(), ignore_index=-100)


# %% right: place by place
def next_token_loss(logits, ids, prompts=None, lengths=None):
    total, n = 0.0, 0
    for b in range(ids.shape[0]):
        for t in range(ids.shape[1] - 1):
            given = prompts is not None and t + 1 < prompts[b]
            gone = lengths is not None and t + 1 >= lengths[b]
            if not (given or gone):
                p = torch.softmax(logits[b, t], 0)[ids[b, t + 1]]
                total, n = total - p.log(), n + 1
    return total / n if n else 0.0


# %% right: one-hot rows of what counts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    keep = torch.ones(B, T, dtype=torch.bool)
    keep[:, 0] = False
    for b in range(B):
        keep[b, : (prompts or [0] * B)[b]] = False
        keep[b, (lengths or [T] * B)[b] :] = False
    if not keep.any():
        return torch.zeros(())
    at = keep.roll(-1, dims=1)
    z = logits[at]
    hot = torch.eye(V, dtype=z.dtype)[ids[keep]]
    return (z.exp().sum(-1).log() - (z * hot).sum(-1)).mean()


# %% wrong: each place tells its own token | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, :-1], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: each place tells the one before | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, :-1], 0)
    logp = torch.log_softmax(logits[:, 1:], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: no shift of the scores, all places | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    total, n = 0.0, 0
    for b in range(ids.shape[0]):
        for t in range(ids.shape[1]):
            given = prompts is not None and t + 1 < prompts[b]
            gone = lengths is not None and t + 1 >= lengths[b]
            if not (given or gone):
                p = torch.softmax(logits[b, t], 0)[ids[b, t]]
                total, n = total - p.log(), n + 1
    return total / n if n else 0.0


# %% wrong: the sum | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum()


# %% wrong: in bits | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum())) / math.log(2)


# %% wrong: divided by all places | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / (B * T)


# %% wrong: the logits are taken for logarithms | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = logits[:, :-1]
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: positive log-probability | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: softmax without a logarithm | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: softmax over the places | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the mean of the probabilities | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    p = torch.softmax(logits[:, :-1], dim=-1).gather(-1, ids[:, 1:, None])[..., 0]
    return -p.mean().log()


# %% wrong: two tokens ahead | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids.roll(-1, 1)[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the sum over texts of their means | the mean of all texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    return sum(nn.functional.cross_entropy(z[:-1], i[1:]) for z, i in zip(logits, ids))


# %% wrong: the first text only | the mean of all texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    return nn.functional.cross_entropy(logits[0, :-1], ids[0, 1:])


# %% wrong: the last text only | the mean of all texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    for z, i in zip(logits, ids):
        loss = nn.functional.cross_entropy(z[:-1], i[1:])
    return loss


# %% wrong: a loss for each text | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    return torch.stack([nn.functional.cross_entropy(z[:-1], i[1:]) for z, i in zip(logits, ids)])


# %% wrong: divided by the places of one text | the mean of all texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / (T - 1)


# %% wrong: padding counts | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = place >= begin
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: one token of padding counts | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place <= end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the last real token does not count | a place tells the next token
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end - 1)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: divided by padding too | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / (B * (T - 1))


# %% wrong: the mean of the texts' means | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    lengths = lengths or [ids.shape[1]] * len(ids)
    return sum(
        nn.functional.cross_entropy(z[: n - 1], i[1:n]) for z, i, n in zip(logits, ids, lengths)
    ) / len(ids)


# %% wrong: all texts as long as the shortest | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end.min())
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: scores of padding set to 0 | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1] * counts[..., None], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return told.sum() / max(1, int(counts.sum()))


# %% wrong: looks up -1 | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = ids[:, 1:]
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: takes token 0 for padding | padding does not count
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = None if lengths is None else 0
    counts = (place >= begin) & (ids[:, 1:] > 0)
    counts = counts if lengths else place >= begin
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the prompt counts | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = place < end
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the last token of the prompt counts | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin - 1) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the first token after the prompt does not count | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place > begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: prompts and lengths the wrong way round | neither does the prompt
def next_token_loss(logits, ids, lengths=None, prompts=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: only the prompt counts | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = ((place < begin) | (begin == 0)) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: the same prompt for all | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin[0]) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: divided by what the prompt takes too | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / int((place < end).expand(B, -1).sum())


# %% wrong: lengths count from the end of the prompt | neither does the prompt
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < begin + end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: ids are overwritten | random texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    ids[:, 1:][~counts] = 0
    goal = ids[:, 1:]
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: logits are overwritten | random texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logits -= logits.logsumexp(-1, keepdim=True)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: a prompt of the whole text counts its last token | random texts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None].clamp(max=T - 1)
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / max(1, int(counts.sum()))


# %% wrong: 0 divided by 0 | nothing counts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told * counts).sum() / counts.sum()


# %% wrong: cross entropy of nothing | nothing counts
def next_token_loss(logits, ids, prompts=None, lengths=None):
    goal = ids.clone()[:, 1:]
    for b in range(len(goal)):
        if prompts is not None:
            goal[b, : max(0, prompts[b] - 1)] = -100
        if lengths is not None:
            goal[b, max(0, lengths[b] - 1) :] = -100
    return nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), goal.flatten(), ignore_index=-100)


# %% wrong: detached | gradients
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return (told.detach() * counts).sum() / max(1, int(counts.sum()))


# %% wrong: a float | gradients
def next_token_loss(logits, ids, prompts=None, lengths=None):
    B, T, V = logits.shape
    place = torch.arange(1, T)
    begin = torch.tensor([0] * B if prompts is None else prompts)[:, None]
    end = torch.tensor([T] * B if lengths is None else lengths)[:, None]
    counts = (place >= begin) & (place < end)
    goal = torch.where(counts, ids[:, 1:], 0)
    logp = torch.log_softmax(logits[:, :-1], dim=-1)
    told = -logp.gather(-1, goal[..., None])[..., 0]
    return float((told * counts).sum() / max(1, int(counts.sum())))
