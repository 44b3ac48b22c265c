"""The activation functions and their slopes, a row of samples at a time.

Every loop runs over a row, so that the compiler turns it into vector instructions. That needs an exponential without
calls or branches: ours is good to the last digits of double precision.

ReLU: Nair & Hinton 2010; leaky ReLU (0.01): Maas 2013; ELU: Clevert 2015; GELU (exact, with erf) and SiLU: Hendrycks &
Gimpel 2016; Mish: Misra 2019; sine: Sitzmann 2020.
"""

from __future__ import annotations

import math

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

# The order of network.ACTIVATIONS; softmax is for the output alone.
RELU, TANH, SIGMOID, LINEAR, LEAKY_RELU, ELU, GELU, SILU, MISH, SINE, SOFTMAX = range(11)
LEAK = 0.01
ROOT_HALF = 0.7071067811865476
ROOT_TWO_PI = 2.5066282746310002

ROUND = 6755399441055744.0  # 1.5 * 2^52: adding it leaves the nearest whole number in the low bits
LOG2_E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10


@intrinsic
def _bits(_typing, real):
    """The 64 bits of a double as a whole number."""
    return types.int64(types.float64), lambda _c, builder, _s, given: builder.bitcast(given[0], ir.IntType(64))


@intrinsic
def _real(_typing, bits):
    """The double with these 64 bits."""
    return types.float64(types.int64), lambda _c, builder, _s, given: builder.bitcast(given[0], ir.DoubleType())


@njit(inline="always", error_model="numpy", fastmath={"contract"})
def exponential(x: float) -> float:
    """e^x for |x| < 700, to about one unit in the last place; NaN for NaN.

    x = n ln 2 + r with |r| <= ln(2) / 2; e^r by its series to r^13, 2^n by its exponent bits. The series is summed in
    pairs (Estrin): the processor computes them side by side, where Horner's rule would wait for each.
    """
    shifted = x * LOG2_E + ROUND
    whole = shifted - ROUND
    r = (x - whole * LN2_HIGH) - whole * LN2_LOW
    r2 = r * r
    r4 = r2 * r2
    low = (1 / 2 + r * (1 / 6)) + r2 * (1 / 24 + r * (1 / 120))
    middle = (1 / 720 + r * (1 / 5040)) + r2 * (1 / 40320 + r * (1 / 362880))
    high = (1 / 3628800 + r * (1 / 39916800)) + r2 * (1 / 479001600 + r * (1 / 6227020800))
    series = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)))
    return series * _real((_bits(shifted) + 1023) << 52)


@njit(inline="always", error_model="numpy", fastmath={"contract"})
def hyperbolic_tangent(x: float) -> float:
    """tanh x, absolutely to 4e-16; beyond 20 it is 1 to the last digit."""
    bounded = 20.0 if x > 20.0 else (-20.0 if x < -20.0 else x)
    return 1.0 - 2.0 / (exponential(2.0 * bounded) + 1.0)


@njit(inline="always", error_model="numpy", fastmath={"contract"})
def logistic(x: float) -> float:
    """1 / (1 + e^-x)."""
    bounded = 600.0 if x > 600.0 else (-600.0 if x < -600.0 else x)
    return 1.0 / (1.0 + exponential(-bounded))


@njit(nogil=True, error_model="numpy", cache=True)
def tanh_row(rows, row, samples):
    for s in range(samples):
        rows[row, s] = hyperbolic_tangent(rows[row, s])


@njit(nogil=True, error_model="numpy", cache=True)
def relu_row(rows, row, samples):
    for s in range(samples):
        value = rows[row, s]
        rows[row, s] = 0.0 if value <= 0.0 else value


@njit(nogil=True, error_model="numpy", cache=True)
def sigmoid_row(rows, row, samples):
    for s in range(samples):
        rows[row, s] = logistic(rows[row, s])


@njit(nogil=True, error_model="numpy", cache=True)
def above(x):
    """tanh(ln(1 + e^x)), which is (e^2 + 2e) / (e^2 + 2e + 2) with e = e^x, and 1 to the last digit from 20 on."""
    e = math.exp(min(x, 20.0))
    grown = e * (e + 2.0)
    return grown / (grown + 2.0)


@njit(nogil=True, error_model="numpy", cache=True)
def rarer_row(rows, row, samples, bend):
    """The activations that the original does not have: by calls, a few times slower, and compiled in no time."""
    if bend == LEAKY_RELU:
        for s in range(samples):
            value = rows[row, s]
            rows[row, s] = LEAK * value if value <= 0.0 else value
    elif bend == ELU:
        for s in range(samples):
            value = rows[row, s]
            rows[row, s] = value if value > 0.0 else math.expm1(value)
    elif bend == GELU:
        for s in range(samples):
            value = rows[row, s]
            rows[row, s] = value * 0.5 * (1.0 + math.erf(value * ROOT_HALF))
    elif bend == SILU:
        for s in range(samples):
            value = rows[row, s]
            rows[row, s] = value / (1.0 + math.exp(-value))
    elif bend == MISH:
        for s in range(samples):
            value = rows[row, s]
            rows[row, s] = value * above(value)
    elif bend == SINE:
        for s in range(samples):
            rows[row, s] = math.sin(rows[row, s])


@njit(nogil=True, error_model="numpy", cache=True)
def activate(rows, first, last, samples, bend):
    """Bend the sums of the neurons in the rows from `first` up to `last`, in place."""
    for row in range(first, last):
        if bend == TANH:
            tanh_row(rows, row, samples)
        elif bend == RELU:
            relu_row(rows, row, samples)
        elif bend == SIGMOID:
            sigmoid_row(rows, row, samples)
        elif bend != LINEAR:
            rarer_row(rows, row, samples, bend)


@njit(nogil=True, error_model="numpy", cache=True)
def slopes_of_sums(rows, gains, row, samples, bend):
    """The slopes that cannot be read from the answers, noted before the sums are bent."""
    if bend == GELU:
        for s in range(samples):
            value = rows[row, s]
            below = 0.5 * (1.0 + math.erf(value * ROOT_HALF))
            gains[row, s] = below + value * math.exp(-0.5 * value * value) / ROOT_TWO_PI
    elif bend == SILU:
        for s in range(samples):
            value = rows[row, s]
            share = 1.0 / (1.0 + math.exp(-value))
            gains[row, s] = share * (1.0 + value * (1.0 - share))
    elif bend == MISH:
        for s in range(samples):
            value = rows[row, s]
            share = above(value)
            gains[row, s] = share + value * (1.0 - share * share) / (1.0 + math.exp(-value))
    elif bend == SINE:
        for s in range(samples):
            gains[row, s] = math.cos(rows[row, s])


@njit(nogil=True, error_model="numpy", cache=True)
def slopes_of_answers(rows, gains, row, samples, bend):
    """The slopes that can be read from the answers."""
    if bend == TANH:
        for s in range(samples):
            gains[row, s] = 1.0 - rows[row, s] * rows[row, s]
    elif bend == RELU:
        for s in range(samples):
            gains[row, s] = 0.0 if rows[row, s] <= 0.0 else 1.0
    elif bend == SIGMOID:
        for s in range(samples):
            gains[row, s] = rows[row, s] * (1.0 - rows[row, s])
    elif bend == LINEAR:
        for s in range(samples):
            gains[row, s] = 1.0
    elif bend == LEAKY_RELU:
        for s in range(samples):
            gains[row, s] = LEAK if rows[row, s] <= 0.0 else 1.0
    elif bend == ELU:
        for s in range(samples):
            gains[row, s] = 1.0 if rows[row, s] > 0.0 else rows[row, s] + 1.0


@njit(nogil=True, error_model="numpy", cache=True)
def activate_with_slopes(rows, gains, first, last, samples, bend):
    """Bend the sums in place, and note in `gains` the activation's slope at each of them."""
    if bend >= GELU:
        for row in range(first, last):
            slopes_of_sums(rows, gains, row, samples, bend)
    activate(rows, first, last, samples, bend)
    if bend < GELU:
        for row in range(first, last):
            slopes_of_answers(rows, gains, row, samples, bend)


@njit(nogil=True, error_model="numpy", cache=True)
def softmax(rows, first, last, samples):
    """Turn the sums in the rows from `first` up to `last` into shares that add up to 1, for each sample."""
    for s in range(samples):
        highest = rows[first, s]
        for row in range(first + 1, last):
            highest = max(highest, rows[row, s])
        total = 0.0
        for row in range(first, last):
            rows[row, s] = math.exp(rows[row, s] - highest)
            total += rows[row, s]
        for row in range(first, last):
            rows[row, s] /= total
