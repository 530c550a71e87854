# %% right: arrays and a stable argsort
def beam(step, k, stop, limit):
    live = [([], 0.0)]
    for _ in range(limit):
        names, totals = [], []
        for ids, total in live:
            if ids and ids[-1] == stop:
                names.append(ids)
                totals.append(np.array([total]))
            else:
                logp = np.asarray(step(ids), dtype=float)
                names += [ids + [token] for token in range(len(logp))]
                totals.append(total + logp)
        if not names:
            break
        totals = np.concatenate(totals)
        best = [i for i in np.argsort(-totals, kind="stable")[:k] if np.isfinite(totals[i])]
        live = [(names[i], float(totals[i])) for i in best]
        if all(ids[-1] == stop for ids, _ in live):
            break
    return live


# %% right: tuples and a heap
def beam(step, k, stop, limit):
    import heapq

    def done(ids):
        return len(ids) > 0 and ids[-1] == stop

    def ways(ids, logp):
        if done(ids):
            return [(ids, logp)]
        more = [float(x) for x in step(list(ids))]
        return [(ids + (t,), logp + x) for t, x in enumerate(more) if x > float("-inf")]

    found = [((), 0.0)]
    while limit and not all(done(ids) for ids, _ in found):
        found = heapq.nlargest(
            k, [way for ids, logp in found for way in ways(ids, logp)], key=lambda way: way[1]
        )
        limit -= 1
    return tuple(found)


# %% right: with a sort that states the order
def beam(step, k, stop, limit):
    hypotheses = [{"ids": [], "logp": 0.0, "done": False}]
    for round in range(limit):
        rows = []
        for place, h in enumerate(hypotheses):
            if h["done"]:
                rows.append((-h["logp"], place, -1, h))
                continue
            for token, logp in enumerate(step(h["ids"].copy())):
                if logp > -np.inf:
                    made = {"ids": h["ids"] + [token], "logp": h["logp"] + logp, "done": token == stop}
                    rows.append((-made["logp"], place, token, made))
        rows.sort(key=lambda row: row[:3])
        hypotheses = [row[3] for row in rows[:k]]
        if not [h for h in hypotheses if not h["done"]]:
            break
    return [(h["ids"], h["logp"]) for h in hypotheses]


# %% right: at most k of each hypothesis stand for election
def beam(step, k, stop, limit):
    best = [(0.0, [])]
    for _ in range(limit):
        cand = []
        for s, ids in best:
            if ids[-1:] == [stop]:
                cand.append((s, ids))
                continue
            lp = np.asarray(step(ids))
            for t in np.argsort(-lp, kind="stable")[:k]:
                if np.isfinite(lp[t]):
                    cand.append((s + lp[t], ids + [int(t)]))
        best = sorted(cand, key=lambda c: c[0], reverse=True)[:k]
        if all(ids[-1:] == [stop] for _, ids in best):
            break
    return [(ids, float(s)) for s, ids in best]


# %% wrong: the least probable first | one round
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: all tokens are kept | one round
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: probabilities come back | one round
def beam(step, k, stop, limit):
    kept = [([], 1.0)]
    for _ in range(limit):
        found = []
        for ids, p in kept:
            if ids[-1:] == [stop]:
                found.append((ids, p))
            else:
                found += [([*ids, t], p * math.exp(x)) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: greedy, k times | all continuations compete
def beam(step, k, stop, limit):
    first = step([])
    kept = (
        [([t], first[t]) for t in sorted(range(len(first)), key=lambda t: -first[t])[:k]]
        if limit
        else [([], 0.0)]
    )
    for _ in range(limit - 1):
        for i, (ids, total) in enumerate(kept):
            if ids[-1] != stop:
                logp = step(ids)
                t = int(np.argmax(logp))
                kept[i] = ([*ids, t], total + logp[t])
    return sorted(kept, key=lambda pair: -pair[1])


# %% wrong: compares the last token alone | all continuations compete
def beam(step, k, stop, limit):
    kept = [([], 0.0, 0.0)]
    for _ in range(limit):
        found = []
        for ids, total, last in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total, last))
            else:
                found += [([*ids, t], total + x, x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda row: -row[2])[:k]
        if all(ids[-1] == stop for ids, *_ in kept):
            break
    return [(ids, total) for ids, total, _ in kept]


# %% wrong: multiplies logarithms | all continuations compete
def beam(step, k, stop, limit):
    kept = [([], -1.0)] if limit else [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], -abs(total * x)) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: k of each hypothesis | all continuations compete
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                more = [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
                found += sorted(more, key=lambda pair: -pair[1])[:k]
        kept = sorted(found, key=lambda pair: -pair[1])
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: among equals the larger id | ties
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: pair[1])[::-1][:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: among equals the smaller list | ties
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: by id first, whatever the hypothesis | ties
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: (-pair[1], pair[0][-1]))[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: knows no stop | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = [
            ([*ids, t], total + x) for ids, total in kept for t, x in enumerate(step(ids)) if x > -np.inf
        ]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
    return kept


# %% wrong: finished ones disappear | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = [
            ([*ids, t], total + x)
            for ids, total in kept
            if ids[-1:] != [stop]
            for t, x in enumerate(step(ids))
            if x > -np.inf
        ]
        kept = sorted(found, key=lambda pair: -pair[1])[:k] or kept
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: ends when the best is finished | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if kept and kept[0][0][-1] == stop:
            break
    return kept


# %% wrong: divides by the length | all continuations compete
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [
                    ([*ids, t], (total * len(ids) + x) / (len(ids) + 1))
                    for t, x in enumerate(step(ids))
                    if x > -np.inf
                ]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: a finished one does not compete, it waits outside | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept, finished = [([], 0.0)], []
    for _ in range(limit):
        found = [
            ([*ids, t], total + x) for ids, total in kept for t, x in enumerate(step(ids)) if x > -np.inf
        ]
        found = sorted(found, key=lambda pair: -pair[1])[:k]
        finished += [pair for pair in found if pair[0][-1] == stop]
        kept = [pair for pair in found if pair[0][-1] != stop]
        if not kept:
            break
    return sorted(finished + kept, key=lambda pair: -pair[1])


# %% wrong: a finished one does not compete, and k come out | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept, finished = [([], 0.0)], []
    for _ in range(limit):
        found = [
            ([*ids, t], total + x) for ids, total in kept for t, x in enumerate(step(ids)) if x > -np.inf
        ]
        found = sorted(found, key=lambda pair: -pair[1])[:k]
        finished += [pair for pair in found if pair[0][-1] == stop]
        kept = [pair for pair in found if pair[0][-1] != stop]
        if not kept:
            break
    return sorted(finished + kept, key=lambda pair: -pair[1])[:k]


# %% wrong: gives back only what is finished | one round
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return [pair for pair in kept if pair[0][-1] == stop]


# %% wrong: one round whatever the limit | the end
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    while True:
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        limit -= 1
        if limit <= 0 or all(ids[-1] == stop for ids, _ in kept):
            return kept


# %% wrong: what is impossible is kept where there is room | what is impossible
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids))]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: gives back the last ones that were possible | what is impossible
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k] or kept
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: at most ten tokens of each hypothesis, and four hypotheses | random models
def beam(step, k, stop, limit):
    k, kept = min(k, 7), [([], 0.0)]
    for _ in range(min(limit, 9)):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: never more than eight | a beam that holds everything
def beam(step, k, stop, limit):
    k, kept = min(k, 8), [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: asks the model again for every token | the end
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                again = step(ids) if ids else step([])
                found += [([*ids, t], total + step(ids)[t]) for t in range(len(again)) if again[t] > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: looks one round ahead | how often the model is called
def beam(step, k, stop, limit):
    kept, logs = [([], 0.0)], {}
    for _ in range(limit):
        found = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                found.append((ids, total))
            else:
                logp = logs.get(tuple(ids))
                logp = step(ids) if logp is None else logp
                found += [([*ids, t], total + x) for t, x in enumerate(logp) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        logs = {tuple(ids): step(ids) for ids, _ in kept if ids[-1] != stop}
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: finished ones are put before the others | a finished hypothesis waits
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        found = [pair for pair in kept if pair[0][-1:] == [stop]]
        for ids, total in kept:
            if ids[-1:] != [stop]:
                found += [([*ids, t], total + x) for t, x in enumerate(step(ids)) if x > -np.inf]
        kept = sorted(found, key=lambda pair: -pair[1])[:k]
        if all(ids[-1] == stop for ids, _ in kept):
            break
    return kept


# %% wrong: what is improbable is left out | what is impossible
def beam(step, k, stop, limit):
    kept = [([], 0.0)]
    for _ in range(limit):
        pool = []
        for ids, total in kept:
            if ids[-1:] == [stop]:
                pool.append((ids, total))
            else:
                pool += [([*ids, token], total + logp) for token, logp in enumerate(step(ids)) if logp > -100]
        kept = sorted(pool, key=lambda found: found[1], reverse=True)[:k]
        if all(ids[-1:] == [stop] for ids, _ in kept):
            break
    return kept
