"""A function that lives in another process: its results, changed arguments, gradients, errors, objects."""

import math
import os
import signal
import socket
import time
from collections.abc import Iterator

import numpy as np
import pytest
import torch

from grading import checks
from grading.errors import AnswerStopped
from grading.kernel import NotAllowed
from grading.line.peer import Peer
from minilib.engine import Value

CELL = """
import os, time, random
import numpy as np
import torch
from torch import nn

calls = 0

def double(x):
    global calls
    calls += 1
    print("called with", x)
    return 2 * x

def append(items, table):
    items.append(len(items))
    items[0][0] = 9
    table["new"] = (1, 2)

def fill(array, tensor):
    array[...] = 7
    tensor.mul_(3)

def draw(rng):
    return rng.normal(size=2)

def slope(f, x):
    return (f(x + 0.5) - f(x - 0.5)) / 1.0

def count(n):
    for i in range(n):
        yield i

def fails(kind):
    if kind == "own":
        class Odd(LookupError):
            pass
        raise Odd("very odd")
    raise {"value": ValueError("3 is too many"), "key": KeyError("a"), "todo": NotImplementedError()}[kind]

class Layer(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.w = nn.Parameter(torch.arange(float(n)))
    def forward(self, x):
        return (self.w * x).sum()

class Stack:
    def __init__(self):
        self.items = []
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        return self.items[i]
    def push(self, x):
        self.items.append(x)
        return self

def square(v):
    from minilib.engine import Value
    return Value(v.data**2, ((v, 2 * v.data),), "square")

def liar(x):
    class Same(torch.Tensor):
        def __eq__(self, other):
            return torch.tensor(True)
    return torch.zeros(2).as_subclass(Same)

def through(f, x):
    return f(x) * x

def sleep(seconds):
    time.sleep(seconds)

def nags(f):
    while True:
        f()

def loop(n):
    total = 0
    for i in range(n):
        total += i
    return total

def uses_sum(x):
    return np.sum(x)

def same(*values):
    return len(values)

def leave():
    os._exit(1)
"""


@pytest.fixture
def answer():
    """The names of CELL, each standing for an object of another process."""
    mine, theirs = socket.socketpair()
    pid = os.fork()
    if not pid:
        mine.close()
        try:
            from grading.room.student import Student

            Student(theirs).answer_until_closed()
        finally:
            os._exit(0)
    theirs.close()

    def serve(op, number, args, named=None):
        return peer.objects[number](*args, **(named or {}))

    peer = Peer(mine, serve)
    peer.deadline = time.monotonic() + 60
    assert peer.ask("run", "cell", CELL, False) is None
    yield type("Names", (), {"peer": peer, **{k: staticmethod(v) for k, v in peer.ask("names").items()}})
    mine.close()
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_a_call_gives_what_the_function_gives(answer):
    heard = []
    answer.peer.heard = heard.append
    assert answer.double(3) == 6
    assert answer.double("ab") == "abab"
    assert (answer.double(np.array([1, 2])) == [2, 4]).all()
    assert "".join(heard) == "called with 3\ncalled with ab\ncalled with [1 2]\n"


def test_state_stays_in_the_worker_and_plain_names_are_copies(answer):
    answer.double(1)
    assert answer.peer.ask("names")["calls"] == 1


def test_changed_arguments_are_changed_here_too(answer):
    inner = [1, 2]
    items, table = [inner], {"old": 0}
    answer.append(items, table)
    assert items == [[9, 2], 1]
    assert items[0] is inner
    assert table == {"old": 0, "new": (1, 2)}
    array, tensor = np.zeros((2, 3)), torch.ones(2)
    answer.fill(array, tensor=tensor)
    assert (array == 7).all()
    assert tensor.tolist() == [3, 3]


def test_a_generator_of_random_numbers_moves_on_here_too(answer):
    mine, same = np.random.default_rng(5), np.random.default_rng(5)
    assert np.array_equal(answer.draw(mine), same.normal(size=2))
    assert mine.normal() == same.normal()


def test_functions_can_be_handed_over(answer):
    assert answer.slope(lambda x: x**2, 3.0) == 6.0
    assert answer.slope(np.sin, np.array([0.0])) == pytest.approx([2 * math.sin(0.5)])


def test_an_error_of_a_function_handed_over_comes_back(answer):
    with pytest.raises(ZeroDivisionError):
        answer.slope(lambda x: x / 0, 3.0)


def test_a_generator_is_asked_one_by_one(answer):
    made = answer.count(3)
    assert isinstance(made, Iterator)
    assert type(made).__name__ == "generator"
    assert list(made) == [0, 1, 2]


def test_errors_keep_class_words_and_place(answer):
    with pytest.raises(ValueError, match="3 is too many") as caught:
        answer.fails("value")
    assert caught.value.where.startswith("line ")
    assert "raise" in caught.value.where
    with pytest.raises(KeyError, match="'a'"):
        answer.fails("key")
    with pytest.raises(NotImplementedError):
        answer.fails("todo")
    with pytest.raises(LookupError, match="very odd") as caught:
        answer.fails("own")
    assert type(caught.value).__name__ == "Odd"


def test_gradients_go_through(answer):
    x = torch.tensor([1.0, -2.0], requires_grad=True)
    (answer.double(x) ** 2).sum().backward()
    assert x.grad.tolist() == [8.0, -16.0]
    a, b = (torch.tensor(v, requires_grad=True) for v in (2.0, 5.0))
    answer.through(lambda x: x * b, a).backward()  # there and here and back
    assert (a.grad, b.grad) == (20.0, 4.0)
    with torch.no_grad():
        assert not answer.double(x).requires_grad


def test_a_module_has_parameters_and_their_gradients(answer):
    layer = answer.Layer(3)
    layer(torch.tensor([1.0, 2.0, 3.0])).backward()
    assert layer.w.grad.tolist() == [1.0, 2.0, 3.0]
    assert [p.shape for p in layer.parameters()] == [(3,)]
    layer.load_state_dict({"w": torch.tensor([1.0, 1.0, 1.0])})
    assert layer(torch.ones(3)).item() == 3.0


def test_objects_have_their_methods_and_no_others(answer):
    stack = answer.Stack()
    assert len(stack.push(4).push(5)) == 2
    assert stack[1] == 5
    assert stack.items == [4, 5]
    assert not callable(stack)
    assert not isinstance(stack, Iterator)
    assert callable(answer.double)
    stack.items = [1]
    assert list(stack) == [1]
    with pytest.raises(AttributeError):
        _ = stack.nothing


def test_objects_of_the_book_cross_with_their_graph(answer):
    x = Value(3.0)
    y = answer.square(x)
    assert isinstance(y, Value)
    assert y.data == 9.0
    assert y.parents[0][1] == 6.0


def test_a_lying_tensor_is_its_numbers(answer):
    assert checks.difference(answer.liar(0), [1.0, 1.0]) is not None


def test_what_may_not_be_used_is_switched_off_there(answer):
    assert answer.uses_sum([1, 2]) == 3
    answer.peer.ask("forbid", {"numpy.sum": "write it yourself"})
    with pytest.raises(NotAllowed, match=r"numpy\.sum is switched off here: write it yourself"):
        answer.uses_sum([1, 2])
    assert np.sum([1, 2]) == 3
    answer.peer.ask("forbid", {})
    assert answer.uses_sum([1, 2]) == 3


def test_lines_are_counted_there(answer):
    def lines(call):
        answer.peer.ask("count", "lines")
        call()
        return answer.peer.ask("count", "")

    assert lines(lambda: answer.loop(1000)) - lines(lambda: answer.loop(10)) > 900
    assert lines(lambda: answer.uses_sum([1.0] * 1000)) - lines(lambda: answer.uses_sum([1.0])) == 0


def test_too_late_is_a_timeout_though_it_has_much_to_say(answer):
    answer.peer.deadline = time.monotonic() + 0.3
    with pytest.raises(AnswerStopped) as caught:
        answer.nags(lambda: None)
    assert caught.value.status == "timeout"


def test_sleeping_is_a_timeout(answer):
    answer.peer.deadline = time.monotonic() + 0.2
    with pytest.raises(AnswerStopped) as caught:
        answer.sleep(30)
    assert caught.value.status == "timeout"


def test_a_process_that_ends_is_a_crash(answer):
    with pytest.raises(AnswerStopped) as caught:
        answer.leave()
    assert caught.value.status == "crashed"


def test_arguments_that_did_not_change_are_not_written_to(answer):
    array, told = np.arange(3.0), {"kept": {"a", "b"}, "nan": [float("nan"), np.float64(1.5)]}
    array.flags.writeable = False
    seen = []
    assert answer.through(lambda x: seen.append(x) or 2, 3) == 6
    assert answer.uses_sum(array) == 3
    assert answer.same(array, told, frozenset("ab"), lambda x: x) == 4
