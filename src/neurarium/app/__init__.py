"""The live page: a server on loopback, and workers in which the sessions run."""
