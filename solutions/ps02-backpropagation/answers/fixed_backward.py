# %% right: from the nearest to the farthest, by the longest way
def fixed_backward(graph, end):
    far, waiting = {end: 0}, [end]
    while waiting:
        node = waiting.pop()
        for parent, _ in graph[node]:
            if far.get(parent, 0) <= far[node]:
                far[parent] = far[node] + 1
                waiting.append(parent)
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    for node in sorted(far, key=far.get):
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
    return grads


# %% right: pass on what is new, until nothing is
def fixed_backward(graph, end):
    total, fresh = {name: 0.0 for name in graph}, {end: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] += gradient
            for parent, local in graph[node]:
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    return total


# %% right: the standard library sorts the graph
def fixed_backward(graph, end):
    from graphlib import TopologicalSorter

    parents_first = TopologicalSorter(
        {node: {p for p, _ in edges} for node, edges in graph.items()}
    ).static_order()
    grads = dict.fromkeys(graph, 0.0)
    grads[end] = 1.0
    for node in reversed(list(parents_first)):
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
    return grads


# %% right: all gradients at once, from a linear system
def fixed_backward(graph, end):
    position = {name: i for i, name in enumerate(graph)}
    A, only_end = np.eye(len(graph)), np.zeros(len(graph))
    only_end[position[end]] = 1.0
    for name, edges in graph.items():
        for parent, local in edges:
            A[position[parent], position[name]] -= local
    return dict(zip(graph, np.linalg.solve(A, only_end)))


# %% wrong: as it was given | a node used twice
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    waiting = [end]
    while waiting:
        node = waiting.pop()
        for parent, local in graph[node]:
            grads[parent] = local * grads[node]
            waiting.append(parent)
    return grads


# %% wrong: adds the local derivatives along a path | a chain multiplies
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    waiting = [end]
    while waiting:
        node = waiting.pop()
        for parent, local in graph[node]:
            grads[parent] += local + grads[node]
            waiting.append(parent)
    return grads


# %% wrong: the end gets no gradient of its own | a chain multiplies
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    waiting = [(end, 1.0)]
    while waiting:
        node, gradient = waiting.pop()
        for parent, local in graph[node]:
            grads[parent] += local * gradient
            waiting.append((parent, local * gradient))
    return grads


# %% wrong: repairs the sum, and not the order | a shared node passes on once
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    waiting = [end]
    while waiting:
        node = waiting.pop()
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
            waiting.append(parent)
    return grads


# %% wrong: each node once, in depth first | a shared node passes on once
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    waiting, done = [end], set()
    while waiting:
        node = waiting.pop()
        if node in done:
            continue
        done.add(node)
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
            waiting.append(parent)
    return grads


# %% wrong: each node once, first come first served | paths of different length
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    waiting, seen = [end], {end}
    while waiting:
        node = waiting.pop(0)
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return grads


# %% wrong: waits for nodes that have no part in it | only what the end was made from
def fixed_backward(graph, end):
    uses = dict.fromkeys(graph, 0)
    for edges in graph.values():
        for parent, _ in edges:
            uses[parent] += 1
    grads = dict.fromkeys(graph, 0.0)
    grads[end] = 1.0
    ready = [end]
    while ready:
        node = ready.pop()
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
            uses[parent] -= 1
            if uses[parent] == 0:
                ready.append(parent)
    return {name: grads[name] if uses[name] <= 0 or name == end else 0.0 for name in graph}


# %% wrong: leaves out the nodes without a gradient | only what the end was made from
def fixed_backward(graph, end):
    total, fresh = {}, {end: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] = total.get(node, 0.0) + gradient
            for parent, local in graph[node]:
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    return total


# %% wrong: trusts the order of the names | a chain multiplies
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    for node in graph:
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
    return grads


# %% wrong: trusts that parents were written first | paths of different length
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}
    grads[end] = 1.0
    for node in reversed(list(graph)):
        for parent, local in graph[node]:
            grads[parent] += local * grads[node]
    return grads


# %% wrong: recursion over all paths | a long chain
def fixed_backward(graph, end):
    grads = {name: 0.0 for name in graph}

    def visit(node, gradient):
        grads[node] += gradient
        for parent, local in graph[node]:
            visit(parent, gradient * local)

    visit(end, 1.0)
    return grads


# %% wrong: uses the graph up | the graph stays as it was
def fixed_backward(graph, end):
    total, fresh = {name: 0.0 for name in graph}, {end: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] += gradient
            for parent, local in graph[node]:
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    for edges in graph.values():
        edges.clear()
    return total


# %% wrong: reads each pair of nodes as one edge | random graphs
def fixed_backward(graph, end):
    total, fresh = {name: 0.0 for name in graph}, {end: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] += gradient
            for parent, local in graph[node][:2]:
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    return total


# %% wrong: two edges to one parent become one | a node used twice
def fixed_backward(graph, end):
    total, fresh = {name: 0.0 for name in graph}, {end: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] += gradient
            for parent, local in dict(graph[node]).items():
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    return total


# %% wrong: multiplies over the paths as well | a node used twice
def fixed_backward(graph, end):
    grads, waiting = {name: 1.0 for name in graph}, [end]
    while waiting:
        node = waiting.pop()
        for parent, local in graph[node]:
            grads[parent] *= local * grads[node]
            waiting.append(parent)
    return grads


# %% wrong: starts at the last name | paths of different length
def fixed_backward(graph, end):
    total, fresh = {name: 0.0 for name in graph}, {list(graph)[-1]: 1.0}
    while fresh:
        arriving = {}
        for node, gradient in fresh.items():
            total[node] += gradient
            for parent, local in graph[node]:
                arriving[parent] = arriving.get(parent, 0.0) + local * gradient
        fresh = arriving
    return total


# %% wrong: leaves out the loose ends, one node deep | an end in the middle
def fixed_backward(graph, end):
    used = {parent for edges in graph.values() for parent, _ in edges}
    waits = dict.fromkeys(graph, 0)
    for name, edges in graph.items():
        if name in used or name == end:
            for parent, _ in edges:
                waits[parent] += 1
    grads, ready = dict.fromkeys(graph, 0.0), [end]
    grads[end] = 1.0
    while ready:
        name = ready.pop()
        for parent, local in graph[name]:
            grads[parent] += local * grads[name]
            waits[parent] -= 1
            if waits[parent] == 0:
                ready.append(parent)
    return grads


# %% wrong: raises the limit of recursion to what the check needs | longer chains
def fixed_backward(graph, end):
    import sys

    sys.setrecursionlimit(3500)
    order, seen = [], set()

    def visit(name):
        seen.add(name)
        for parent, _ in graph[name]:
            if parent not in seen:
                visit(parent)
        order.append(name)

    visit(end)
    grads = dict.fromkeys(graph, 0.0)
    grads[end] = 1.0
    for name in reversed(order):
        for parent, local in graph[name]:
            grads[parent] += local * grads[name]
    return grads
