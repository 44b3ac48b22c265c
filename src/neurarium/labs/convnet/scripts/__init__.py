"""A trained network to take home: its weights, and programs and files of other libraries that hold the same network."""

from neurarium.labs.convnet.scripts.exports import EXPORTS as EXPORTS
