# %% right: counts the beginnings
def output_size(size, kernel, stride=1, padding=0):
    begins = range(-padding, size + padding - kernel + 1, stride)
    if len(begins) == 0:
        raise ValueError(f"{kernel} is more than {size + 2 * padding}")
    return len(begins)


# %% right: moves the filter until it sticks out
def output_size(size, kernel, stride=1, padding=0):
    end, places = kernel, 0
    while end <= size + 2 * padding:
        places += 1
        end += stride
    if places == 0:
        raise ValueError(f"expected a filter of at most {size + padding + padding}, got {kernel}")
    return places


# %% right: asks NumPy for the windows
def output_size(size, kernel, stride=1, padding=0):
    side = np.pad(np.zeros(size), padding)
    if len(side) < kernel:
        raise ValueError(f"{kernel} > {len(side)}")
    return len(np.lib.stride_tricks.sliding_window_view(side, kernel)[::stride])


# %% wrong: forgets the first place | one step at a time
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (side - kernel) // stride


# %% wrong: as many places as pixels | one step at a time
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return side // stride


# %% wrong: pads at one end | padding
def output_size(size, kernel, stride=1, padding=0):
    side = size + padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (side - kernel) // stride + 1


# %% wrong: forgets the padding | padding
def output_size(size, kernel, stride=1, padding=0):
    if kernel > size:
        raise ValueError(f"a filter of {kernel} does not fit into {size}")
    return (size - kernel) // stride + 1


# %% wrong: adds 1 before it divides | stride
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (side - kernel + 1) // stride


# %% wrong: counts a place that sticks out | stride
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return -((kernel - side) // stride) + 1


# %% wrong: half a place | stride
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (side - kernel) / stride + 1


# %% wrong: no place and no word of it | a filter that does not fit
def output_size(size, kernel, stride=1, padding=0):
    return max(0, (size + 2 * padding - kernel) // stride + 1)


# %% wrong: refuses a filter that just fits | one step at a time
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if side <= kernel:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return 1 + (side - kernel) // stride


# %% wrong: the book's function does it | one step at a time
def output_size(size, kernel, stride=1, padding=0):
    from minilib import conv

    return conv.out_size(size, kernel, stride, padding)


# %% wrong: padding does not count when there is a stride | stride and padding together
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (size - kernel) // stride + 1 + 2 * padding // stride


# %% wrong: rounds what is left over | stride
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"{kernel} into {side}")
    return 1 + round((side - kernel) / stride)


# %% wrong: refuses only a count below 0 | a filter that does not fit
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    places = 1 + (side - kernel) // stride
    if places < 0:
        raise ValueError(f"{kernel} into {side}")
    return places


# %% wrong: cuts off towards 0, so that a stride hides the misfit | a filter that does not fit
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    places = int((side - kernel) / stride) + 1
    if places < 1:
        raise ValueError(f"{kernel} into {side}")
    return places


# %% right: one place after the other, by recursion
def output_size(size, kernel, stride=1, padding=0):
    if padding:
        return output_size(size + 2 * padding, kernel, stride)
    if size < kernel:
        raise ValueError(f"{size} < {kernel}")
    return 1 + (output_size(size - stride, kernel, stride) if size - stride >= kernel else 0)


# %% wrong: padding does not help a filter that moves | a filter longer than the picture, with a stride
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side or (stride > 1 and kernel > size):
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return (side - kernel) // stride + 1


# %% wrong: no more than fifty places | stride and padding together
def output_size(size, kernel, stride=1, padding=0):
    side = size + 2 * padding
    if kernel > side:
        raise ValueError(f"a filter of {kernel} does not fit into {side}")
    return sum(place * stride + kernel <= side for place in range(50))
