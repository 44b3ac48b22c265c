"""The names of all that a visitor may choose from, in both languages."""

from __future__ import annotations

from neurarium.lab.text import Text

MARKS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

PROBLEMS = {
    "classification": Text("Classification", "Klassifikation"),
    "regression": Text("Regression", "Regression"),
    "classes": Text("Several classes", "Mehrere Klassen"),
}
DATASETS = {
    "circle": Text("Circle", "Kreis"),
    "xor": Text("Four quadrants", "Vier Quadranten"),
    "gauss": Text("Two clouds", "Zwei Wolken"),
    "spiral": Text("Spiral", "Spirale"),
}
CLASSES_DATASETS = {
    "clouds": Text("Clouds", "Wolken"),
    "rings": Text("Rings", "Ringe"),
    "spirals": Text("Spiral arms", "Spiralarme"),
}
REGRESSION_DATASETS = {"plane": Text("Plane", "Ebene"), "gauss": Text("Six bumps", "Sechs Hügel")}
FEATURE_NAMES = {
    "x": Text("x", "x"),
    "y": Text("y", "y"),
    "x2": Text("x²", "x²"),
    "y2": Text("y²", "y²"),
    "xy": Text("x·y", "x·y"),
    "sin_x": Text("sin x", "sin x"),
    "sin_y": Text("sin y", "sin y"),
}
ACTIVATION_NAMES = {
    "relu": Text("ReLU", "ReLU"),
    "tanh": Text("Tanh", "Tanh"),
    "sigmoid": Text("Sigmoid", "Sigmoid"),
    "linear": Text("Linear", "Linear"),
    "leaky_relu": Text("Leaky ReLU", "Leaky ReLU"),
    "elu": Text("ELU", "ELU"),
    "gelu": Text("GELU", "GELU"),
    "silu": Text("SiLU (Swish)", "SiLU (Swish)"),
    "mish": Text("Mish", "Mish"),
    "sine": Text("Sine", "Sinus"),
}
LOSSES = {
    "squared": Text("Squared error", "Quadratischer Fehler"),
    "cross_entropy": Text("Cross-entropy", "Kreuzentropie"),
}
OPTIMISERS = {
    "sgd": Text("Gradient descent", "Gradientenabstieg"),
    "momentum": Text("Momentum", "Momentum"),
    "rmsprop": Text("RMSProp", "RMSProp"),
    "adam": Text("Adam", "Adam"),
}
PENALTIES = {"none": Text("None", "Keine"), "l1": Text("L1", "L1"), "l2": Text("L2", "L2")}

GROUPS = {
    "data": Text("Data", "Daten"),
    "features": Text("Features", "Merkmale"),
    "network": Text("Network", "Netz"),
    "training": Text("Training", "Training"),
}
