"""Two processes that call each other's functions: the tester, which is trusted, and the worker, which is not.

Both hold one end of a socket. A call sends its arguments as plain data and waits for the result; while it
waits, it serves the other side, so that a student's function can call a function that a check handed to it.
What is not plain data crosses as a number, and is a `Remote` on the other side. Gradients go through: a
result that requires one carries a backward function that asks the side which computed it.
"""

import contextlib
import socket
import struct
import time

import torch

from grading.errors import AnswerStopped
from grading.line.packing import pack
from grading.line.raised import describe, rebuild
from grading.line.remote import Remote, can, remote
from grading.line.restore import restore
from grading.line.unpacking import unpack
from grading.line.wire import LARGEST, WireError

REMEMBERED = 512  # calls whose gradients may still be asked for
CALLS = ("call", "special")  # in nothing else are there arguments of a check
VAGUE = (b'["handle"', b'["set"', b'["frozenset"')  # what does not become the same bytes on the way back


class Peer:
    """One end of the line. `serve(op, *args)` answers what the other end may ask."""

    def __init__(self, line: socket.socket, serve):
        self.line, self.serve = line, serve
        self.objects: list = []  # what this side handed out, by number
        self.numbers: dict[int, int] = {}
        self.results: dict[int, list[torch.Tensor]] = {}  # of a call: its results that require a gradient
        self.leaves: dict[int, list[torch.Tensor]] = {}  # and the arguments
        self.calls, self.asked, self.deadline = 0, 0, None
        self.printed, self.heard = str, lambda text: None  # what was printed on this side, and on the other

    def ask(self, op: str, *args):
        """Have the other side do something, and give what comes back; its error is raised here.

        AnswerStopped when the other side is too late, ends, or sends what is not a message.
        """
        self.asked += 1
        body, sent = pack([op, list(args), self.asked], self.export)
        try:
            kind, result, changed, printed, _ = self._converse(body, sent, self.asked)
            if type(printed) is not str:
                raise WireError("what was printed: expected text")
            self.heard(printed)
            if op in CALLS:
                for old, new in zip(args, changed or (), strict=False):
                    restore(old, new)
            result = rebuild(result) if kind == "raised" else result
        except AnswerStopped:
            raise
        except TimeoutError:
            raise AnswerStopped("timeout", "it took too long: is there a loop without an end?") from None
        except (EOFError, OSError):
            raise AnswerStopped("crashed", "Python itself stopped: exit(), or out of memory?") from None
        except Exception as error:
            raise AnswerStopped("crashed", f"what came back could not be read: {error}") from error
        if kind == "raised":
            raise result
        return result

    def _converse(self, body: bytes, sent: list[torch.Tensor], asked: int):
        """Send a request; serve the other side until its answer comes."""
        self._send(b"?", body)
        while True:
            kind, message, grown, body = self._receive(sent)
            if kind == b"!" and message.pop(0) != asked:
                raise WireError("an answer to something else: are there two processes?")
            if kind == b"!":
                return message
            self._answer(message, grown, body)

    def answer_until_closed(self) -> None:
        """Serve the other side until it closes the line."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                _, message, grown, body = self._receive([])
                self._answer(message, grown, body)

    def export(self, value) -> dict:
        """How an object of this side is called on the line."""
        if isinstance(value, Remote):
            return {"yours": value._number}
        if id(value) not in self.numbers:
            self.numbers[id(value)] = len(self.objects)
            self.objects.append(value)
        return {
            "mine": self.numbers[id(value)],
            "kind": type(value).__name__,
            "text": _text(value),
            "can": can(value),
        }

    def _import(self, named: dict):
        if "yours" in named:
            return self.objects[named["yours"]]
        return remote(self, named["mine"], named["kind"], named["text"], named["can"])

    def _answer(self, message, grown: list[torch.Tensor], body: bytes) -> None:
        op, args, asked = message
        self.calls += 1
        before = _bytes_of(message) if any(kind in body for kind in VAGUE) else body
        try:
            kind, result = "result", self._backward(*args) if op == "backward" else self.serve(op, *args)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are answers too
            kind, result = "raised", describe(error)
        changed = args if op in CALLS and _bytes_of(message) != before else None
        number = self.calls
        try:
            body, found = pack([asked, kind, result, changed, self.printed(), number], self.export)
        except Exception as error:
            body, found = pack([asked, "raised", describe(error), None, self.printed(), number], self.export)
        if found:
            self.results[number], self.leaves[number] = found, grown
            for old in [n for n in self.results if n <= number - REMEMBERED]:
                del self.results[old], self.leaves[old]
        self._send(b"!", body)

    def _backward(self, call: int, i: int, gradient: torch.Tensor) -> list:
        leaves = self.leaves[call]
        for leaf in leaves:
            leaf.grad = None
        # backward(gradient) is the same, and imports sympy, half a second for each submission
        with torch.enable_grad():  # which is off where another backward asks for this one
            end = (self.results[call][i] * gradient.conj()).sum().real
        end.backward(retain_graph=True)
        return [leaf.grad for leaf in leaves]

    def _send(self, kind: bytes, body: bytes) -> None:
        self.line.settimeout(self._left())
        self.line.sendall(struct.pack("<cQ", kind, len(body)) + body)

    def _receive(self, sent: list[torch.Tensor]):
        """The next message: its kind (? or !), what it says, the arguments that want gradients, its bytes."""
        kind, size = struct.unpack("<cQ", self._read(9))
        if size > LARGEST:
            raise WireError(f"a message: expected at most {LARGEST >> 20} MB, got {size >> 20} MB")
        grown: list[torch.Tensor] = []
        call: list[int] = []  # its number, known when the whole message is read

        def grow(tensor, i):
            if kind == b"!":
                return _Through.apply(self, call, i, tensor, *(sent or [_anchor()]))
            grown.append(tensor.requires_grad_())
            return tensor

        body = self._read(size)
        message = unpack(body, self._import, grow)
        if not isinstance(message, list) or len(message) != (6 if kind == b"!" else 3):
            raise WireError("a message of another form")
        call.append(message[-1])
        return kind, message, grown, body

    def _read(self, size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            self.line.settimeout(self._left())
            part = self.line.recv(min(size - len(data), 1 << 20))
            if not part:
                raise EOFError("the line is closed")
            data += part
        return bytes(data)

    def _left(self) -> float | None:
        if self.deadline is None:
            return None
        left = self.deadline - time.monotonic()
        if left <= 0:  # also when the other side has much to say
            raise TimeoutError
        return left


class _Through(torch.autograd.Function):
    """The identity on a result of the other side, whose backward pass runs there."""

    @staticmethod
    def forward(ctx, peer, call, i, value, *sent):
        ctx.peer, ctx.call, ctx.i, ctx.sent = peer, call, i, len(sent)
        return value.clone()

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, gradient):
        found = ctx.peer.ask("backward", ctx.call[0], ctx.i, gradient)
        return None, None, None, None, *(found or [None] * ctx.sent)


def _anchor() -> torch.Tensor:
    """Something that requires a gradient, where no argument does: the parameters are on the other side."""
    return torch.zeros((), requires_grad=True)


def _text(value) -> str:
    """How an object shows itself, in a line."""
    try:
        return " ".join(repr(value).split())[:100]
    except Exception:
        return f"<{type(value).__name__}>"


def _bytes_of(message) -> bytes | None:
    """What a request holds, to see whether a call changed its arguments."""
    try:
        return pack(message, lambda value: None)[0]
    except Exception:
        return None
