"""The network that learns: one convolution, ReLU, pooling, and a vote of all that is left; loops over letters.

All parameters stand in one row, so that each of them can be nudged: filters [filters, 3, 3], a bias for each filter,
the votes' weights [2, filters, blocks, blocks] (O first), and a bias for each vote.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from neurarium.labs.x_or_o.letters import FILTER, SIZE

WIDTH = SIZE - FILTER + 1  # rows and columns of a filtered picture
WEIGHTS = FILTER * FILTER  # of one filter
TINY = 1e-300  # the logarithm of 0 is no number


@njit(nogil=True, error_model="numpy", cache=True)
def convolve(parameters, filters, index, picture, filtered):
    """Slide one filter over a picture: `filtered` [WIDTH, WIDTH] gets each sum of nine products, and the bias."""
    bias = parameters[filters * WEIGHTS + index]
    w = parameters[index * WEIGHTS : (index + 1) * WEIGHTS]
    for row in range(WIDTH):
        for column in range(WIDTH):
            total = bias
            for down in range(FILTER):
                for across in range(FILTER):
                    total += w[down * FILTER + across] * picture[row + down, column + across]
            filtered[row, column] = total


@njit(nogil=True, error_model="numpy", cache=True)
def forward(parameters, filters, block, picture, filtered, kept, winners, answers):
    """Fill `answers` [2] with the votes for O and X, each from 0 to 1, `kept` with the values that vote, and `winners`
    with the place of each in its filtered picture; `filtered` is room to work in.

    Pooling by 2 x 2 again and again takes the largest of a block, and ReLU may as well come after it.
    """
    blocks = (WIDTH + block - 1) // block
    position = 0
    for index in range(filters):
        convolve(parameters, filters, index, picture, filtered)
        for top in range(0, WIDTH, block):
            for left in range(0, WIDTH, block):
                best, place = -math.inf, 0
                for row in range(top, min(WIDTH, top + block)):
                    for column in range(left, min(WIDTH, left + block)):
                        if filtered[row, column] > best:
                            best, place = filtered[row, column], row * WIDTH + column
                kept[position] = max(best, 0.0)
                winners[position] = place
                position += 1
    voters = filters * blocks * blocks
    first = filters * (WEIGHTS + 1)
    for letter in range(2):
        total = parameters[first + 2 * voters + letter]
        for position in range(voters):
            total += parameters[first + letter * voters + position] * kept[position]
        answers[letter] = 1.0 / (1.0 + math.exp(-total)) if total >= 0 else math.exp(total) / (1.0 + math.exp(total))


@njit(nogil=True, error_model="numpy", cache=True)
def letter_loss(answers, right):
    """Cross-entropy of both votes against 1 for the right letter and 0 for the other, in nats, their mean."""
    return -(math.log(max(answers[right], TINY)) + math.log(max(1.0 - answers[1 - right], TINY))) / 2


@njit(nogil=True, error_model="numpy", cache=True)
def backward(parameters, filters, block, picture, right, kept, winners, answers, gradients):
    """Add one letter's gradient of `letter_loss` to `gradients`; what `forward` has filled is read."""
    blocks = (WIDTH + block - 1) // block
    voters = filters * blocks * blocks
    first = filters * (WEIGHTS + 1)
    for letter in range(2):
        blame = (answers[letter] - (1.0 if letter == right else 0.0)) / 2
        gradients[first + 2 * voters + letter] += blame
        for position in range(voters):
            gradients[first + letter * voters + position] += blame * kept[position]
            if kept[position] > 0.0:
                passed = blame * parameters[first + letter * voters + position]
                index = position // (blocks * blocks)
                row, column = winners[position] // WIDTH, winners[position] % WIDTH
                gradients[filters * WEIGHTS + index] += passed
                for k in range(WEIGHTS):
                    gradients[index * WEIGHTS + k] += passed * picture[row + k // FILTER, column + k % FILTER]


@njit(nogil=True, error_model="numpy", cache=True)
def room(filters, block):
    """What `forward` works in: a filtered picture, the values that vote, and their places."""
    blocks = (WIDTH + block - 1) // block
    return np.empty((WIDTH, WIDTH)), np.empty(filters * blocks * blocks), np.empty(filters * blocks * blocks, np.int64)


@njit(nogil=True, error_model="numpy", cache=True)
def answer_all(parameters, filters, block, pictures):
    """The votes for O and X of each picture: float64 [pictures, 2]."""
    filtered, kept, winners = room(filters, block)
    answers = np.empty((len(pictures), 2))
    for index in range(len(pictures)):
        forward(parameters, filters, block, pictures[index], filtered, kept, winners, answers[index])
    return answers


@njit(nogil=True, error_model="numpy", cache=True)
def mean_loss(parameters, filters, block, pictures, right, chosen):
    """The mean loss of the chosen letters, int64 [letters]."""
    filtered, kept, winners = room(filters, block)
    answers = np.empty(2)
    total = 0.0
    for index in chosen:
        forward(parameters, filters, block, pictures[index], filtered, kept, winners, answers)
        total += letter_loss(answers, right[index])
    return total / len(chosen)


@njit(nogil=True, error_model="numpy", cache=True)
def backpropagate(parameters, filters, block, pictures, right, chosen, gradients):
    """Fill `gradients` with those of the mean loss of the chosen letters: one pass forward, one backward."""
    filtered, kept, winners = room(filters, block)
    answers = np.empty(2)
    gradients[:] = 0.0
    for index in chosen:
        forward(parameters, filters, block, pictures[index], filtered, kept, winners, answers)
        backward(parameters, filters, block, pictures[index], right[index], kept, winners, answers, gradients)
    gradients /= len(chosen)


@njit(nogil=True, error_model="numpy", cache=True)
def nudge_all(parameters, filters, block, pictures, right, chosen, nudge, losses):
    """Fill `losses` [parameters, 2] with the mean loss after each parameter alone was nudged down, and up."""
    nudged = parameters.copy()
    for index in range(len(parameters)):
        for side in range(2):
            nudged[index] = parameters[index] + (nudge if side == 1 else -nudge)
            losses[index, side] = mean_loss(nudged, filters, block, pictures, right, chosen)
        nudged[index] = parameters[index]
