"""A run as a program of NumPy, PyTorch, Keras or JAX, which a student can read, run and change."""

from neurarium.lab.contract import Script
from neurarium.lab.text import Text
from neurarium.labs.playground.scripts import jax_program, keras_program, numpy_program, torch_program

SCRIPTS = {
    "numpy": Script(Text("NumPy", "NumPy"), numpy_program.write),
    "pytorch": Script(Text("PyTorch", "PyTorch"), torch_program.write),
    "keras": Script(Text("Keras", "Keras"), keras_program.write),
    "jax": Script(Text("JAX", "JAX"), jax_program.write),
}
