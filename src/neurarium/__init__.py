"""Neurarium: the famous neural networks of a lecture, each of them running.

import neurarium as nr

run = nr.run("playground", dataset="spiral", hidden=[8, 8], seed=3)
run.advance(500)
run.readings["test_loss"]
"""

from importlib.metadata import version

from neurarium.lab.population import Population as Population
from neurarium.lab.refusals import Diverged as Diverged
from neurarium.lab.run import Run as Run
from neurarium.lab.settings import SettingRefused as SettingRefused
from neurarium.lab.state import Unreadable as Unreadable
from neurarium.lab.text import Refusal as Refusal
from neurarium.lab.text import Text as Text
from neurarium.library import check as check
from neurarium.library import exercise as exercise
from neurarium.library import load as load
from neurarium.library import population as population
from neurarium.library import read_course as read_course
from neurarium.library import read_link as read_link
from neurarium.library import run as run
from neurarium.library import trial as trial
from neurarium.notebook import figure as figure
from neurarium.notebook import offer as _offer
from neurarium.notebook import view as view

__version__ = version("neurarium")

_offer()
