"""Bulk schemes: four process rates from the water and the number of cloud and rain.

All take the same `Bulk` and `shape` (nu of the cloud's gamma distribution in mass) and give the same `Rates`, in SI units.
Air has the density of the ground, so that no scheme corrects for height. Published one by one:

    Kessler 1969 (Meteorol. Monogr. 10)                      as in Klemp and Wilhelmson, J. Atmos. Sci. 35, 1978
    Berry 1968 (1st Nat. Conf. Weather Modification)         accretion after Kessler
    Tripoli and Cotton 1980, Beheng 1994, Khairoutdinov and Kogan 2000      as tabulated by Wood, J. Atmos. Sci. 62, 2005
    Seifert and Beheng 2001 (Atmos. Res. 59-60)              with the constants of the McSnow papers

Deviations: new rain drops have the separation mass in all of them, so that the number of rain drops can be compared; a
scheme that says nothing of self-collection has none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp

from neurarium.labs.rain.drops import AIR, SEPARATION, SPHERE

Array = jax.Array
LEAST = 1e-30  # keeps quotients of nothing by nothing finite


class Bulk(NamedTuple):
    cloud_water: Array  # kg m-3
    cloud_number: Array  # m-3
    rain_water: Array
    rain_number: Array


class Rates(NamedTuple):
    autoconversion: Array  # kg m-3 s-1, cloud droplets that become rain by meeting each other
    accretion: Array  # kg m-3 s-1, cloud droplets that are collected by rain
    cloud_self_collection: Array  # m-3 s-1, droplets lost where droplets meet and stay cloud
    rain_self_collection: Array  # m-3 s-1, rain drops lost where rain drops meet


Scheme = Callable[[Bulk, Array], Rates]


def mean_cloud_mass(bulk: Bulk) -> Array:
    """kg, at most the separation mass."""
    return jnp.clip(bulk.cloud_water / jnp.maximum(bulk.cloud_number, LEAST), LEAST, SEPARATION)


def mean_rain_mass(bulk: Bulk) -> Array:
    """kg, at least the separation mass."""
    return jnp.maximum(bulk.rain_water / jnp.maximum(bulk.rain_number, LEAST), SEPARATION)


def rain_share(bulk: Bulk) -> Array:
    """tau: the share of the water that is rain."""
    return bulk.rain_water / jnp.maximum(bulk.cloud_water + bulk.rain_water, LEAST)


class SeifertBeheng(NamedTuple):
    """The constants of Seifert and Beheng (2001), as used with McSnow."""

    cloud: float | Array = 9.44e9  # kcc, m3 kg-2 s-1 (Long)
    accretion: float | Array = 5.78  # kcr, m3 kg-1 s-1 (Long)
    rain: float | Array = 4.33  # krr, m3 kg-1 s-1 (Seifert 2008)
    ageing: float | Array = 600.0  # of phi_au
    ageing_power: float | Array = 0.68
    ageing_end: float | Array = 3.0
    early: float | Array = 5e-4  # of phi_ac
    early_power: float | Array = 4.0


PUBLISHED = SeifertBeheng()


def seifert_beheng(bulk: Bulk, shape: Array, constants: SeifertBeheng = PUBLISHED) -> Rates:
    k = constants
    tau = jnp.clip(rain_share(bulk), 1e-12, 1 - 1e-9)
    mass = mean_cloud_mass(bulk)
    phi = k.ageing * tau**k.ageing_power * (1 - tau**k.ageing_power) ** k.ageing_end
    autoconversion = (
        k.cloud
        / (20 * SEPARATION)
        * (shape + 2)
        * (shape + 4)
        / (shape + 1) ** 2
        * (bulk.cloud_water * mass) ** 2
        * (1 + phi / (1 - tau) ** 2)
    )
    accretion = k.accretion * bulk.cloud_water * bulk.rain_water * (tau / (tau + k.early)) ** k.early_power
    all_cloud = k.cloud * (shape + 2) / (shape + 1) * bulk.cloud_water**2
    return Rates(
        autoconversion,
        accretion,
        jnp.maximum(all_cloud - 2 * autoconversion / SEPARATION, 0),
        k.rain * bulk.rain_number * bulk.rain_water,
    )


def _without_self_collection(bulk: Bulk, autoconversion: Array, accretion: Array) -> Rates:
    """Cloud droplets vanish with their water: the mean droplet stays as it is."""
    lost = jnp.maximum(1 / mean_cloud_mass(bulk) - 2 / SEPARATION, 0) * autoconversion
    return Rates(autoconversion, accretion, lost, jnp.zeros_like(accretion))


def kessler(bulk: Bulk, shape: Array) -> Rates:
    del shape
    cloud, rain = bulk.cloud_water / AIR, bulk.rain_water / AIR  # kg a kg of air
    autoconversion = 1e-3 * jnp.maximum(cloud - 5e-4, 0)
    accretion = 2.2 * cloud * jnp.maximum(rain, LEAST) ** 0.875
    return _without_self_collection(bulk, AIR * autoconversion, AIR * accretion)


def relative_dispersion(shape: Array) -> Array:
    """Deviation of the radius as a share of its mean, for a gamma distribution in mass with this shape."""
    third, two_thirds, whole = (jax.scipy.special.gammaln(shape + 1 + power) for power in (1 / 3, 2 / 3, 0))
    return jnp.sqrt(jnp.maximum(jnp.exp(two_thirds + whole - 2 * third) - 1, 1e-12))


def berry(bulk: Bulk, shape: Array) -> Rates:
    grams, concentration = bulk.cloud_water * 1e3, bulk.cloud_number * 1e-6  # g m-3, cm-3
    damped = 5 + 0.0366 * concentration / jnp.maximum(grams * relative_dispersion(shape), LEAST)
    autoconversion = grams**2 / (60 * damped) * 1e-3
    return _without_self_collection(bulk, autoconversion, kessler(bulk, shape).accretion)


def tripoli_cotton(bulk: Bulk, shape: Array) -> Rates:
    del shape
    cloud, rain = bulk.cloud_water / AIR, bulk.rain_water / AIR
    threshold = SPHERE * 7e-6**3 * bulk.cloud_number / AIR
    autoconversion = jnp.where(
        cloud > threshold, 3268 * cloud ** (7 / 3) * jnp.maximum(bulk.cloud_number, LEAST) ** (-1 / 3), 0
    )
    return _without_self_collection(bulk, AIR * autoconversion, AIR * 4.7 * cloud * rain)


def beheng(bulk: Bulk, shape: Array) -> Rates:
    del shape
    width = jnp.where(bulk.cloud_number < 200e6, 9.9, 3.9)
    number = jnp.maximum(bulk.cloud_number, 1.0)
    autoconversion = 3e34 * width**-1.7 * bulk.cloud_water**4.7 * number**-3.3
    return _without_self_collection(bulk, autoconversion, 6 * bulk.cloud_water * bulk.rain_water)


def khairoutdinov_kogan(bulk: Bulk, shape: Array) -> Rates:
    del shape
    cloud, rain = bulk.cloud_water / AIR, bulk.rain_water / AIR
    number = jnp.maximum(bulk.cloud_number, 1.0)
    autoconversion = 7.42e13 * cloud**2.47 * number**-1.79 * AIR**-1.47
    accretion = 67 * (cloud * jnp.maximum(rain, LEAST)) ** 1.15 * AIR**-1.3
    return _without_self_collection(bulk, AIR * autoconversion, AIR * accretion)


SCHEMES: dict[str, Scheme] = {
    "seifert-beheng": seifert_beheng,
    "kessler": kessler,
    "berry": berry,
    "tripoli-cotton": tripoli_cotton,
    "beheng": beheng,
    "khairoutdinov-kogan": khairoutdinov_kogan,
}
