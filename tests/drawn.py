"""What is written in the figure that a test has just drawn."""

import matplotlib.pyplot as plt


def texts():
    """All texts in the axes, in the order in which they were written."""
    return [text.get_text() for ax in plt.gcf().axes for text in ax.texts]
