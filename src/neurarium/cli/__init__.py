"""The command line: `neurarium`, `neurarium serve`, `labs`, `run` and `bench`."""

from neurarium.cli.main import main as main
