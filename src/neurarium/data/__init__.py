"""Pictures for every lab that learns from them: bundled, generated, standard sets, and a visitor's own.

from neurarium import data

split = data.load("digits")
split.train.pixels, split.train.labels
"""

from neurarium.data.images import Images as Images
from neurarium.data.images import Split as Split
from neurarium.data.loading import load as load
from neurarium.data.loading import names as names
