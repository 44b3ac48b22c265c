"""What a network is to make small."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import Array


def cross_entropy(logits: Array, labels: Array) -> Array:
    """Minus the logarithm of the probability of the right class, in nats: [..., classes], int [...] -> [...]."""
    classes = jnp.arange(logits.shape[-1])
    # A comparison instead of a lookup, whose gradient would be a slow scatter.
    right = jnp.sum(jnp.where(classes == labels[..., None], logits, 0), axis=-1)
    return jax.nn.logsumexp(logits, axis=-1) - right


def logistic_loss(logits: Array, wanted: Array) -> Array:
    """Cross-entropy of a yes or no: logits and wanted (0 to 1) of the same shape, also returned."""
    return jax.nn.softplus(logits) - wanted * logits
