"""Count what runs while an answer is called: lines of Python, or calls to PyTorch. A loop runs many."""

import sys
from types import FrameType

PLANS = "einsum"  # lines that only make a plan of the work, in files of this name, do not count


class Lines:
    """How many lines of Python run while it is on."""

    def __init__(self):
        self.count = 0

    def __enter__(self):
        self.before = sys.gettrace()
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_):
        sys.settrace(self.before)

    def _trace(self, frame: FrameType, *_):
        caller: FrameType | None = frame
        while caller:
            if PLANS in caller.f_code.co_filename:
                return None
            caller = caller.f_back
        self.count += 1
        return self._trace


class TorchCalls:
    """How many calls to PyTorch are made while it is on."""

    def __init__(self):
        from torch.overrides import TorchFunctionMode

        class Counter(TorchFunctionMode):
            def __torch_function__(mode, function, types, args=(), kwargs=None):
                self.count += 1
                return function(*args, **(kwargs or {}))

        self.count, self.mode = 0, Counter()

    def __enter__(self):
        self.mode.__enter__()
        return self

    def __exit__(self, *error):
        self.mode.__exit__(*error)


COUNTERS = {"lines": Lines, "torch calls": TorchCalls}
