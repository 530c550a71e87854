# %% right: one candidate after another
def sgns(v, u, centre, context, negatives):
    def sigmoid(s):
        return 1 / (1 + math.exp(-s)) if s > 0 else 1 - 1 / (1 + math.exp(s)) if s > -30 else math.exp(s)

    loss, dv, du = 0.0, 0 * v, 0 * u
    for real, word in [(1, context)] + [(0, word) for word in negatives]:
        s = float(v[centre] @ u[word])
        t = s if real else -s
        loss += math.log1p(math.exp(-t)) if t > 0 else -t + math.log1p(math.exp(t))
        dv[centre] += (sigmoid(s) - real) * u[word]
        du[word] += (sigmoid(s) - real) * v[centre]
    return {"u": du, "v": dv, "loss": loss}


# %% right: one-hot rows gather and scatter
def sgns(v, u, centre, context, negatives):
    pick = np.eye(len(u))[[context] + list(negatives)]
    h = v[centre]
    s = pick @ u @ h
    y = np.arange(len(s)) == 0
    error = 0.5 * (1 + np.tanh(s / 2)) - y
    return {
        "loss": np.sum(np.logaddexp(0, s) - y * s),
        "v": np.outer(np.eye(len(v))[centre], error @ pick @ u),
        "u": pick.T @ np.outer(error, h),
    }


# %% right: in torch, without its engine
def sgns(v, u, centre, context, negatives):
    v, u = torch.tensor(v), torch.tensor(u)
    ids = torch.tensor([context, *negatives])
    s = u[ids] @ v[centre]
    real = torch.zeros_like(s)
    real[0] = 1.0
    error = torch.sigmoid(s) - real
    dv = torch.zeros_like(v)
    dv[centre] = u[ids].T @ error
    du = torch.zeros_like(u).index_add(0, ids, torch.outer(error, v[centre]))
    loss = torch.nn.functional.binary_cross_entropy_with_logits(s, real, reduction="sum")
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: torch does it | the loss
def sgns(v, u, centre, context, negatives):
    v, u = torch.tensor(v, requires_grad=True), torch.tensor(u, requires_grad=True)
    good, bad = u[context] @ v[centre], u[negatives] @ v[centre]
    loss = -torch.nn.functional.logsigmoid(good) - torch.nn.functional.logsigmoid(-bad).sum()
    loss.backward()
    return {"loss": loss.item(), "v": v.grad, "u": u.grad}


# %% wrong: the book's gradients | the loss
def sgns(v, u, centre, context, negatives):
    from minilib import embeddings as book

    ids = [context, *negatives]
    real = torch.eye(1, len(ids), dtype=torch.float64)[0]
    one, some = torch.tensor(v[centre]), torch.tensor(u[ids])
    gv, gu = book.sgns_gradients(one, some, real)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = gv
    np.add.at(du, ids, gu.numpy())
    return {"loss": book.sgns_loss((some @ one)[None], real), "v": dv, "u": du}


# %% wrong: the negatives are pulled as well | the loss
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [1.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the sign of the loss | the loss
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(y * s - np.logaddexp(0, s))
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the logarithm to base 2 | the loss
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s) / math.log(2)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: both words from the table of the centres | the loss
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = v[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: a softmax over the candidates | the loss
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.log(np.sum(np.exp(s))) - s[0]
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the centre learns from the context only | the centre's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error[0] * u[context]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the sign of the gradients, as for a step | the centre's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = y - (1 + np.tanh(s / 2)) / 2
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the slope of the sigmoid once more | the centre's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    error = error * np.abs(error) * (1 - np.abs(error))
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: a gradient of one row | the centre's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv[centre], "u": du}


# %% wrong: every row of the centres moves | the centre's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[:] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the context gets its own vector | the context's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * u[ids])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the context is pushed, not pulled | the context's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, np.abs(error)[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: moves the centre before its vector is used | the context's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * (v[centre] - dv[centre]))
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the negatives are pulled in their table | the negative's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, -np.abs(error)[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the negatives learn nothing | the negative's gradient
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    du[context] = error[0] * v[centre]
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the mean over the negatives | several negatives
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    weight = np.where(y, 1, 1 / len(negatives))
    error = weight * error
    loss = np.sum(weight * (np.logaddexp(0, s) - y * s))
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: only the first negative | several negatives
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, negatives[0]])
    y = np.array([1.0, 0.0])
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the score of the sum of the negatives | several negatives
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    ids, y = ids, y[:2]
    rows = np.stack([u[context], u[ids[1:]].sum(axis=0)])
    s = rows @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ rows
    error = np.append(error[0], [error[1]] * len(negatives))
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the last of equal ids wins | an id that occurs twice counts twice
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    du[ids] = error[:, None] * v[centre]
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: adds with an index, once for each id | an id that occurs twice counts twice
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    du[ids] += error[:, None] * v[centre]
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: each negative once | an id that occurs twice counts twice
def sgns(v, u, centre, context, negatives):
    negatives = list(dict.fromkeys(negatives))
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: leaves out a negative that is the context | an id that occurs twice counts twice
def sgns(v, u, centre, context, negatives):
    negatives = [word for word in negatives if word != context] or negatives
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the logarithm of the sigmoid | scores of 1000
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = -np.sum(np.log((1 + np.tanh((2 * y - 1) * s / 2)) / 2))
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: log of 1 plus e to the power of s | scores of 1000
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.log(1 + np.exp(s)) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: a small number inside the logarithm | scores of 1000
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = -np.sum(np.log((1 + np.tanh((2 * y - 1) * s / 2)) / 2 + 1e-12))
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: scores cut at 30 | scores of 1000
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = np.clip(u[ids] @ v[centre], -30, 30)
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: the sigmoid by e to the power of s | scores of 1000
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = np.exp(s) / (1 + np.exp(s)) - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: takes the step in the tables it was given | the arguments stay as they were
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    v -= 0.1 * dv
    u -= 0.1 * du
    return {"loss": loss, "v": dv, "u": du}


# %% wrong: squeezes the sizes of 1 away | tables of one column, and of one row
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives])
    y = np.array([1.0] + [0.0] * len(negatives))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    loss = np.sum(np.logaddexp(0, s) - y * s)
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": loss, "v": np.squeeze(dv), "u": np.squeeze(du)}


# %% wrong: makes the context the first of the negatives it was given | the arguments stay as they were
def sgns(v, u, centre, context, negatives):
    negatives.insert(0, context)
    y = np.zeros(len(negatives))
    y[0] = 1.0
    s = u[negatives] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[negatives]
    np.add.at(du, negatives, error[:, None] * v[centre])
    return {"loss": np.sum(np.logaddexp(0, s) - y * s), "v": dv, "u": du}


# %% wrong: slopes by small steps | scores of 1000
def sgns(v, u, centre, context, negatives):
    def loss(v, u):
        return np.logaddexp(0, -u[context] @ v[centre]) + np.logaddexp(0, u[negatives] @ v[centre]).sum()

    found, tables = {"loss": loss(v, u)}, {"v": v, "u": u}
    for key, table in tables.items():
        found[key] = np.zeros(table.shape)
        for place in np.ndindex(*table.shape):
            more, less = table.copy(), table.copy()
            more[place] += 1e-6
            less[place] -= 1e-6
            found[key][place] = (loss(**(tables | {key: more})) - loss(**(tables | {key: less}))) / 2e-6
    return found


# %% wrong: leaves out a negative that is the centre | random tables
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *[n for n in negatives if n != centre]])
    y = np.array([1.0] + [0.0] * (len(ids) - 1))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": np.sum(np.logaddexp(0, s) - y * s), "v": dv, "u": du}


# %% wrong: three negatives at most | random tables
def sgns(v, u, centre, context, negatives):
    ids = np.array([context, *negatives[:3]])
    y = np.array([1.0] + [0.0] * (len(ids) - 1))
    s = u[ids] @ v[centre]
    error = (1 + np.tanh(s / 2)) / 2 - y
    dv, du = np.zeros_like(v), np.zeros_like(u)
    dv[centre] = error @ u[ids]
    np.add.at(du, ids, error[:, None] * v[centre])
    return {"loss": np.sum(np.logaddexp(0, s) - y * s), "v": dv, "u": du}
